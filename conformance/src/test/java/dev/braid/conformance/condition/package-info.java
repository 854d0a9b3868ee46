/** The cases of the catalogue's area {@code condition}: waiting under a lock for news. */
@NullMarked
package dev.braid.conformance.condition;

import org.jspecify.annotations.NullMarked;

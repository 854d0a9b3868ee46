/** The cases of the catalogue's area {@code executor}: blocking code in pools, and the loop's own pool. */
@NullMarked
package dev.braid.conformance.executor;

import org.jspecify.annotations.NullMarked;

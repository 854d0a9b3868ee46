/** The cases of the catalogue's area {@code queue}: items between tasks. */
@NullMarked
package dev.braid.conformance.queue;

import org.jspecify.annotations.NullMarked;

/** The cases of the catalogue's area {@code barrier}: tasks that wait for each other. */
@NullMarked
package dev.braid.conformance.barrier;

import org.jspecify.annotations.NullMarked;

/** The cases of the catalogue's area {@code eventloop}: running, stopping and closing a loop, callbacks, problems. */
@NullMarked
package dev.braid.conformance.eventloop;

import org.jspecify.annotations.NullMarked;

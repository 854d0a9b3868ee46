/** The cases of the catalogue's area {@code shield}: protecting an awaitable from cancellation. */
@NullMarked
package dev.braid.conformance.shield;

import org.jspecify.annotations.NullMarked;

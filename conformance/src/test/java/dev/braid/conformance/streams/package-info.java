/** The cases of the catalogue's area {@code streams}: what tasks read from and write to connections. */
@NullMarked
package dev.braid.conformance.streams;

import org.jspecify.annotations.NullMarked;

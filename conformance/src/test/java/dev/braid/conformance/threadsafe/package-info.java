/** The cases of the catalogue's area {@code threadsafe}: other threads and loops. */
@NullMarked
package dev.braid.conformance.threadsafe;

import org.jspecify.annotations.NullMarked;

/** The cases of the catalogue's area {@code contextlib}: blocks that suspend on their way in and out. */
@NullMarked
package dev.braid.conformance.contextlib;

import org.jspecify.annotations.NullMarked;

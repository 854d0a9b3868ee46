/** The cases of the catalogue's area {@code exceptions}: what each exception is a kind of and carries. */
@NullMarked
package dev.braid.conformance.exceptions;

import org.jspecify.annotations.NullMarked;

/** The cases of the catalogue's area {@code asyncgen}: generators that suspend, and their consumers. */
@NullMarked
package dev.braid.conformance.asyncgen;

import org.jspecify.annotations.NullMarked;

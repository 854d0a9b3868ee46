/** The cases of the catalogue's area {@code wait}: waiting for several futures without looking at their outcomes. */
@NullMarked
package dev.braid.conformance.wait;

import org.jspecify.annotations.NullMarked;

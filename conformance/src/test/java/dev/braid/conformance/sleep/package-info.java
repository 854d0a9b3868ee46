/** The cases of the catalogue's area {@code sleep}: waiting for time to pass. */
@NullMarked
package dev.braid.conformance.sleep;

import org.jspecify.annotations.NullMarked;

/** The cases of the catalogue's area {@code timeout}: limits on how long a block may take. */
@NullMarked
package dev.braid.conformance.timeout;

import org.jspecify.annotations.NullMarked;

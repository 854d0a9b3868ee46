/** The cases of the catalogue's area {@code waitfor}: awaiting something for at most a time. */
@NullMarked
package dev.braid.conformance.waitfor;

import org.jspecify.annotations.NullMarked;

/** The cases of the catalogue's area {@code gather}: many awaitables as one. */
@NullMarked
package dev.braid.conformance.gather;

import org.jspecify.annotations.NullMarked;

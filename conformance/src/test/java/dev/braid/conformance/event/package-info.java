/** The cases of the catalogue's area {@code event}: a flag that tasks wait for. */
@NullMarked
package dev.braid.conformance.event;

import org.jspecify.annotations.NullMarked;

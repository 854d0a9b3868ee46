/** The cases of the catalogue's area {@code ascompleted}: futures in the order of their completion. */
@NullMarked
package dev.braid.conformance.ascompleted;

import org.jspecify.annotations.NullMarked;

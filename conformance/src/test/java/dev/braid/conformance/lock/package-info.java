/** The cases of the catalogue's area {@code lock}: mutual exclusion of tasks. */
@NullMarked
package dev.braid.conformance.lock;

import org.jspecify.annotations.NullMarked;

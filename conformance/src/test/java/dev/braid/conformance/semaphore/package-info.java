/** The cases of the catalogue's area {@code semaphore}: a number of permits. */
@NullMarked
package dev.braid.conformance.semaphore;

import org.jspecify.annotations.NullMarked;

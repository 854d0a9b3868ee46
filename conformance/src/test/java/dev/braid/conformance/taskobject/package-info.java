/** The cases of the catalogue's area {@code task-object}: what a task offers, ends with, and makes of cancellation. */
@NullMarked
package dev.braid.conformance.taskobject;

import org.jspecify.annotations.NullMarked;

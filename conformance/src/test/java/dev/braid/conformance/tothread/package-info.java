/** The cases of the catalogue's area {@code tothread}: blocking code that a task runs in a thread and waits for. */
@NullMarked
package dev.braid.conformance.tothread;

import org.jspecify.annotations.NullMarked;

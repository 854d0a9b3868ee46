/** The cases of the catalogue's area {@code runner}: running coroutines from plain code, and what happens on the way out. */
@NullMarked
package dev.braid.conformance.runner;

import org.jspecify.annotations.NullMarked;

/** The seam between the engine and what carries it: hosts for loops and bodies for tasks. */
@NullMarked
package dev.braid.spi;

import org.jspecify.annotations.NullMarked;

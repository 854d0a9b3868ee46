/**
 * The seam between the engine and what carries it: hosts for loops and bodies for tasks. For the bridge, and for
 * programs that bring a thread of their own, such as that of a window system; others need none of it.
 */
@NullMarked
package dev.braid.spi;

import org.jspecify.annotations.NullMarked;

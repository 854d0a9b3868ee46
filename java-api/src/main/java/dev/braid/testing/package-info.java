/** Virtual time, for tests of asynchronous programs that neither wait nor depend on how fast the machine is. */
@NullMarked
package dev.braid.testing;

import org.jspecify.annotations.NullMarked;

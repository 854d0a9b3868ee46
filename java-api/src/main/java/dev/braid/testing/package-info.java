/** Virtual time and ordered steps for tests of asynchronous programs. */
@NullMarked
package dev.braid.testing;

import org.jspecify.annotations.NullMarked;

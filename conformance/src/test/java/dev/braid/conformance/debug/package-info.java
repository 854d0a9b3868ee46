/** What debug mode adds: checks, traces of creation, slow callbacks, and where all of it is logged. */
@NullMarked
package dev.braid.conformance.debug;

import org.jspecify.annotations.NullMarked;

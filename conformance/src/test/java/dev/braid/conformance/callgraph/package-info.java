/** The cases of the catalogue's area {@code callgraph}: who awaits whom. */
@NullMarked
package dev.braid.conformance.callgraph;

import org.jspecify.annotations.NullMarked;

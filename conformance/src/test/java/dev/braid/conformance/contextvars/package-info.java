/** The cases of the catalogue's area {@code contextvars}: variables, tokens, contexts, and who runs in which. */
@NullMarked
package dev.braid.conformance.contextvars;

import org.jspecify.annotations.NullMarked;

/** The cases of the catalogue's area {@code server}: addresses, accepting, serving, and closing. */
@NullMarked
package dev.braid.conformance.server;

import org.jspecify.annotations.NullMarked;

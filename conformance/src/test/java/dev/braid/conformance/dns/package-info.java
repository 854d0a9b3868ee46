/** Looking hosts and addresses up. */
@NullMarked
package dev.braid.conformance.dns;

import org.jspecify.annotations.NullMarked;

/** What runs the cases of the catalogue and compares their traces with the oracle's. */
@NullMarked
package dev.braid.conformance.harness;

import org.jspecify.annotations.NullMarked;

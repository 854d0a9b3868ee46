/** One task tree across Java and Kotlin: what crosses, and that both faces do the same. The tests are in Kotlin. */
@NullMarked
package dev.braid.conformance.bridge;

import org.jspecify.annotations.NullMarked;

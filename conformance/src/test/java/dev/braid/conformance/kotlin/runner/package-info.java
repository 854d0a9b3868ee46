/** What Kotlin's cases of the area runner have in Java. */
@NullMarked
package dev.braid.conformance.kotlin.runner;

import org.jspecify.annotations.NullMarked;

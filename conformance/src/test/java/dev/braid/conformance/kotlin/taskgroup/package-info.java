/** What Kotlin's cases of the area taskgroup have in Java. */
@NullMarked
package dev.braid.conformance.kotlin.taskgroup;

import org.jspecify.annotations.NullMarked;

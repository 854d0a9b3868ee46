/** Looking into another JVM: which tasks it has, where they stand, and who waits for them. */
@NullMarked
package dev.braid.tools;

import org.jspecify.annotations.NullMarked;

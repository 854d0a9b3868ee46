/** Cases of the area eager: tasks whose first step runs inside the creating call. */
@NullMarked
package dev.braid.conformance.eager;

import org.jspecify.annotations.NullMarked;

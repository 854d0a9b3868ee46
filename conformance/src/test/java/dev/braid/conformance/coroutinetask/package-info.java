/** Cases of the area coroutine-task: coroutines, how tasks are made of them, and what awaiting does. */
@NullMarked
package dev.braid.conformance.coroutinetask;

import org.jspecify.annotations.NullMarked;

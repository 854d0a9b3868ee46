package dev.braid.kotlin

import dev.braid.TaskOptions
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.CoroutineName

/** These options, with the name of the coroutine for a task that has none. */
internal fun TaskOptions.namedLike(context: CoroutineContext): TaskOptions {
    if (name() != null) return this
    val name = context[CoroutineName] ?: return this
    // The name of the task that the coroutine is part of is not its own.
    if (context[KotlinSide]?.gave(name) == true) return this
    return withName(name.name)
}

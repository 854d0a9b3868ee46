package dev.braid.kotlin

import kotlin.coroutines.coroutineContext
import kotlinx.coroutines.withContext

/** Runs a body as a task of the loop that the calling coroutine belongs to, and awaits it. */
internal suspend fun <T> inTaskOfItsOwn(action: String, body: suspend () -> T): T {
    val loop = checkNotNull(coroutineContext.loop()) { noLoop(action, "run it with runAsyncio") }
    return withContext(loop.dispatcher()) { loop.createTask(body = body).await() }
}

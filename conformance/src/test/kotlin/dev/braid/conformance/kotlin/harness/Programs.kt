package dev.braid.conformance.kotlin.harness

import dev.braid.Asyncio
import dev.braid.Coroutine
import dev.braid.EventLoop
import dev.braid.Future
import dev.braid.SingleUseCoroutine
import dev.braid.Task
import dev.braid.TaskOptions
import dev.braid.kotlin.Suspend
import dev.braid.kotlin.createTask
import kotlin.coroutines.intrinsics.startCoroutineUninterceptedOrReturn

// What Kotlin cases write instead of the static functions of Java's `Asyncio`.

/** `Asyncio.createTask` of a Kotlin body. */
fun <T> createTask(options: TaskOptions = TaskOptions.DEFAULT, body: suspend () -> T): Task<T> =
    Asyncio.runningLoop().createTask(options, body)

/** `Asyncio.createTask` of a Kotlin body, with a name. */
fun <T> createTask(name: String, body: suspend () -> T): Task<T> = createTask(TaskOptions.named(name), body)

/** The task whose body calls this. */
fun currentTask(): Task<*> = Asyncio.currentTask()!!

/** `loop.runUntilComplete` of a Kotlin body. */
fun <T> EventLoop.runUntilComplete(body: suspend () -> T): T = runUntilComplete<T, Exception>(createTask(body = body))

/** `loop.runUntilComplete` of a task, whose error is thrown as it is. */
fun <T> EventLoop.runUntil(future: Future<T>): T = runUntilComplete<T, Exception>(future)

/** `Coroutine.once` of a Kotlin body: Python's coroutine object, which a suspend function is not. */
fun <T> once(body: suspend () -> T): SingleUseCoroutine<T> =
    Coroutine.once(Coroutine { Suspend.await { body.startCoroutineUninterceptedOrReturn(it) } })

package dev.braid.kotlin

import dev.braid.Context
import dev.braid.Coroutine
import dev.braid.EventLoop
import dev.braid.Runner
import dev.braid.Task
import dev.braid.TaskOptions
import dev.braid.internal.CurrentLoop
import dev.braid.internal.EventLoopImpl

/**
 * Makes a task of a Kotlin body; its first step runs in the next iteration unless it is started eagerly. Does not
 * suspend.
 *
 * The body runs on the loop's thread, as the task's own code: `Asyncio.currentTask()` is the task, its context is
 * current, and awaits of Braid's suspend it as asyncio's do. It may also suspend by anything of kotlinx.coroutines:
 *
 * - `coroutineContext` has the [loop's dispatcher][asCoroutineDispatcher], so it goes on where it was, in the loop's order.
 * - A cancellation of the task arrives at an [await] as [dev.braid.CancelledError], once, or at any other suspension as
 *   Kotlin's `CancellationException`, at every one from then on, until it is taken back (`Task.uncancel`, [timeout],
 *   [taskGroup]). `coroutineContext.job` is active accordingly. Clean-up may await anything of Braid's; what suspends in
 *   Kotlin's way goes into `withContext(NonCancellable)`. A cancellation that comes there is thrown by the next [await].
 * - A `CancellationException` that leaves the body makes the task cancelled; the timeout of `withTimeout` leaves it as
 *   [dev.braid.TimeoutException].
 * - On other threads (`withContext(Dispatchers.IO)`) its coroutines see a copy of its context variables; what they set there
 *   stays there, as in `asyncio.to_thread`. `coroutineContext[CoroutineName]` is the task's name. A clock that jumps does
 *   not wait for them: see [dev.braid.testing.VirtualTime].
 * - Coroutines launched on the body's own Job are part of the task: it is done when they are, their first failure cancels
 *   the body and becomes the task's, and code that cancels that Job cancels the task. What nobody answers for, such as a
 *   failure in `supervisorScope`, goes to a `CoroutineExceptionHandler` or the thread's handler, as everywhere in Kotlin,
 *   and not to the loop's.
 *
 * Source: Python 3.15, `asyncio.loop.create_task`; cases CORO-05 to CORO-16, and BRIDGE-30 to BRIDGE-52, BRIDGE-127 to
 * BRIDGE-130, BRIDGE-184, BRIDGE-185, BRIDGE-187, BRIDGE-365, BRIDGE-366, BRIDGE-370.
 *
 * @param options name, context, eager start
 * @param body run once
 * @throws IllegalStateException if the loop is closed
 */
public fun <T> EventLoop.createTask(options: TaskOptions = TaskOptions.DEFAULT, body: suspend () -> T): Task<T> =
    (this as EventLoopImpl).createTask(KotlinBody(this, body), options)

/** [createTask] of a body written in Java, which suspends on a strand of its own. */
public fun <T> EventLoop.createTask(body: Coroutine<T>, options: TaskOptions = TaskOptions.DEFAULT): Task<T> =
    (this as EventLoopImpl).createTask(body, options)

/**
 * Runs a Kotlin body on a new loop and cleans up: a program's entry point. Blocks the calling thread.
 *
 * ```
 * fun main() = runAsyncio {
 *     sleep(1.seconds)
 *     println("hello")
 * }
 * ```
 *
 * Source: Python 3.15, `asyncio.run`; cases RUNNER-01, RUNNER-02, RUNNER-05 to RUNNER-20.
 *
 * @return what the body returns; its error is thrown here, the same object, after all clean-up
 * @throws dev.braid.KeyboardInterrupt if the user pressed Ctrl-C
 * @throws IllegalStateException if a loop is running on this thread
 */
public fun <T> runAsyncio(body: suspend () -> T): T = Runner().use { it.runSuspending(body) }

/**
 * Runs a Kotlin body as the main task, as [Runner.run] does with a Java one, and blocks the calling thread until it is
 * done.
 *
 * Source: Python 3.15, `asyncio.Runner.run`; cases RUNNER-21 to RUNNER-41.
 *
 * @param body run once
 * @return what the body returns; its error is thrown here, the same object
 * @throws dev.braid.CancelledError if it ended as cancelled
 * @throws dev.braid.KeyboardInterrupt if the user pressed Ctrl-C
 * @throws IllegalStateException if the runner is closed, or a loop is running on this thread
 */
public fun <T> Runner.runSuspending(body: suspend () -> T): T = run<T, Exception>(mainBody(body))

/**
 * [runSuspending] in a context of its own instead of the runner's.
 *
 * Source: Python 3.15, `asyncio.Runner.run(context=…)`; case RUNNER-28.
 *
 * @param context the context to run in, used as it is
 * @param body run once
 * @return what the body returns; its error is thrown here, the same object
 * @throws IllegalStateException as there, and if the context is entered already
 */
public fun <T> Runner.runSuspending(context: Context, body: suspend () -> T): T =
    run<T, Exception>(mainBody(body), context)

/**
 * Runs a Kotlin body as a task of this loop, and blocks the calling thread until it is done. It is the Kotlin form of
 * [EventLoop.runUntilComplete], which takes a future or a body written in Java. Other tasks that are unfinished go on
 * in the next run.
 *
 * Source: Python 3.15, `asyncio.loop.run_until_complete`; cases LOOP-07 to LOOP-09, LOOP-12 to LOOP-15.
 *
 * @return what the body returns; its error is thrown here, the same object
 * @throws IllegalStateException if the loop is closed or running, another loop is running on this thread, or
 *     [EventLoop.stop] came before the body was done
 */
public fun <T> EventLoop.runSuspending(body: suspend () -> T): T =
    runUntilComplete<T, Exception>(KotlinBody(this as EventLoopImpl, body) as Coroutine<T>)

// Where a loop is running the runner refuses, and must not have made a loop of its own by then.
private fun <T> Runner.mainBody(body: suspend () -> T): Coroutine<T> =
    if (CurrentLoop.find()?.runsHere() == true) Coroutine { error("the runner should have refused") }
    else KotlinBody(loop() as EventLoopImpl, body)

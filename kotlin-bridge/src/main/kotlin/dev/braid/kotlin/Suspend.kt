package dev.braid.kotlin

import dev.braid.AsyncGenerator
import dev.braid.AsyncIterable
import dev.braid.Asyncio
import dev.braid.Coroutine
import dev.braid.EventLoop
import dev.braid.GeneratorBody
import dev.braid.Task
import dev.braid.TaskOptions
import dev.braid.VoidCoroutine
import dev.braid.internal.CurrentLoop
import dev.braid.internal.EventLoopImpl
import dev.braid.internal.JavaCall
import kotlin.coroutines.Continuation
import kotlinx.coroutines.flow.Flow

/**
 * Kotlin's suspend functions for Java: calling them, starting them, implementing them. An extra of Braid: Python has no
 * border between languages.
 */
public object Suspend {
    // --- Calling

    /**
     * Calls a suspend function from a Java body, and waits for its value as for any suspending call.
     *
     * ```java
     * User user = Suspend.await(c -> users.find(id, c));
     * User same = Suspend.await(users::find, id);
     * ```
     *
     * The function runs inside the calling task, on the loop: its awaits of Braid's are the task's own, and it may
     * suspend by anything of kotlinx.coroutines. It has a `Job` of its own. Cancelling the task cancels that, and this
     * call ends only when the Kotlin code has, clean-up included; a cancellation from before the call is none of its
     * business. Errors arrive as they are, the same objects, with the frames of both sides; `CancellationException` as
     * [dev.braid.CancelledError], the timeout of `withTimeout` as [dev.braid.TimeoutException].
     *
     * A cancellation that comes while the function cannot notice, as in `NonCancellable`, is thrown by the next call that
     * suspends.
     *
     * The continuation is for one call. If a second one resumes it, the loop's exception handler is told.
     *
     * Rules BRIDGE-01 to BRIDGE-10, BRIDGE-14.
     *
     * @param T what the function returns
     * @param call the call, which gets the continuation to pass
     * @return the function's value
     * @throws IllegalStateException if the caller is no Java task body
     * @throws Exception what the function throws
     */
    @JvmStatic
    @Throws(Exception::class)
    public fun <T> await(call: SuspendCall<T>): T {
        val task = Asyncio.currentTask()
        check(task != null) {
            "cannot await a suspend function: the caller on thread ${Thread.currentThread().name} " +
                "is not a task's body; start it with Asyncio.run(() -> ...), or create a task"
        }
        check(JavaCall.isCaller()) {
            "cannot await a suspend function in $task: the caller is a Kotlin body, which this call would block; " +
                "call the function itself"
        }
        val body = call.asBody(task.loop() as EventLoopImpl)
        body.ignoreCancellationsBefore(task)
        try {
            return body.steppedByCaller(body)
        } catch (error: Throwable) {
            Border.reachedJava(error)
            throw error
        }
    }

    /** [await] of a function with one argument, as a method reference: `Suspend.await(users::find, id)`. */
    @JvmStatic
    @Throws(Exception::class)
    public fun <A, T> await(function: SuspendCall1<A, T>, first: A): T = await(function.with(first))

    /** [await] of a function with two arguments, as a method reference. */
    @JvmStatic
    @Throws(Exception::class)
    public fun <A, B, T> await(function: SuspendCall2<A, B, T>, first: A, second: B): T =
        await(function.with(first, second))

    /** [await] of a function with three arguments, as a method reference. */
    @JvmStatic
    @Throws(Exception::class)
    public fun <A, B, C, T> await(function: SuspendCall3<A, B, C, T>, first: A, second: B, third: C): T =
        await(function.with(first, second, third))

    /** [await] of a function with four arguments, as a method reference. */
    @JvmStatic
    @Throws(Exception::class)
    public fun <A, B, C, D, T> await(
        function: SuspendCall4<A, B, C, D, T>,
        first: A,
        second: B,
        third: C,
        fourth: D,
    ): T = await(function.with(first, second, third, fourth))

    // --- Starting

    /**
     * Starts a call of a suspend function as a task of the running loop, without waiting. Callable from Java bodies,
     * from callbacks, and where a loop is registered.
     *
     * ```java
     * Future<User> user = Suspend.future(c -> users.find(id, c));
     * Future<Cart> cart = Suspend.future(carts::of, id);
     * return new Page(user.await(), cart.await());
     * ```
     *
     * The function runs as [createTask] runs a Kotlin body, and begins in the next iteration.
     *
     * Rules BRIDGE-10 to BRIDGE-15.
     *
     * @param T what the function returns
     * @param call the call, which gets the continuation to pass
     * @return the task
     * @throws IllegalStateException if no loop is running or registered, or it is closed
     */
    @JvmStatic
    public fun <T> future(call: SuspendCall<T>): Task<T> = future(TaskOptions.DEFAULT, call)

    /**
     * [future] with options.
     *
     * @param options name, context, eager start
     */
    @JvmStatic
    public fun <T> future(options: TaskOptions, call: SuspendCall<T>): Task<T> {
        val loop = CurrentLoop.find() ?: error(
            "cannot start a suspend function: no event loop is running on this thread " +
                "(${Thread.currentThread().name}) and none is registered for it; call it inside Asyncio.run",
        )
        return loop.createTask(call.asBody(loop) as Coroutine<T>, options)
    }

    /** [future] of a function with one argument, as a method reference: `Suspend.future(users::find, id)`. */
    @JvmStatic
    public fun <A, T> future(function: SuspendCall1<A, T>, first: A): Task<T> = future(function.with(first))

    /** [future] of a function with two arguments, as a method reference. */
    @JvmStatic
    public fun <A, B, T> future(function: SuspendCall2<A, B, T>, first: A, second: B): Task<T> =
        future(function.with(first, second))

    /** [future] of a function with three arguments, as a method reference. */
    @JvmStatic
    public fun <A, B, C, T> future(function: SuspendCall3<A, B, C, T>, first: A, second: B, third: C): Task<T> =
        future(function.with(first, second, third))

    /** [future] of a function with four arguments, as a method reference. */
    @JvmStatic
    public fun <A, B, C, D, T> future(
        function: SuspendCall4<A, B, C, D, T>,
        first: A,
        second: B,
        third: C,
        fourth: D,
    ): Task<T> = future(function.with(first, second, third, fourth))

    // --- Implementing

    /**
     * Implements a suspend function in Java: runs a Java body for the Kotlin coroutine that calls.
     *
     * ```java
     * public Object find(String id, Continuation<? super User> c) {
     *     return Suspend.body(c, () -> repository.find(id).await());
     * }
     * ```
     *
     * | who calls | where the body runs |
     * |---|---|
     * | the main line of a Kotlin task body | inside that task, as [runJava] |
     * | another coroutine that belongs to a loop, on any dispatcher | as a task of that loop |
     * | a coroutine that belongs to no loop | as a task of one background loop, which the process has for this; its
     * thread is a daemon, so it keeps no JVM alive |
     *
     * The caller goes on when the body has ended, clean-up included, through its own dispatcher. Cancelling the caller
     * cancels the body. Its error is thrown to the caller, the same object; [dev.braid.CancelledError] arrives as
     * `CancellationException`, or as itself in a main line. If the caller is cancelled already, the body does not run.
     *
     * Thread-local values that the caller's context carries (`ThreadContextElement`) are there in the body.
     *
     * Cases BRIDGE-96 to BRIDGE-107, BRIDGE-136, BRIDGE-137.
     *
     * @param continuation what Kotlin has passed; for one body. A second one for the same call, asked for while
     *     the first runs, makes the call fail with [IllegalStateException] when that has ended. Later it cannot be told: Kotlin
     *     uses the same continuation for the next call of the same function
     * @param body run once
     * @return what the implementing method must return
     */
    @JvmStatic
    public fun <T> body(continuation: Continuation<T>, body: Coroutine<out T>): Any? =
        JavaImplementation.run(continuation, null, body.asResult())

    /**
     * [body] on a given loop, whatever the caller belongs to.
     *
     * @param loop where the body runs; it must be running, now or later, for the caller to go on. Callers on its own
     *   main line run the body in their task
     */
    @JvmStatic
    public fun <T> body(continuation: Continuation<T>, loop: EventLoop, body: Coroutine<out T>): Any? =
        JavaImplementation.run(continuation, loop as EventLoopImpl, body.asResult())

    /** [body] for a suspend function that returns nothing. */
    @JvmStatic
    public fun body(continuation: Continuation<Unit>, body: VoidCoroutine): Any? =
        JavaImplementation.run(continuation, null, body.asResult())

    /** [body] on a given loop for a suspend function that returns nothing. */
    @JvmStatic
    public fun body(continuation: Continuation<Unit>, loop: EventLoop, body: VoidCoroutine): Any? =
        JavaImplementation.run(continuation, loop as EventLoopImpl, body.asResult())

    // --- Flows

    /**
     * A Kotlin flow for a `for` loop in a Java body.
     *
     * ```java
     * for (Order order : Suspend.flow(repository.orders())) {
     *     handle(order);
     * }
     * ```
     *
     * Each iteration collects the flow anew, as [asAsyncGenerator] does, within the calling task. A loop that ends by
     * `break` leaves its collection suspended until the iterator is reclaimed or the event loop shuts down: use
     * [generator] there.
     *
     * Cases BRIDGE-230, BRIDGE-231.
     *
     * @param T the elements
     * @param flow may be collected any number of times
     * @return the elements
     */
    @JvmStatic
    public fun <T> flow(flow: Flow<T>): AsyncIterable<T> = AsyncIterable { flow.asAsyncGenerator().iterator() }

    /**
     * A Kotlin flow that is collected once, and closed.
     *
     * ```java
     * try (var orders = Suspend.generator(repository.orders())) {
     *     for (Order order : orders) {
     *         if (order.isLast()) break;
     *     }
     * }
     * ```
     *
     * Closing suspends until the flow has cleaned up. See [asAsyncGenerator]. Case BRIDGE-232.
     *
     * @param T the elements
     * @param flow is collected from the first step on
     * @return the generator; nothing is to be sent to it
     */
    @JvmStatic
    public fun <T> generator(flow: Flow<T>): AsyncGenerator<T, Void?> = flow.asAsyncGenerator()

    /**
     * Elements of Java's as a Kotlin flow: for a Java class with a function that returns one.
     *
     * Each collection iterates anew, and closes an [AsyncGenerator] that it leaves. Where the steps run is said at
     * the Kotlin function `asFlow`; for a collector that belongs to no loop they run on the background loop, as
     * [body] does.
     *
     * Cases BRIDGE-233, BRIDGE-234.
     *
     * @param T the elements
     * @param elements iterated by each collection
     * @return a cold flow
     */
    @JvmStatic
    public fun <T> asFlow(elements: AsyncIterable<out T>): Flow<T> = LoopFlow(null, background = true) { elements }.flow()

    /**
     * [asFlow] whose source is iterated on a given loop, whoever collects.
     *
     * @param loop must be running, now or later, for the collector to go on
     */
    @JvmStatic
    public fun <T> asFlow(elements: AsyncIterable<out T>, loop: EventLoop): Flow<T> = LoopFlow(loop) { elements }.flow()

    /**
     * A Kotlin flow with a body written in Java.
     *
     * ```java
     * public Flow<Order> orders() {
     *     return Suspend.asFlow(out -> {
     *         for (String id : ids.get()) out.yield(repository.find(id).await());
     *     });
     * }
     * ```
     *
     * Each collection runs the body anew, as that of an [AsyncGenerator]: when the collection ends early, `yield`
     * throws [dev.braid.GeneratorExit]. Where it runs: as [asFlow] of elements.
     *
     * @param T the elements
     * @param body run once for each collection
     */
    @JvmStatic
    public fun <T> asFlow(body: GeneratorBody<T, Void?>): Flow<T> =
        LoopFlow(null, background = true) { AsyncGenerator.of(body) }.flow()

    /** [asFlow] with a body that runs on a given loop, whoever collects. */
    @JvmStatic
    public fun <T> asFlow(body: GeneratorBody<T, Void?>, loop: EventLoop): Flow<T> =
        LoopFlow(loop) { AsyncGenerator.of(body) }.flow()
}

private fun <A, T> SuspendCall1<A, T>.with(a: A) = SuspendCall<T> { invoke(a, it) }

private fun <A, B, T> SuspendCall2<A, B, T>.with(a: A, b: B) = SuspendCall<T> { invoke(a, b, it) }

private fun <A, B, C, T> SuspendCall3<A, B, C, T>.with(a: A, b: B, c: C) = SuspendCall<T> { invoke(a, b, c, it) }

private fun <A, B, C, D, T> SuspendCall4<A, B, C, D, T>.with(a: A, b: B, c: C, d: D) =
    SuspendCall<T> { invoke(a, b, c, d, it) }

@Suppress("UNCHECKED_CAST")
private fun <T> Coroutine<out T>.asResult() = this as Coroutine<T>

private fun VoidCoroutine.asResult() = Coroutine { run() }

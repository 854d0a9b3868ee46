package dev.braid.benchmarks

import kotlin.concurrent.thread
import kotlin.coroutines.ContinuationInterceptor
import kotlin.coroutines.EmptyCoroutineContext
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withPermit
import kotlinx.coroutines.yield

/** The same programs as a Kotlin programmer writes them by hand, on runBlocking's one thread. */
public object PlainPrograms {
    private const val MILLION = 1_000_000

    @JvmField
    public var ran: Int = 0

    @JvmStatic
    public fun eager(): Unit = runBlocking {
        coroutineScope { repeat(MILLION) { launch(start = CoroutineStart.UNDISPATCHED) { ran++ } } }
    }

    @JvmStatic
    public fun notEager(): Unit = runBlocking {
        coroutineScope { repeat(MILLION) { launch { ran++ } } }
    }

    @JvmStatic
    public fun gather(): Unit = runBlocking {
        val all = ArrayList<Deferred<Int>>(MILLION)
        repeat(MILLION) { all.add(async { ran++ }) }
        all.awaitAll()
    }

    @JvmStatic
    public fun switchTasks(): Unit = runBlocking {
        repeat(2) { launch { repeat(100_000) { yield() } } }
    }

    @JvmStatic
    public fun future(): Unit = runBlocking {
        repeat(100_000) {
            val future = CompletableDeferred<Int>()
            launch { future.complete(1) }
            future.await()
        }
    }

    @JvmStatic
    public fun sleeps(): Unit = runBlocking {
        repeat(200_000) { launch { delay(it % 100L) } }
    }

    @JvmStatic
    public fun queue(): Unit = runBlocking {
        val items = Channel<Int>(100)
        launch { repeat(200_000) { items.send(it) } }
        launch { repeat(200_000) { items.receive() } }
    }

    @JvmStatic
    public fun semaphore(): Unit = runBlocking {
        val permits = Semaphore(5)
        repeat(10) { launch { repeat(10_000) { permits.withPermit { yield() } } } }
    }

    @JvmStatic
    public fun generator(): Unit = runBlocking {
        flow { repeat(MILLION) { emit(it) } }.collect { ran += it }
    }

    @JvmStatic
    public fun cancel(): Unit = runBlocking {
        repeat(100_000) {
            val job = launch { delay(Long.MAX_VALUE) }
            yield()
            job.cancelAndJoin()
        }
    }

    /** Another thread has the one of runBlocking run blocks. */
    @JvmStatic
    public fun fromAnotherThread(): Unit = runBlocking {
        val dispatcher = coroutineContext[ContinuationInterceptor] as CoroutineDispatcher
        val done = CompletableDeferred<Unit>()
        var left = 200_000
        val block = Runnable { if (--left == 0) done.complete(Unit) }
        thread { repeat(200_000) { dispatcher.dispatch(EmptyCoroutineContext, block) } }
        done.await()
    }

    @JvmStatic
    public fun suspendedAtGate(tasks: Int, suspended: Runnable): Unit = runBlocking {
        val gate = CompletableDeferred<String>()
        coroutineScope {
            repeat(tasks) { launch { gate.await() } }
            yield()
            suspended.run()
            gate.complete("open")
        }
    }

    @JvmStatic
    public fun suspendedAsleep(tasks: Int, suspended: Runnable): Unit = runBlocking {
        val sleepers = launch { repeat(tasks) { launch { delay(3_600_000) } } }
        repeat(2) { yield() }
        suspended.run()
        sleepers.cancel()
    }
}

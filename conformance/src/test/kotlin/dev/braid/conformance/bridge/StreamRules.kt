package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.EventLoop
import dev.braid.Future
import dev.braid.Runner
import dev.braid.kotlin.await
import dev.braid.kotlin.runSuspending
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Method
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import org.testng.annotations.AfterClass
import org.testng.annotations.BeforeClass
import org.testng.annotations.BeforeMethod
import org.testng.annotations.Test

/**
 * The rules of Reactive Streams that its TCK checks, one by one. It was made for TestNG; here each is a test of its own.
 * Those whose name begins with "untested" say themselves that nothing checks them.
 */
class StreamRules(private val verification: Class<*>) {
    /** What is to be tested. */
    val names: List<String> = verification.methods
        .filter { it.isAnnotationPresent(Test::class.java) && !it.name.startsWith("untested") }
        .map { it.name }.sorted()

    fun check(rule: String) = LoopThread().use { thread ->
        val test = verification.getConstructor(EventLoop::class.java).newInstance(thread.loop)
        call(test, BeforeClass::class.java)
        try {
            call(test, BeforeMethod::class.java)
            // A rule that the TCK skips fails here: its SkipException is an error.
            call(test, verification.getMethod(rule))
        } finally {
            call(test, AfterClass::class.java)
        }
    }

    private fun call(test: Any, kind: Class<out Annotation>) =
        verification.methods.filter { it.isAnnotationPresent(kind) }.forEach { call(test, it) }

    private fun call(test: Any, method: Method) {
        try {
            method.invoke(test)
        } catch (thrown: InvocationTargetException) {
            throw thrown.targetException
        }
    }
}

/** A loop that runs in real time on a thread of its own, until it is closed; what is left on it is cancelled then. */
class LoopThread : AutoCloseable {
    private val end = CompletableFuture<Future<Unit>>()

    private val thread = Thread({
        Runner().use { runner ->
            runner.runSuspending {
                val over = Asyncio.runningLoop().createFuture<Unit>()
                end.complete(over)
                over.await()
            }
        }
    }, "loop of a test")

    val loop: EventLoop

    init {
        thread.isDaemon = true
        thread.start()
        loop = end.get(20, TimeUnit.SECONDS).loop()
    }

    override fun close() {
        loop.callSoonThreadsafe { end.join().setResult(Unit) }
        thread.join(20_000)
        check(!thread.isAlive) { "the loop of a test does not end" }
    }
}

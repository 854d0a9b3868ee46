package dev.braid.conformance.kotlin.contextvars

import dev.braid.Asyncio
import dev.braid.Context
import dev.braid.ContextVar
import dev.braid.TaskOptions.inContext
import dev.braid.TaskOptions.named
import dev.braid.TimeoutException
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.gather
import dev.braid.kotlin.launch
import dev.braid.kotlin.sleep
import dev.braid.kotlin.taskGroup
import dev.braid.kotlin.timeout
import dev.braid.kotlin.waitFor
import java.math.BigDecimal
import java.math.MathContext
import java.math.RoundingMode
import java.time.Duration.ofSeconds
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** Contexts of tasks and callbacks. */
class LoopContextTest : KotlinCases() {
    private val variable = ContextVar.withDefault("var", "default")

    @KotlinCase("CTXVAR-27")
    suspend fun callingACoroutineSharesTheContext(t: Trace) {
        suspend fun sets(value: String) {
            t.log("sees", variable.get())
            variable.set(value)
            sleep(1.seconds)
            variable.set("$value!")
        }

        sets("first")
        t.log("after", variable.get())
        sets("second")
        t.log("after", variable.get())
    }

    @KotlinCase("CTXVAR-28")
    suspend fun aTaskKeepsItsChangesToItself(t: Trace) {
        fun child(value: String): suspend () -> Unit = {
            t.log("child sees", variable.get())
            variable.set(value)
            sleep(1.seconds)
            t.log("child sees", variable.get())
        }

        variable.set("parent's")
        createTask("direct", child("direct")).await()
        t.log("parent sees", variable.get())
        gather(child("one"), child("two")).await()
        t.log("parent sees", variable.get())
        taskGroup {
            launch(named("three"), child("three"))
            launch(named("four"), child("four"))
            variable.set("later")
        }
        t.log("parent sees", variable.get())
    }

    @KotlinCase("CTXVAR-29")
    suspend fun aCallbackRunsInACopyMadeWhenItWasScheduled(t: Trace) {
        val loop = Asyncio.runningLoop()
        val callback = Runnable {
            t.log("sees", variable.get())
            variable.set("set by a callback")
        }

        variable.set("first")
        loop.callSoon(callback)
        loop.callSoon(callback)
        variable.set("second")
        loop.callSoonThreadsafe(callback)
        variable.set("later")
        sleep(1.seconds)
        t.log("here", variable.get())
    }

    @KotlinCase("CTXVAR-30")
    suspend fun aCallbackRunsInTheContextItIsGiven(t: Trace) {
        val loop = Asyncio.runningLoop()
        val context = Context.copyCurrent()
        val callback = Runnable {
            t.log("sees", variable.get())
            variable.set(variable.get() + "!")
        }

        variable.set("here")
        loop.callSoon(callback, context)
        loop.callSoonThreadsafe(callback, context)
        loop.callLater(ofSeconds(1), callback, context)
        loop.callAt(loop.timeNanos() + ofSeconds(2).toNanos(), callback, context)
        context.run(Context.VoidBlock<RuntimeException> { variable.set("given") })
        sleep(5.seconds)
        t.log("left behind", context.getOrThrow(variable), "here", variable.get())
    }

    @KotlinCase("CTXVAR-31")
    suspend fun aCompletionCallbackDoesNotChangeTheRegisteringTask(t: Trace) {
        variable.set("registering")

        val task = createTask("child") {
            sleep(1.seconds)
            variable.set("child's")
        }
        task.addDoneCallback {
            t.log("callback sees", variable.get())
            variable.set("callback's")
        }
        task.await()
        sleep(1.seconds)
        t.log("here", variable.get())
    }

    @KotlinCase("CTXVAR-32")
    suspend fun tasksInOneContextSeeEachOthersValues(t: Trace) {
        val context = Context.copyCurrent()

        fun worker(value: String): suspend () -> Unit = {
            for (turn in listOf("1", "2")) {
                t.log("sees", variable.get())
                variable.set(value + turn)
                sleep(1.seconds)
            }
        }

        val first = createTask(inContext(context).withName("a"), worker("a"))
        val second = createTask(inContext(context).withName("b"), worker("b"))
        first.await()
        second.await()
        t.log("left behind", context.getOrThrow(variable), "here", variable.get())
    }

    /** Python has its decimal context built in; here it is a variable like any other. */
    @KotlinCase("CTXVAR-35")
    suspend fun stateBuiltOnVariablesStaysWithItsTask(t: Trace) {
        val precision = ContextVar.withDefault("precision", MathContext.DECIMAL128)
        fun digits(number: Int) = precision.set(MathContext(number, RoundingMode.HALF_EVEN))
        fun third(): String = BigDecimal.ONE.divide(BigDecimal.valueOf(3), precision.get()).toString()
        fun divides(number: Int, delay: Duration): suspend () -> Unit = {
            digits(number)
            repeat(3) {
                t.log("third", third())
                sleep(delay)
            }
        }

        digits(2)
        val coarse = createTask("coarse", divides(4, 1.seconds))
        val fine = createTask("fine", divides(8, 1500.milliseconds))
        coarse.await()
        fine.await()
        t.log("third", third())
    }

    @KotlinCase("CTXVAR-38")
    suspend fun aTimerRunsInACopyMadeAtItsRegistration(t: Trace) {
        val loop = Asyncio.runningLoop()
        val callback = Runnable {
            t.log("sees", variable.get())
            variable.set("set by a callback")
        }

        variable.set("first")
        loop.callLater(ofSeconds(1), callback)
        loop.callAt(loop.timeNanos() + ofSeconds(2).toNanos(), callback)
        variable.set("second")
        loop.callLater(ofSeconds(3), callback)
        variable.set("later")
        sleep(5.seconds)
        t.log("here", variable.get())
    }

    @KotlinCase("CTXVAR-39")
    suspend fun limitingTheTimeKeepsTheContext(t: Trace) {
        val main = currentTask()

        fun sets(value: String): suspend () -> Unit = {
            t.log("sees", variable.get(), "same task", currentTask() === main)
            variable.set(value)
            sleep(1.seconds)
            variable.set("$value!")
            sleep(1.seconds)
        }

        waitFor(5.seconds, sets("waited for"))
        t.log("after", variable.get())
        timeout(5.seconds) { sets("in a block")() }
        t.log("after", variable.get())
        try {
            waitFor(1500.milliseconds, sets("too long"))
        } catch (e: TimeoutException) {
            t.log("caught", e, "after", variable.get())
        }
    }
}

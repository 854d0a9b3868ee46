package dev.braid.conformance.kotlin.future

import dev.braid.Asyncio
import dev.braid.Context
import dev.braid.ContextVar
import dev.braid.Future
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.sleep
import java.util.function.Consumer
import kotlin.time.Duration.Companion.seconds

/** Which context a callback runs in. */
class FutureCallbackContextTest : KotlinCases() {
    @KotlinCase("FUTURE-26")
    suspend fun aCallbackRunsInACopyOfTheContextOfItsRegistration(t: Trace) {
        val future = Asyncio.runningLoop().createFuture<Unit>()
        val callback = Consumer<Future<Unit>> { _ ->
            t.log("sees", VAR.get())
            VAR.set("set by a callback")
        }

        VAR.set("at the first registration")
        future.addDoneCallback(callback)
        future.addDoneCallback(callback)
        VAR.set("at the second registration")
        future.addDoneCallback(callback)
        VAR.set("later")
        createTask {
            VAR.set("of the completing task")
            future.setResult(Unit)
        }.await()
        sleep(1.seconds)
        future.addDoneCallback(callback)
        VAR.set("latest")
        sleep(1.seconds)
        t.log("here", VAR.get())
    }

    @KotlinCase("FUTURE-27")
    suspend fun anExplicitContextIsUsedAsItIs(t: Trace) {
        val future = Asyncio.runningLoop().createFuture<Unit>()
        val callback = Consumer<Future<Unit>> { _ ->
            t.log("sees", VAR.get())
            VAR.set("${VAR.get()}!")
        }

        VAR.set("of the task")
        val context = Context()
        context.run<Exception> { VAR.set("before") }
        future.addDoneCallback(callback, context)
        future.addDoneCallback(callback, context)
        future.addDoneCallback(callback)
        context.run<Exception> { VAR.set("after the registration") }
        future.setResult(Unit)
        sleep(1.seconds)
        t.log("left behind", context.getOrThrow(VAR))
        future.addDoneCallback(callback, context)
        sleep(1.seconds)
        t.log("left behind", context.getOrThrow(VAR), VAR.get())
    }

    private companion object {
        val VAR: ContextVar<String> = ContextVar.withDefault("var", "nothing")
    }
}

package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.Coroutine
import dev.braid.Outcome
import dev.braid.Task
import dev.braid.kotlin.await
import dev.braid.kotlin.coroutine
import dev.braid.kotlin.createTask
import dev.braid.kotlin.gather
import dev.braid.kotlin.gatherSettled
import dev.braid.kotlin.runJava
import dev.braid.kotlin.shield
import dev.braid.kotlin.sleep
import dev.braid.kotlin.waitFor
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.io.IOException
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** One word for bodies and for what runs already, as in asyncio. */
class GatherAwaitablesTest :
    FunSpec({
        everywhere("BRIDGE-333 Kotlin gathers and shields tasks, futures and Java bodies by the words it has for its own") {
            val loop = Asyncio.runningLoop()
            fun after(millis: Int, value: Int): Task<Int> = loop.createTask { sleep(millis.milliseconds).let { value } }

            val one: List<Int> = gather(after(2, 1), after(1, 2)).await()
            one shouldBe listOf(1, 2)
            gather(listOf(after(2, 3), after(1, 4))).await() shouldBe listOf(3, 4)
            val future = loop.createFuture<String>()
            loop.callSoon { future.setResult("five") }
            gather<Any>(after(1, 6), future, Coroutine { 7 }).await() shouldBe listOf(6, "five", 7)

            val failing = loop.createTask<Int> { throw IOException("disk") }
            val (value, error) = gatherSettled(after(1, 8), failing).await()
            value shouldBe Outcome.Value(8)
            (error as Outcome.Failure).error().message shouldBe "disk"
            gatherSettled(listOf(after(1, 9))).await() shouldBe listOf(Outcome.Value(9))

            val inner = after(1, 10)
            val outer = shield(inner)
            outer.cancel()
            inner.await() shouldBe 10
        }

        everywhere("BRIDGE-358 A Kotlin body is gathered beside tasks and futures, and begins in its turn among them") {
            val log = mutableListOf<String>()
            val loop = Asyncio.runningLoop()
            val first = loop.createTask { log += "task" }
            val future = loop.createFuture<String>()
            val body = coroutine {
                log += "body"
                future.setResult("set")
                "returned"
            }
            log += "made"

            gather<Any?>(first, body, future, coroutine { log += "last" }).await() shouldBe
                listOf(Unit, "returned", "set", Unit)
            log shouldBe listOf("made", "task", "body", "last")

            val anew = coroutine { log.size.also { log += "anew" } }
            gather(anew, anew).await() shouldBe listOf(4, 5)
            (gatherSettled(coroutine<Int> { throw IOException("disk") }).await()[0] as Outcome.Failure).error().message shouldBe
                "disk"
        }

        everywhere("BRIDGE-359 Awaiting a coroutine runs it as a part of the caller, in either language") {
            val caller = Asyncio.currentTask()
            val nested = coroutine {
                sleep(1.milliseconds)
                Asyncio.currentTask()
            }
            nested.await() shouldBe caller
            runJava { nested.run() } shouldBe caller
            runJava(nested) shouldBe caller
            waitFor(nested, 1.seconds) shouldBe caller
            (Asyncio.runningLoop().createTask(nested).await() == caller) shouldBe false

            shouldThrow<IOException> { coroutine { throw IOException("disk") }.await() }.message shouldBe "disk"
        }
    })

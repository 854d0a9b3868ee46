package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Limit
import dev.braid.Outcome
import dev.braid.Task
import dev.braid.kotlin.asCompleted
import dev.braid.kotlin.asyncGenerator
import dev.braid.kotlin.await
import dev.braid.kotlin.gather
import dev.braid.kotlin.gatherSettled
import dev.braid.kotlin.hasNext
import dev.braid.kotlin.next
import dev.braid.kotlin.orThrow
import dev.braid.kotlin.sleep
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldEndWith
import io.kotest.matchers.types.shouldBeSameInstanceAs
import kotlin.time.Duration.Companion.milliseconds

/** A limit of tasks for Kotlin bodies. */
class LimitsTest :
    FunSpec({
        everywhere("BRIDGE-182 a limit runs Kotlin bodies, so many at a time, in the source's order") {
            val log = mutableListOf<String>()
            suspend fun after(millis: Int): Int {
                log += "start $millis"
                sleep(millis.milliseconds)
                log += "end $millis"
                return millis
            }
            Limit.of(2).gather(listOf(30, 10, 11, 20)) { after(it) }.await() shouldContainExactly listOf(30, 10, 11, 20)
            log shouldContainExactly listOf(
                "start 30", "start 10", "end 10", "start 11", "end 11", "start 20", "end 30", "end 20",
            )
            Limit.of(1).gather(listOf(suspend { after(1) }, suspend { after(2) })).await() shouldContainExactly listOf(1, 2)
            Limit.of(3).gather(listOf(4, 5), ::after).await() shouldContainExactly listOf(4, 5)
        }

        everywhere("BRIDGE-182 it settles, and gives tasks as they complete, of sources without an end too") {
            val boom = IllegalArgumentException("boom")
            val outcomes = Limit.of(1).gatherSettled(listOf(1, 2, 3)) { if (it == 2) throw boom else it }.await()
            outcomes.map { if (it is Outcome.Failure) -1 else it.orThrow() } shouldContainExactly listOf(1, -1, 3)
            Limit.of(1).gatherSettled(listOf(suspend { 1 })).await().single().orThrow() shouldBe 1

            var asked = 0
            val endless = generateSequence { ++asked }.asIterable()
            val taken = mutableListOf<Int>()
            for (task in Limit.of(2).asCompleted(endless) { sleep((10 - it).milliseconds); it }) {
                taken += task.await()
                if (taken.size == 3) break
            }
            taken shouldContainExactly listOf(2, 1, 3)
            asked shouldBe 5
            val (first) = mutableListOf<Task<Int>>().also { for (task in Limit.of(1).asCompleted(listOf(suspend { 7 }))) it += task }
            first.await() shouldBe 7
        }

        everywhere("BRIDGE-182 its tasks are named in texts by the body and the item") {
            val seen = mutableListOf<String>()
            Limit.of(1).gather(listOf("a")) { seen += Asyncio.currentTask().toString() }.await()
            seen.single() shouldContain "LimitsTest"
            seen.single() shouldContain " of a"
        }

        everywhere("BRIDGE-183 cancelling what a limit gathers cancels the Kotlin bodies that run, and starts no more") {
            val log = mutableListOf<String>()
            val all = Limit.of(2).gather(listOf(1, 2, 3)) {
                try {
                    sleep(10.milliseconds)
                } catch (cancelled: CancelledError) {
                    log += "$it ${cancelled.message()}"
                    throw cancelled
                }
            }
            sleep(1.milliseconds)
            all.cancel("enough") shouldBe true
            errorOf<CancelledError> { all.await() }.message() shouldBe "enough"
            log shouldContainExactly listOf("1 enough", "2 enough")
        }

        everywhere("BRIDGE-183 the error of a source is that of the whole, and one that would have to wait is refused") {
            val boom = IllegalStateException("boom")
            val failing = Iterable { iterator { yield(1); throw boom } }
            errorOf<IllegalStateException> { Limit.of(1).gather(failing) { it }.await() } shouldBeSameInstanceAs boom
            val slow = asyncGenerator<Int> { yield(1) }
            shouldThrow<IllegalArgumentException> { Limit.of(1).gather(slow) { it } }.message shouldContain "has to suspend"
            shouldThrow<IllegalArgumentException> { Limit.of(1).gather(Iterable { slow.iterator() }) { it } }
                .message shouldContain "has to suspend"
        }

        test("BRIDGE-183 without a loop nothing is started") {
            shouldThrow<IllegalStateException> { Limit.of(1).gather(listOf(1)) { it } }.message shouldEndWith "inside runAsyncio"
        }
    })

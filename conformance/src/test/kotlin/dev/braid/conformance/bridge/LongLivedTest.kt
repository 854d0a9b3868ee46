package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.TimeoutException
import dev.braid.conformance.harness.Leaks
import dev.braid.kotlin.asyncTask
import dev.braid.kotlin.attachTo
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.sleep
import dev.braid.kotlin.timeout
import dev.braid.kotlin.yieldNow
import dev.braid.testing.VirtualTime
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.lang.ref.WeakReference
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/** What lives longer than a loop keeps nothing of it: no Job, no callback. */
class LongLivedTest :
    FunSpec({
        test("BRIDGE-178 a Job and a Deferred that outlive loops keep nothing of their tasks, however these ended") {
            val job = SupervisorJob()
            val deferred = CompletableDeferred<Int>()
            suspend fun oneProgram() {
                val loop = Asyncio.runningLoop()
                val scope = CoroutineScope(job + Dispatchers.Unconfined)
                val waiting = listOf(
                    loop.createTask { job.join() },
                    loop.createTask { deferred.await() },
                    loop.createTask { coroutineScope { async { deferred.await() }.await() } },
                )
                val owned = scope.asyncTask(loop) { sleep(1.seconds) }
                val cancelled = scope.asyncTask(loop) { sleep(9.seconds) }
                val attached = loop.createTask { delay(1000) }.attachTo(scope)
                val awaiting = scope.launch { loop.createTask { sleep(1.seconds) }.await() }
                sleep(0.5.seconds)
                cancelled.cancel()
                waiting.forEach { it.cancel() }
                sleep(1.seconds)
                joinAll(owned, cancelled, attached, awaiting)
                waiting.all { it.cancelled() } shouldBe true
            }
            inVirtualTime(VirtualTime.loops()) { oneProgram() }
            val leaks = Leaks.before()
            repeat(5) { inVirtualTime(VirtualTime.loops()) { oneProgram() } }
            leaks.checkNothingIsLeft()
            job.children.count() shouldBe 0
            deferred.complete(1) shouldBe true
            job.complete() shouldBe true
        }

        test("BRIDGE-366 a coroutine of a body that takes its time to end keeps nothing of the cancellations that come meanwhile") {
            inVirtualTime {
                val slow = CoroutineScope(currentCoroutineContext()).launch {
                    try {
                        delay(1000)
                    } finally {
                        withContext(NonCancellable) { delay(9000) }
                    }
                }
                yieldNow()
                val cancellations = List(5) {
                    WeakReference(errorOf<TimeoutException> { timeout(1.milliseconds) { delay(10) } }.cause!!)
                }
                slow.isCancelled shouldBe true
                // The first is why it ends, and the last is the task's until the next one comes.
                cancellations.drop(1).dropLast(1).reclaimed() shouldBe true
            }
        }
    })

/** Asks again, since a collection need not find everything. */
private fun List<WeakReference<*>>.reclaimed(): Boolean = (1..20).any {
    System.gc()
    all { it.get() == null }
}

package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.conformance.harness.Leaks
import dev.braid.kotlin.asyncTask
import dev.braid.kotlin.attachTo
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.sleep
import dev.braid.testing.VirtualTime
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch

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
    })

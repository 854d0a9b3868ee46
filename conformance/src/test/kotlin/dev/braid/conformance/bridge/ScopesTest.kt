package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Coroutine
import dev.braid.Task
import dev.braid.TaskOptions.named
import dev.braid.kotlin.asCoroutineDispatcher
import dev.braid.kotlin.asyncTask
import dev.braid.kotlin.attachTo
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.launch
import dev.braid.kotlin.sleep
import dev.braid.kotlin.taskGroup
import dev.braid.kotlin.yieldNow
import dev.braid.testing.VirtualTime
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.util.concurrent.CancellationException
import java.util.Collections
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.isActive
import kotlinx.coroutines.job
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout

/** Kotlin scopes that own Braid's tasks, groups that own Kotlin's coroutines, and whose cancellation it is. */
class ScopesTest :
    FunSpec({
        fun <T> task(body: suspend () -> T): Task<T> = Asyncio.runningLoop().createTask(body = body)
        fun scopeOnLoop(job: Job = Job()) = CoroutineScope(job + Asyncio.runningLoop().asCoroutineDispatcher())

        everywhere("BRIDGE-84 a scope starts tasks, waits for them, and gives their values") {
            coroutineScope {
                val value = asyncTask {
                    sleep(5.milliseconds)
                    Asyncio.currentTask()!!.name()
                }
                val named = asyncTask(options = named("mine")) { Asyncio.currentTask()!!.name() }
                val java = asyncTask(Asyncio.runningLoop(), Coroutine { Asyncio.currentTask()!!.name() }, named("java"))
                named.await() shouldBe "mine"
                java.await() shouldBe "java"
                value.await() shouldContain "Task-"
                asyncTask { sleep(20.milliseconds) }
            }
            now() shouldBe 25
        }

        everywhere("BRIDGE-85 cancelling the scope cancels its tasks, and the scope ends when they have cleaned up") {
            val events = mutableListOf<String>()
            val scope = scopeOnLoop()
            scope.asyncTask {
                try {
                    sleep(1.seconds)
                } catch (e: CancelledError) {
                    sleep(5.milliseconds)
                    events += "cleaned up ${e.message()}"
                    throw e
                }
            }
            val before = task {
                try {
                    sleep(1.seconds)
                } finally {
                    sleep(7.milliseconds)
                    events += "attached cleaned up"
                }
            }
            before.attachTo(scope)
            sleep(1.milliseconds)
            scope.cancel("enough")
            scope.coroutineContext.job.join()
            events shouldBe listOf("cleaned up enough", "attached cleaned up")
            before.cancelled() shouldBe true
            now() shouldBe 8
        }

        everywhere("BRIDGE-86 a task's failure fails its scope and cancels the others; with a supervisor it does not") {
            val error = OneOfAKind("task")
            val scope = scopeOnLoop()
            val other = task { sleep(1.seconds) }
            other.attachTo(scope)
            val failing = scope.asyncTask<Unit> { throw error }
            scope.coroutineContext.job.join()
            other.cancelled() shouldBe true
            scope.isActive shouldBe false
            shouldThrow<OneOfAKind> { failing.await() } shouldBeSameInstanceAs error
            shouldThrow<OneOfAKind> { coroutineScope { asyncTask<Unit> { throw error } } } shouldBeSameInstanceAs error
            val supervisor = scopeOnLoop(SupervisorJob())
            shouldThrow<OneOfAKind> { supervisor.asyncTask<Unit> { throw error }.await() } shouldBeSameInstanceAs error
            supervisor.isActive shouldBe true
        }

        everywhere("BRIDGE-87 a task that somebody else cancels does not fail its scope") {
            val scope = scopeOnLoop()
            val task = task { sleep(1.seconds) }
            val attached = task.attachTo(scope)
            yieldNow()
            task.cancel("elsewhere")
            attached.join()
            attached.isCancelled shouldBe true
            scope.isActive shouldBe true
            Asyncio.currentTask()!!.cancelling() shouldBe 0
        }

        everywhere("BRIDGE-88 in a scope that is cancelled already nothing is started, and what is attached is cancelled") {
            val scope = scopeOnLoop().apply { cancel("over") }
            var ran = false
            val deferred = scope.asyncTask { ran = true }
            deferred.join()
            ran shouldBe false
            val task = task {
                try {
                    sleep(1.seconds)
                } finally {
                    sleep(3.milliseconds)
                }
            }
            sleep(1.milliseconds)
            val attached = task.attachTo(scope)
            attached.join()
            task.cancelled() shouldBe true
            now() shouldBe 4
        }

        everywhere("BRIDGE-89 a scope on other threads owns tasks of the loop") {
            val loop = Asyncio.runningLoop()
            withContext(Dispatchers.Default) {
                val main = this
                val name = asyncTask(loop) {
                    loop shouldBeSameInstanceAs Asyncio.runningLoop()
                    delay(3)
                    Asyncio.currentTask() === null
                }
                name.await() shouldBe false
                main.isActive shouldBe true
            }
            shouldThrow<OneOfAKind> {
                withContext(Dispatchers.Default) { asyncTask<Unit>(loop) { throw OneOfAKind("far") } }
            }
        }

        everywhere("BRIDGE-90 a task is named after its scope's CoroutineName, unless it has a name of its own") {
            val scope = CoroutineScope(Job() + CoroutineName("screen"))
            val loop = Asyncio.runningLoop()
            scope.asyncTask(loop) { Asyncio.currentTask()!!.name() }.await() shouldBe "screen"
            scope.asyncTask(loop, named("own")) { Asyncio.currentTask()!!.name() }.await() shouldBe "own"
        }

        everywhere("BRIDGE-91 a group's member hands plain Kotlin code a scope, whose coroutines end before the group does") {
            val events = mutableListOf<String>()
            suspend fun plain(scope: CoroutineScope) {
                scope.launch {
                    delay(5)
                    events += "plain ends"
                }
            }
            taskGroup {
                launch { coroutineScope { plain(this) } }
                events += "body ends"
            }
            events shouldBe listOf("body ends", "plain ends")
            val error = OneOfAKind("plain")
            val group = shouldThrow<dev.braid.ExceptionGroup> {
                taskGroup {
                    launch {
                        coroutineScope {
                            launch { throw error }
                            delay(1000)
                        }
                    }
                    sleep(1.seconds)
                }
            }
            group.exceptions().single() shouldBeSameInstanceAs error
        }

        everywhere("BRIDGE-92 a task cannot be attached to a scope inside itself, for it would wait for its own end") {
            val task = task {
                val mine = Asyncio.currentTask()!!
                val scope = CoroutineScope(currentCoroutineContext())
                shouldThrow<IllegalStateException> { mine.attachTo(scope) }.message!!
            }
            task.await() shouldContain "use a scope outside of it"
        }

        everywhere("BRIDGE-28 in a main line cancelling() tells whose cancellation an await throws: one's own, or the awaited one's") {
            val events = mutableListOf<String>()
            suspend fun tell(awaited: Task<*>) {
                try {
                    awaited.await()
                } catch (e: CancelledError) {
                    val own = Asyncio.currentTask()!!.cancelling() > 0
                    currentCoroutineContext().isActive shouldBe !own
                    events += if (own) "mine ${e.message()}" else "the other's ${e.message()}"
                    if (own) throw e
                }
            }
            val inner = task { sleep(1.seconds) }
            val outer = task { tell(inner) }
            yieldNow()
            inner.cancel("inner")
            outer.await()
            val second = task { sleep(1.seconds) }
            val cancelled = task { tell(second) }
            sleep(1.milliseconds)
            cancelled.cancel("outer")
            shouldThrow<CancelledError> { cancelled.await() }
            events shouldBe listOf("the other's inner", "mine outer")
        }

        everywhere("BRIDGE-29 in any other coroutine ensureActive() tells the same: it throws if the cancellation is one's own") {
            val events = Collections.synchronizedList(mutableListOf<String>())
            suspend fun tell(awaited: Task<*>) {
                try {
                    awaited.await()
                } catch (e: CancellationException) {
                    currentCoroutineContext().ensureActive()
                    events += "the other's"
                }
            }
            val inner = task { sleep(1.seconds) }
            coroutineScope {
                val child = launch { tell(inner) }
                val far = launch(Dispatchers.Default) { tell(inner) }
                sleep(1.milliseconds)
                inner.cancel("inner")
                child.join()
                far.join()
                val second = task { sleep(1.seconds) }
                val cancelled = launch {
                    tell(second)
                    events += "not reached"
                }
                sleep(1.milliseconds)
                cancelled.cancel("outer")
                cancelled.join()
                second.cancelled() shouldBe true
            }
            events shouldBe listOf("the other's", "the other's")
        }

        test("BRIDGE-93 race: the scope is cancelled on another thread while its task is being started; the task never outlives the scope") {
            inVirtualTime {
                val loop = Asyncio.runningLoop()
                var started = 0
                var ended = 0
                repeat(1000) {
                    val scope = CoroutineScope(Job() + Dispatchers.Default)
                    val starter = scope.launch {
                        scope.asyncTask(loop) {
                            started++
                            try {
                                sleep(1.seconds)
                            } finally {
                                ended++
                            }
                        }
                    }
                    withContext(Dispatchers.IO) { scope.cancel() }
                    starter.join()
                    scope.coroutineContext.job.join()
                    ended shouldBe started
                }
            }
        }

        test("BRIDGE-94 a scope that belongs to no loop says that the loop is missing") {
            val scope = CoroutineScope(Job() + Dispatchers.Default)
            shouldThrow<IllegalStateException> { scope.asyncTask { } }.message shouldContain "name the loop"
        }

        test("BRIDGE-95 a closed loop fails the scope that starts a task there, and says why") {
            val loop = VirtualTime.loops().newLoop()
            loop.close()
            runBlocking {
                withTimeout(10.seconds) {
                    shouldThrow<IllegalStateException> { coroutineScope { asyncTask(loop) { } } }
                        .message shouldContain "it is closed"
                    withContext(NonCancellable) { delay(1) }
                }
            }
        }
    })

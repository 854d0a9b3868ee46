package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.ContextVar
import dev.braid.Task
import dev.braid.TaskOptions.named
import dev.braid.kotlin.asContextElement
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.runJava
import dev.braid.kotlin.sleep
import dev.braid.kotlin.taskGroup
import dev.braid.kotlin.yieldNow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.ThreadContextElement
import kotlinx.coroutines.asContextElement
import kotlinx.coroutines.async
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/** Context variables in Kotlin's coroutines, Kotlin's context elements in Java's bodies, and names on both sides. */
class ContextTest :
    FunSpec({
        val variable = ContextVar.withDefault("variable", "nothing")
        fun <T> task(body: suspend () -> T): Task<T> = Asyncio.runningLoop().createTask(body = body)
        suspend fun readInJava(): String = suspendCoroutineUninterceptedOrReturn { c: Continuation<String> ->
            JavaReaders.read({ variable.get() }, c)
        }

        everywhere("BRIDGE-127 a task's variables are seen on other threads, as they are when the coroutine goes there") {
            variable.set("first")
            withContext(Dispatchers.IO) { variable.get() } shouldBe "first"
            variable.set("second")
            withContext(Dispatchers.IO) {
                variable.get() shouldBe "second"
                withContext(Dispatchers.Default) { variable.get() shouldBe "second" }
                delay(1)
                variable.get() shouldBe "second"
            }
            coroutineScope {
                launch(Dispatchers.Default) { variable.get() shouldBe "second" }
                launch {
                    variable.get() shouldBe "second"
                    variable.set("from a child on the loop")
                    withContext(Dispatchers.IO) { variable.get() shouldBe "from a child on the loop" }
                }
            }
        }

        everywhere("BRIDGE-128 what is set on other threads stays there: nested code and launched coroutines see it, the task does not") {
            variable.set("task")
            withContext(Dispatchers.IO) {
                variable.set("away")
                withContext(Dispatchers.Default) {
                    variable.get() shouldBe "away"
                    variable.set("further away")
                }
                variable.get() shouldBe "further away"
                coroutineScope {
                    val child = async {
                        val seen = variable.get()
                        variable.set("child")
                        seen
                    }
                    child.await() shouldBe "further away"
                }
                variable.get() shouldBe "further away"
            }
            variable.get() shouldBe "task"
        }

        everywhere("BRIDGE-129 other threads keep no trace of it") {
            variable.set("task")
            withContext(Dispatchers.IO) {
                variable.get() shouldBe "task"
            }
            coroutineScope {
                repeat(8) { CoroutineScope(Dispatchers.IO).async { variable.get() }.await() shouldBe "nothing" }
            }
        }

        everywhere("BRIDGE-130 children that run at once on other threads each have their own copy") {
            variable.set("task")
            coroutineScope {
                val seen = List(8) { number ->
                    async(Dispatchers.IO) {
                        variable.set("$number")
                        delay(1)
                        variable.get()
                    }
                }
                seen.map { it.await() } shouldBe List(8) { "$it" }
            }
            variable.get() shouldBe "task"
        }

        everywhere("BRIDGE-370 a coroutine on no dispatcher sees its own task's variables, whatever has resumed it") {
            variable.set("task")
            val loop = Asyncio.runningLoop()
            val channel = Channel<Int>()
            val future = loop.createFuture<Int>()
            val other = task {
                variable.set("other")
                yieldNow()
                channel.send(1)
                val after = variable.get()
                loop.callSoon { future.setResult(2) }
                after
            }
            withContext(Dispatchers.Unconfined) {
                channel.receive()
                variable.get() shouldBe "task"
                future.await()
                variable.get() shouldBe "task"
            }
            variable.get() shouldBe "task"
            other.await() shouldBe "other"
        }

        everywhere("BRIDGE-131 a context that Java has entered is the one that its Kotlin callee sees elsewhere") {
            val java = createJava(JavaReaders.enter(variable) { withContext(Dispatchers.IO) { variable.get() } })
            java.await() shouldBe "inside"
        }

        everywhere("BRIDGE-132 a task that is created on another thread's behalf begins with the variables seen there") {
            variable.set("task")
            val loop = Asyncio.runningLoop()
            withContext(Dispatchers.IO) {
                variable.set("away")
                runJava { variable.get() } shouldBe "away"
                taskGroup { variable.get() } shouldBe "away"
            }
            loop.createTask { variable.get() }.await() shouldBe "task"
        }

        everywhere("BRIDGE-133 asContextElement gives a variable a value for one coroutine, on every thread, and for what it starts") {
            variable.set("task")
            withContext(variable.asContextElement("element")) {
                variable.get() shouldBe "element"
                delay(1)
                variable.get() shouldBe "element"
                withContext(Dispatchers.IO) { variable.get() shouldBe "element" }
                launch { variable.get() shouldBe "element" }
                launch(Dispatchers.Default) { variable.get() shouldBe "element" }
                task { variable.get() }.await() shouldBe "element"
                runJava { variable.get() } shouldBe "element"
                withContext(variable.asContextElement("inner")) {
                    variable.get() shouldBe "inner"
                    yieldNow()
                    variable.get() shouldBe "inner"
                }
                variable.get() shouldBe "element"
                delay(1)
                variable.get() shouldBe "element"
            }
            variable.get() shouldBe "task"
            withContext(variable.asContextElement("far") + Dispatchers.IO) { variable.get() } shouldBe "far"
            variable.get() shouldBe "task"
        }

        everywhere("BRIDGE-134 asContextElement is not seen by other code of the task, and a value set over it lasts until a suspension") {
            variable.set("task")
            coroutineScope {
                launch(variable.asContextElement("child")) {
                    variable.get() shouldBe "child"
                    variable.set("over it")
                    variable.get() shouldBe "over it"
                    sleep(2.milliseconds)
                    variable.get() shouldBe "child"
                }
                launch {
                    sleep(1.milliseconds)
                    variable.get() shouldBe "task"
                }
                sleep(1.milliseconds)
                variable.get() shouldBe "task"
            }
            variable.get() shouldBe "task"
        }

        test("BRIDGE-135 asContextElement works without a loop") {
            kotlinx.coroutines.runBlocking(variable.asContextElement("plain")) {
                variable.get() shouldBe "plain"
                withContext(Dispatchers.IO) { variable.get() shouldBe "plain" }
            }
            variable.get() shouldBe "nothing"
        }

        everywhere("BRIDGE-136 what Kotlin's context sets for threads is there in the Java bodies it calls, before and after they suspend") {
            val local = ThreadLocal<String>()
            suspend fun read(): String = suspendCoroutineUninterceptedOrReturn { c: Continuation<String> ->
                JavaReaders.read({ local.get() }, c)
            }
            read() shouldBe "null null"
            withContext(local.asContextElement("fields")) {
                read() shouldBe "fields fields"
                runJava(JavaReaders.body { local.get() }) shouldBe "fields fields"
                withContext(Dispatchers.Default) { read() } shouldBe "fields fields"
            }
            withContext(variable.asContextElement("element")) { readInJava() } shouldBe "element element"
            read() shouldBe "null null"
        }

        everywhere("BRIDGE-137 elements are set in their order and restored in the reverse one, also when the Java body fails") {
            val events = mutableListOf<String>()
            class Noting(val name: String) : ThreadContextElement<String> {
                override val key: CoroutineContext.Key<*> = object : CoroutineContext.Key<Noting> {}

                override fun updateThreadContext(context: CoroutineContext): String {
                    events += "set $name"
                    return name
                }

                override fun restoreThreadContext(context: CoroutineContext, oldState: String) {
                    events += "restore $oldState"
                }
            }
            runCatching {
                withContext(Noting("a") + Noting("b")) {
                    events.clear()
                    try {
                        runJava { throw OneOfAKind("body") }
                    } finally {
                        events += "caught"
                    }
                }
            }.exceptionOrNull()!!.message shouldBe "body"
            events.take(5) shouldBe listOf("set a", "set b", "restore b", "restore a", "caught")
        }

        everywhere("BRIDGE-138 a body's CoroutineName is its task's name, also after a change; its children inherit it") {
            val task = Asyncio.runningLoop().createTask(named("mine")) {
                currentCoroutineContext()[CoroutineName]!!.name shouldBe "mine"
                coroutineScope {
                    launch { currentCoroutineContext()[CoroutineName]!!.name shouldBe "mine" }
                    launch(CoroutineName("other")) { currentCoroutineContext()[CoroutineName]!!.name shouldBe "other" }
                    launch(Dispatchers.Default) { currentCoroutineContext()[CoroutineName]!!.name shouldBe "mine" }
                }
                Asyncio.currentTask()!!.setName("changed")
                withContext(Dispatchers.Default) { currentCoroutineContext()[CoroutineName]!!.name shouldBe "changed" }
                currentCoroutineContext()[CoroutineName]!!.name
            }
            task.await() shouldBe "changed"
        }

        everywhere("BRIDGE-139 a task that a coroutine runs is named after it, but not after the task that the coroutine is part of") {
            suspend fun name(): String = runJava { Asyncio.currentTask()!!.name() }
            name() shouldBe "main"
            withContext(CoroutineName("child")) { name() } shouldBe "child"
            coroutineScope { async { name() }.await() } shouldNotBe "main"
            withContext(CoroutineName("far") + Dispatchers.Default) { name() } shouldBe "far"
        }

        everywhere("BRIDGE-140 a scope that is no part of a task carries nothing of it") {
            variable.set("task")
            CoroutineScope(Job() + Dispatchers.Default).async { variable.get() }.await() shouldBe "nothing"
        }
    })

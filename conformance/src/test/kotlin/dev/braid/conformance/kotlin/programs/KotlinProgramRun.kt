package dev.braid.conformance.kotlin.programs

import dev.braid.AsyncGenerator
import dev.braid.Asyncio
import dev.braid.Future
import dev.braid.GroupedErrors
import dev.braid.ReturnWhen
import dev.braid.Task
import dev.braid.TaskGroup
import dev.braid.TaskOptions
import dev.braid.Timeout
import dev.braid.conformance.harness.Bang
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.programs.Handler
import dev.braid.conformance.programs.Program
import dev.braid.conformance.programs.ProgramRun
import dev.braid.conformance.programs.Statement
import dev.braid.kotlin.Suspend
import dev.braid.kotlin.aclose
import dev.braid.kotlin.anext
import dev.braid.kotlin.asCompleted
import dev.braid.kotlin.asend
import dev.braid.kotlin.async
import dev.braid.kotlin.asyncContextManager
import dev.braid.kotlin.asyncExitStack
import dev.braid.kotlin.athrow
import dev.braid.kotlin.await
import dev.braid.kotlin.coroutine
import dev.braid.kotlin.except
import dev.braid.kotlin.gather
import dev.braid.kotlin.gatherSettled
import dev.braid.kotlin.hasNext
import dev.braid.kotlin.next
import dev.braid.kotlin.on
import dev.braid.kotlin.pushAsyncCallback
import dev.braid.kotlin.runJava
import dev.braid.kotlin.shield
import dev.braid.kotlin.sleep
import dev.braid.kotlin.taskGroup
import dev.braid.kotlin.timeout
import dev.braid.kotlin.use
import dev.braid.kotlin.wait
import dev.braid.kotlin.waitFor
import kotlin.coroutines.intrinsics.startCoroutineUninterceptedOrReturn
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds

/**
 * Runs a program with Kotlin bodies: whatever suspends is the bridge's function, the rest is [java]'s own word. Its twins
 * are that class and `oracle/programs/interpret.py`.
 */
class KotlinProgramRun(trace: Trace, private val program: Program, private val mixture: Mixture = Mixture.KOTLIN) {
    val java = ProgramRun(trace.java, program)
    private val locks = KotlinLocks(java)
    private val generators = KotlinGenerators(this)

    init {
        java.border(object : ProgramRun.Border {
            override fun isBefore(statement: Statement) = mixture.isForKotlin(statement)

            override fun cross(statement: Statement) {
                Suspend.await { suspend { runHere(statement) }.startCoroutineUninterceptedOrReturn(it) }
            }
        })
        java.word("spawn") { spawn(it) }
        java.word("member") { member(it) }
        java.word("generator") { generators.generator(it) }
    }

    suspend fun main() {
        java.begin()
        coroutine(program.main())()
    }

    /** A body as what a task runs. */
    private fun coroutine(body: List<Statement>): suspend () -> Any? = {
        val value = try {
            body(body)
        } catch (error: Throwable) {
            java.log("ends", error)
            throw error
        }
        java.log("ends", value)
        value
    }

    /** Runs statements; gives what they return. */
    suspend fun body(statements: List<Statement>): Any? {
        for (statement in statements) {
            if (statement.word() == "return") return statement.count(0)
            run(statement)
        }
        return null
    }

    suspend fun run(s: Statement) {
        if (mixture.isForJava(s)) runJava { java.runHere(s) } else runHere(s)
    }

    private suspend fun runHere(s: Statement) {
        val value = try {
            suspending(s)
        } catch (error: Throwable) {
            java.log("${s.number()} ${s.word()} raises", error)
            throw error
        }
        java.done(s, if (value === Unit) null else value)
    }

    private suspend fun suspending(s: Statement): Any? = when (s.word()) {
        "await" -> future(s.name(0))?.let { it.await() ?: return null } ?: ProgramRun.UNKNOWN
        "group" -> group(s)
        "timeout" -> deadline(s)
        "wait-for" -> waitFor(s)
        "shield" -> shielded(s)
        "gather" -> gather(s)
        "wait" -> waitForSome(s)
        "as-completed" -> inOrder(s)
        "loop" -> repeat(s.count(0)) { body(s.body(1)) }
        "try" -> tryCatch(s)
        "try-star" -> tryStar(s)
        "with" -> with(s)
        "with-generator" -> withGenerator(s)
        "stack" -> stack(s)
        "sleep" -> sleep(s.count(0).seconds)
        "for" -> forLoop(s)
        "anext" -> generator(s)?.anext("over") ?: ProgramRun.UNKNOWN
        "asend" -> generator(s)?.asend(s.number()) ?: ProgramRun.UNKNOWN
        "athrow" -> generator(s)?.let { it.athrow(Boom(s.number().toString())) ?: return null } ?: ProgramRun.UNKNOWN
        "aclose" -> generator(s)?.aclose() ?: ProgramRun.UNKNOWN
        "holding" -> locks.holding(s) { body(s.body(1)) }
        in KotlinLocks.WORDS -> locks.suspending(s)
        else -> java.atOnce(s)
    }

    @Suppress("UNCHECKED_CAST")
    private fun future(name: String) = java.find(name, Future::class.java) as Future<Any?>?

    @Suppress("UNCHECKED_CAST")
    private fun generator(s: Statement) = java.find(s.name(0), AsyncGenerator::class.java) as AsyncGenerator<Any, Any?>?

    private fun limit(limit: Any): Duration? = (limit as? Int)?.seconds

    // --- Tasks

    private fun spawn(s: Statement): Any? {
        val options = options(s.name(0), s.name(1))
        val body = s.body(2)
        val task = if (mixture.isJava(s)) Asyncio.createTask(java.coroutine(body), options) else createTask(options, coroutine(body))
        java.put(s.name(0), task)
        return null
    }

    private fun member(s: Statement): Any? {
        val group = java.find(s.name(0), TaskGroup::class.java) ?: return ProgramRun.UNKNOWN
        val options = options(s.name(1), s.name(2))
        val body = s.body(3)
        val task = if (mixture.isJava(s)) group.createTask(java.coroutine(body), options) else group.async(options, coroutine(body))
        java.put(s.name(1), task)
        return null
    }

    private fun options(name: String, start: String): TaskOptions =
        TaskOptions.named(name).let { if (start == "default") it else it.eager(start == "eager") }

    // --- Structure

    private suspend fun group(s: Statement) {
        taskGroup {
            java.put(s.name(0), this)
            body(s.body(1))
        }
    }

    private suspend fun deadline(s: Statement): Boolean {
        lateinit var made: Timeout
        timeout(limit(s.arguments()[1]!!) ?: Duration.INFINITE) {
            made = this
            java.put(s.name(0), this)
            body(s.body(2))
        }
        return made.expired()
    }

    private suspend fun waitFor(s: Statement): Any? {
        val limit = limit(s.arguments()[1]!!)
        val item = s.arguments()[0]
        if (item is List<*>) return waitFor(limit, coroutine(Statement.all(item)))
        return waitFor(future(item as String) ?: return ProgramRun.UNKNOWN, limit)
    }

    private suspend fun shielded(s: Statement): Any? {
        val item = s.arguments()[0]
        if (item is List<*>) return shield(coroutine(Statement.all(item))).await()
        return Asyncio.shield(future(item as String) ?: return ProgramRun.UNKNOWN).await()
    }

    private suspend fun gather(s: Statement): Any? {
        // All names first: a task that starts eagerly may give them other meanings.
        val items = s.list(1).mapNotNull { item ->
            if (item is List<*>) coroutine(coroutine(Statement.all(item))) else future(item as String)
        }
        return if (s.name(0) == "plain") gather(items).await() else gatherSettled(items).await()
    }

    private suspend fun waitForSome(s: Statement): Any {
        val result = wait(java.futures(s.names(0)), limit(s.arguments()[1]!!), WHEN.getValue(s.name(2)))
        return listOf(result.done().map(java::nameOf).sorted(), result.pending().map(java::nameOf).sorted())
    }

    private suspend fun inOrder(s: Statement) {
        for (future in asCompleted(java.futures(s.names(0)), limit(s.arguments()[1]!!))) {
            java.log("${s.number()} completed", java.nameOf(future))
            java.log("${s.number()} got", future.await())
        }
    }

    private suspend fun tryCatch(s: Statement) {
        try {
            body(s.body(0))
        } catch (error: Throwable) {
            handle(s.number(), error, s.list(1))
        } finally {
            body(s.body(2))
        }
    }

    /** Runs the clause that catches an error. */
    suspend fun handle(number: Int, error: Throwable, handlers: List<*>) {
        val handler = Handler.of(error, handlers) ?: throw error
        java.log("$number catches", error)
        body(handler.body())
        if (handler.again()) throw error
    }

    private suspend fun tryStar(s: Statement) {
        try {
            body(s.body(0))
        } catch (error: Throwable) {
            error.except {
                on<Boom> { clause(s, it, 1) }
                on<Bang> { clause(s, it, 2) }
            }
        }
    }

    private suspend fun clause(s: Statement, group: GroupedErrors, body: Int) {
        java.log("${s.number()} catches", group.asThrowable())
        body(s.body(body))
    }

    private suspend fun with(s: Statement) {
        val manager = asyncContextManager(
            enter = { body(s.body(0)) },
            exit = { error ->
                java.log("${s.number()} leaves", error)
                body(s.body(1))
                s.name(2) == "swallow"
            },
        )
        manager.use { body(s.body(3)) }
    }

    private suspend fun withGenerator(s: Statement) {
        val manager = asyncContextManager<Boolean> {
            body(s.body(0))
            try {
                yield(true)
            } catch (error: Exception) {
                java.log("${s.number()} catches", error)
                if (s.name(2) != "swallow") throw error
            } finally {
                body(s.body(1))
            }
        }
        manager.use { body(s.body(3)) }
    }

    private suspend fun stack(s: Statement) {
        asyncExitStack {
            for (callback in s.list(0)) pushAsyncCallback { body(Statement.all(callback!!)) }
            body(s.body(1))
        }
    }

    private suspend fun forLoop(s: Statement): Any? {
        val generator = generator(s) ?: return ProgramRun.UNKNOWN
        var count = 0
        for (value in generator) {
            java.log("${s.number()} takes", value)
            body(s.body(2))
            if (++count == s.count(1)) break
        }
        return null
    }

    private companion object {
        val WHEN = mapOf(
            "first" to ReturnWhen.FIRST_COMPLETED, "failure" to ReturnWhen.FIRST_EXCEPTION, "all" to ReturnWhen.ALL_COMPLETED,
        )
    }
}

package dev.braid.conformance.kotlin.exceptiongroup

import dev.braid.BaseExceptionGroup
import dev.braid.ExceptionGroup
import dev.braid.KeyboardInterrupt
import dev.braid.conformance.harness.Bang
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.except
import dev.braid.kotlin.on
import kotlinx.coroutines.runBlocking

/** Handling the exceptions in a group by type; Python's `except*`. Clauses suspend, but they need no loop. */
class ExceptClauseTest : KotlinCases() {
    private fun nest() = ExceptionGroup(
        "outer",
        listOf(
            Boom("1"),
            Bang("2"),
            ExceptionGroup("inner", listOf(Bang("3"), Crack("4"), Other("5"))),
            ExceptionGroup("only bangs", listOf(Bang("6"))),
        ),
    )

    @KotlinCase("EXCGROUP-31", plain = true)
    fun eachClauseGetsWhatMatchesItAndPassesOnTheRest(t: Trace) = runBlocking {
        val group = nest()
        val inner = group.exceptions()[2] as ExceptionGroup
        try {
            throw group
        } catch (failure: ExceptionGroup) {
            failure.except {
                on<Crack> { e ->
                    t.log("cracks", e, (e.exceptions()[0] as ExceptionGroup).exceptions()[0] === inner.exceptions()[1])
                }
                on<Boom> { e -> t.log("the other booms", e) }
                on(Bang::class, KeyboardInterrupt::class) { e -> t.log("bangs", e) }
                on<Exception> { e -> t.log("the others", e) }
            }
        }
        t.log("all handled")
    }

    @KotlinCase("EXCGROUP-32", plain = true)
    fun everyClauseThatMatchesRunsOnce(t: Trace) = runBlocking {
        val raised = listOf(
            listOf(Crack("1"), Bang("2")),
            listOf(Bang("1"), Crack("2"), Crack("3"), Boom("4")),
            listOf(Bang("1")),
            listOf(Crack("1")),
        )
        for (exceptions in raised) {
            try {
                t.log("raises", exceptions)
                throw ExceptionGroup("group", exceptions)
            } catch (failure: ExceptionGroup) {
                failure.except {
                    on<Boom> { e -> t.log("first clause", e) }
                    on<Crack> { e -> t.log("never, the first clause takes these", e) }
                    on<Bang> { e -> t.log("third clause", e) }
                    on<Exception> { e -> t.log("never, nothing is left", e) }
                }
            }
            t.log("goes on")
        }
    }

    @KotlinCase("EXCGROUP-33", plain = true)
    fun whatNoClauseMatchesGoesOnAsAGroup(t: Trace) = runBlocking {
        val group = nest()
        try {
            try {
                throw group
            } catch (failure: ExceptionGroup) {
                failure.except {
                    on<Crack> { e -> t.log("cracks", e) }
                    on<Bang> { e -> t.log("bangs", e) }
                }
            }
        } catch (e: ExceptionGroup) {
            t.log("unhandled", e)
        }
        try {
            try {
                throw group
            } catch (failure: ExceptionGroup) {
                failure.except { on<KeyboardInterrupt> { e -> t.log("never", e) } }
            }
        } catch (e: ExceptionGroup) {
            t.log("nothing matched", e)
            t.log("the very exceptions", e.exceptions()[0] === group.exceptions()[0])
        }
    }

    @KotlinCase("EXCGROUP-34", plain = true)
    fun aPlainExceptionIsWrappedForItsClause(t: Trace) = runBlocking {
        val boom = Boom("plain")
        try {
            throw boom
        } catch (failure: Exception) {
            failure.except {
                on<Bang> { e -> t.log("never", e) }
                on<Boom> { e -> t.log("wrapped", e, e.exceptions()[0] === boom) }
            }
        }
        try {
            throw Crack("of a subclass")
        } catch (failure: Exception) {
            failure.except { on<Boom> { e -> t.log("wrapped", e) } }
        }
        try {
            try {
                throw boom
            } catch (failure: Exception) {
                failure.except { on<Bang> { e -> t.log("never", e) } }
            }
        } catch (e: Boom) {
            t.log("not wrapped", e, e === boom)
        }
        try {
            throw KeyboardInterrupt()
        } catch (failure: KeyboardInterrupt) {
            failure.except { on<KeyboardInterrupt> { e -> t.log("wrapped in the flavour that fits", e) } }
        }
        try {
            throw ExceptionGroup("a group", listOf(boom))
        } catch (failure: Exception) {
            failure.except { on<Exception> { e -> t.log("a group is not", e) } }
        }
    }

    @KotlinCase("EXCGROUP-36", plain = true)
    fun aClauseCannotNameAGroupType(t: Trace) = runBlocking {
        val groupTypes = mapOf(
            "ordinary" to arrayOf(ExceptionGroup::class),
            "base" to arrayOf(BaseExceptionGroup::class),
            "among others" to arrayOf(Bang::class, ExceptionGroup::class),
        )
        for ((what, types) in groupTypes) {
            for (raised in listOf(ExceptionGroup("group", listOf(Boom("1"), Crack("2"))), Boom("plain"))) {
                try {
                    try {
                        throw raised
                    } catch (failure: RuntimeException) {
                        failure.except {
                            on<Crack> { e -> t.log("earlier clauses run", e) }
                            on(*types) { e -> t.log("never", e) }
                            on<Boom> { e -> t.log("never, later clauses do not run", e) }
                        }
                    }
                } catch (e: IllegalArgumentException) {
                    t.log(what, e)
                }
            }
        }
    }

    @KotlinCase("EXCGROUP-41", plain = true)
    fun statementsMayBeNested(t: Trace) = runBlocking {
        try {
            try {
                throw nest()
            } catch (failure: ExceptionGroup) {
                failure.except { on<Bang> { e -> t.log("inner", e) } }
            }
            t.log("never")
        } catch (failure: ExceptionGroup) {
            failure.except {
                on<Boom> { e ->
                    t.log("outer", e)
                    try {
                        throw ExceptionGroup("meanwhile", listOf(Bang("a"), Other("b")))
                    } catch (meanwhile: ExceptionGroup) {
                        meanwhile.except {
                            on<Bang> { other -> t.log("in a clause", other) }
                            on<Other> { other -> t.log("in a clause", other) }
                        }
                    }
                    t.log("goes on there")
                }
                on<Other> { e -> t.log("outer", e) }
            }
        }
        repeat(2) { n ->
            try {
                throw ExceptionGroup("in a loop", listOf(Boom(n)))
            } catch (failure: ExceptionGroup) {
                failure.except { on<Boom> { e -> t.log("in a loop", e) } }
            }
        }
        t.log("end")
    }

    @KotlinCase("EXCGROUP-42", plain = true)
    fun partsOfASubclassAreDerived(t: Trace) = runBlocking {
        try {
            try {
                val inner = Coded("inner", listOf(Bang("2"), Other("3")), 101)
                throw Coded("mine", listOf(Boom("1"), inner, Other("4")), 42)
            } catch (failure: ExceptionGroup) {
                failure.except {
                    on<Boom> { e -> t.log("matching", e, codeOf(e)) }
                    on<Bang> { e -> t.log("matching", e, codeOf(e), codeOf(e.exceptions()[0])) }
                }
            }
        } catch (e: Coded) {
            t.log("unhandled", e, e.code, codeOf(e.exceptions()[0]))
        }
        try {
            try {
                throw OrdinaryGroup("without derive", listOf(Boom("1"), Bang("2")))
            } catch (failure: ExceptionGroup) {
                failure.except { on<Boom> { e -> t.log("matching", e) } }
            }
        } catch (e: ExceptionGroup) {
            t.log("unhandled", e)
        }
    }
}

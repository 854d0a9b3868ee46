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

/** What clauses raise, and what they raise again. */
class ExceptRaiseTest : KotlinCases() {
    private class New(message: String) : RuntimeException(message)

    private fun nest() = ExceptionGroup(
        "outer",
        listOf(Boom("1"), ExceptionGroup("inner", listOf(Bang("2"), Boom("3"), Other("4"))), Bang("5")),
    )

    @KotlinCase("EXCGROUP-35", plain = true)
    fun whatClausesRaiseIsJoinedWithWhatIsLeft(t: Trace) = runBlocking {
        try {
            nest().except {
                on<Boom> {
                    t.log("raises another")
                    throw New("instead of booms")
                }
                on<Bang> { t.log("later clauses run") }
            }
        } catch (e: ExceptionGroup) {
            t.log("new and unhandled", e)
        }
        try {
            nest().except {
                on<Boom> { throw New("instead of booms") }
                on<Bang> { e -> throw e.raise() }
                on<Other> { throw New("instead of others") }
            }
        } catch (e: ExceptionGroup) {
            t.log("new and raised again", e)
        }
        try {
            nest().except {
                on<Boom> { throw New("instead of booms") }
                on<Bang> { throw ExceptionGroup("instead of bangs", listOf(New("a"), New("b"))) }
                on<Other> { t.log("others are handled") }
            }
        } catch (e: ExceptionGroup) {
            t.log("all new", e)
        }
        try {
            nest().except { on(Boom::class, Bang::class, Other::class) { throw New("alone") } }
        } catch (e: New) {
            t.log("a single new one is not wrapped", e)
        }
        try {
            Boom("plain").except { on<Boom> { throw New("instead of the plain one") } }
        } catch (e: New) {
            t.log("nor instead of a plain one", e)
        }
        try {
            nest().except { on<Boom> { throw KeyboardInterrupt() } }
        } catch (e: BaseExceptionGroup) {
            t.log("of the flavour that fits", e)
        }
    }

    @KotlinCase("EXCGROUP-38", plain = true)
    fun whatClausesRaiseAgainGoesBackToItsPlace(t: Trace) = runBlocking {
        val group = nest()
        try {
            group.except {
                on<Boom> { e ->
                    t.log("again", e)
                    throw e.raise()
                }
                on<Bang> { e ->
                    t.log("again", e)
                    throw e.raise()
                }
            }
        } catch (e: ExceptionGroup) {
            t.log("as it was", e)
            t.log("the very exceptions", e.exceptions()[0] === group.exceptions()[0])
        }
        try {
            nest().except {
                on<Boom> { e -> throw e.raise() }
                on<Bang> { e -> t.log("handled", e) }
            }
        } catch (e: ExceptionGroup) {
            t.log("without the handled ones", e)
        }
        try {
            nest().except {
                on<Bang> { e -> throw e.raise() }
                on<Exception> { e -> t.log("all the others are handled", e) }
            }
        } catch (e: ExceptionGroup) {
            t.log("only what was raised again", e)
        }
    }

    @KotlinCase("EXCGROUP-39", plain = true)
    fun aPlainExceptionRaisedAgainLeavesAsAGroup(t: Trace) = runBlocking {
        val boom = Boom("plain")
        try {
            boom.except {
                on<Boom> { e ->
                    t.log("wrapped", e)
                    throw e.raise()
                }
            }
        } catch (e: ExceptionGroup) {
            t.log("still wrapped", e, e.exceptions()[0] === boom)
        }
    }
}

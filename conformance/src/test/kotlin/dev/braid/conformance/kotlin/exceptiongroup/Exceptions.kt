package dev.braid.conformance.kotlin.exceptiongroup

import dev.braid.ExceptionGroup
import dev.braid.GroupedErrors
import dev.braid.conformance.harness.Boom

/** A kind of Boom. */
internal class Crack(message: String) : Boom(message)

/** Neither Boom nor Bang. */
internal class Other(message: String) : Exception(message)

/** A program's own group, with state that its parts get too. */
internal class Coded(message: String, exceptions: List<Throwable>, val code: Int) :
    ExceptionGroup(message, exceptions) {
    override fun derive(exceptions: List<Throwable>): GroupedErrors = Coded(message(), exceptions, code)
}

internal fun codeOf(group: Any): Int = (group as? Coded)?.code ?: -1

/** A program's own group, which does not override derive. */
internal class OrdinaryGroup(message: String, exceptions: List<Throwable>) : ExceptionGroup(message, exceptions)

package dev.braid.conformance.kotlin.debug

import dev.braid.EventLoop

/** From now on, of what reaches the exception handler: the error, and the function of a case that created what it is about. */
fun creatorsOfReports(loop: EventLoop): List<List<Any?>> {
    val reports = ArrayList<List<Any?>>()
    loop.setExceptionHandler { _, context -> reports.add(listOf(context.exception(), context.created()?.let(::creator))) }
    return reports
}

private fun creator(trace: Throwable): String =
    trace.stackTrace.firstOrNull { it.className.startsWith("dev.braid.conformance.kotlin.debug.") }?.methodName ?: "nobody here"

package dev.braid.conformance.kotlin.contextlib

import dev.braid.AsyncContextManager
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.asyncContextManager
import dev.braid.kotlin.sleep
import kotlin.time.Duration.Companion.seconds

/** Logs its entry and its exit, each a second long. */
fun loggingManager(t: Trace, name: String): AsyncContextManager<String> = asyncContextManager(
    enter = {
        t.log("enters", name)
        sleep(1.seconds)
        "value of $name"
    },
    exit = { error ->
        t.log("leaves", name, "with", error)
        sleep(1.seconds)
        false
    },
)

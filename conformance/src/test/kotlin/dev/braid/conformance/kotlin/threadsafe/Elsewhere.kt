package dev.braid.conformance.kotlin.threadsafe

import dev.braid.Asyncio
import dev.braid.EventLoop
import dev.braid.conformance.kotlin.harness.Trace

/** Runs code on another thread, while the loop waits for it in the middle of a callback. */
internal fun elsewhere(t: Trace, code: () -> Unit): Unit = t.thread(code).join()

/** The names of the tasks of a loop, sorted. */
internal fun names(loop: EventLoop): List<String> = Asyncio.allTasks(loop).map { it.name() }.sorted()

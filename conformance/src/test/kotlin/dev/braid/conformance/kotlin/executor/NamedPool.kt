package dev.braid.conformance.kotlin.executor

import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit

/** A pool whose threads bear a name. */
fun namedPool(name: String, threads: Int): ExecutorService = Executors.newFixedThreadPool(threads) { Thread(it, name) }

/** Tells which pool it runs in. */
fun threadName(): String = Thread.currentThread().name

/** Shuts a pool down and waits for its threads. */
fun join(pool: ExecutorService) {
    pool.shutdown()
    pool.awaitTermination(20, TimeUnit.SECONDS)
}

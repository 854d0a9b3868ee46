@file:JvmName("KotlinFirstProgram")

package dev.braid.examples

import dev.braid.kotlin.async
import dev.braid.kotlin.await
import dev.braid.kotlin.runAsyncio
import dev.braid.kotlin.sleep
import dev.braid.kotlin.taskGroup
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds

fun main() = runAsyncio {
    taskGroup {
        val hello = async { after(1.seconds, "hello") }
        val world = async { after(2.seconds, "world") }
        println("${hello.await()}, ${world.await()}")
    }
}

private suspend fun after(delay: Duration, word: String): String {
    sleep(delay)
    println("($word is ready)")
    return word
}

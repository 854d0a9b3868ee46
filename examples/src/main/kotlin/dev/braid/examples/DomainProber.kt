@file:JvmName("KotlinDomainProber")

package dev.braid.examples

import dev.braid.CancelledError
import dev.braid.KeyboardInterrupt
import dev.braid.kotlin.launch
import dev.braid.kotlin.runAsyncio
import dev.braid.kotlin.taskGroup
import java.net.InetAddress
import java.net.UnknownHostException
import kotlin.system.exitProcess
import kotlin.time.DurationUnit
import kotlin.time.TimeSource
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

private val KEYWORDS = listOf(
    "byte", "case", "char", "do", "else", "enum", "for", "goto", "if", "int", "long", "new", "this", "try", "void",
)

/**
 * Resolves many names at once and prints each result as it arrives: [DomainProber] in Kotlin. Arguments: the names;
 * without any, Java's keywords of up to four letters as `.dev` domains, and localhost.
 */
fun main(args: Array<String>) {
    val names = args.asList().ifEmpty { KEYWORDS.map { "$it.dev" } + "localhost" }
    try {
        runAsyncio { probeAll(names) }
    } catch (_: KeyboardInterrupt) {
        exitProcess(130)
    }
}

private suspend fun probeAll(names: List<String>) {
    val start = TimeSource.Monotonic.markNow()
    // No lock and no atomics: the tasks of a loop run one at a time, and give way only where they wait.
    var found = 0
    var notFound = 0
    try {
        ProgressBar(names.size).use { bar ->
            taskGroup {
                for (name in names) {
                    launch {
                        val address = lookUp(name)
                        if (address != null) found++ else notFound++
                        bar.step("%-12s %s".format(name, address ?: "not found"))
                    }
                }
            }
        }
    } catch (ctrlC: CancelledError) {
        println("interrupted")
        throw ctrlC
    } finally {
        val seconds = start.elapsedNow().toDouble(DurationUnit.SECONDS)
        println("%d names: %d found, %d not found, in %.1f s".format(names.size, found, notFound, seconds))
    }
}

/** The address of a name, null if it has none. A lookup blocks, so it runs on a thread that may. */
private suspend fun lookUp(name: String): String? = withContext(Dispatchers.IO) {
    try {
        InetAddress.getByName(name).hostAddress
    } catch (_: UnknownHostException) {
        null
    }
}

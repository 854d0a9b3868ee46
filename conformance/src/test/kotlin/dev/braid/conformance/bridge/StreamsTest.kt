package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.io.Server
import dev.braid.io.ServerOptions
import dev.braid.io.StreamPair
import dev.braid.io.StreamReader
import dev.braid.kotlin.component1
import dev.braid.kotlin.component2
import dev.braid.kotlin.drain
import dev.braid.kotlin.hasNext
import dev.braid.kotlin.next
import dev.braid.kotlin.openConnection
import dev.braid.kotlin.read
import dev.braid.kotlin.readexactly
import dev.braid.kotlin.readline
import dev.braid.kotlin.startServer
import dev.braid.kotlin.use
import dev.braid.kotlin.waitClosed
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield

/** Streams by Kotlin's words, in main lines and beside them. */
class StreamsTest :
    FunSpec({
        everywhere("BRIDGE-339 a server's Kotlin body and its clients read, write, iterate and drain by Kotlin's words") {
            echo().use { server ->
                val (reader, writer) = connectTo(server)
                for (line in listOf("apple", "pear")) {
                    writer.write("$line\n".toByteArray())
                    writer.drain()
                    String(reader.readline()) shouldBe "$line\n"
                }
                writer.writeEof()
                reader.read().size shouldBe 0
                writer.close()
                writer.waitClosed()
            }
        }

        // The race: the read is cancelled, and only then the bytes arrive.
        everywhere("BRIDGE-340 a coroutine beside a main line that is cancelled in a read loses no byte") {
            val reader = StreamReader()
            coroutineScope {
                val reads = launch { reader.readexactly(5) }
                repeat(3) { yield() }
                reader.feedData("app".toByteArray())
                reads.cancelAndJoin()
                reads.isCancelled shouldBe true
                reader.feedData("le".toByteArray())
                val again = launch { String(reader.readexactly(5)) shouldBe "apple" }
                again.join()
            }
        }

        everywhere("BRIDGE-341 code on another dispatcher reads and drains on the stream's loop") {
            echo().use { server ->
                val (reader, writer) = connectTo(server)
                withContext(Dispatchers.IO) {
                    val asked = Asyncio.runCoroutineThreadsafe({ writer.write("apple\n".toByteArray()) }, server.loop())
                    asked.get()
                    writer.drain()
                    String(reader.readline()) shouldBe "apple\n"
                }
                writer.close()
                writer.waitClosed()
            }
        }
    })

private suspend fun echo(): Server =
    startServer("127.0.0.1", 0, ServerOptions.DEFAULT) { reader, writer ->
        for (line in reader) {
            writer.write(line)
            writer.drain()
        }
        writer.close()
        writer.waitClosed()
    }

private suspend fun connectTo(server: Server): StreamPair =
    openConnection("127.0.0.1", server.sockets()[0].localAddress()!!.port)

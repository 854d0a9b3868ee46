package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.Runner
import dev.braid.kotlin.asLoopFactory
import dev.braid.kotlin.component1
import dev.braid.kotlin.component2
import dev.braid.kotlin.createTask
import dev.braid.kotlin.openConnection
import dev.braid.kotlin.readline
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.sleep
import dev.braid.kotlin.startServer
import dev.braid.kotlin.timeout
import dev.braid.kotlin.waitClosed
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlin.time.Duration.Companion.days
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withContext

/** Connections in the time of kotlinx-coroutines-test. */
@OptIn(ExperimentalCoroutinesApi::class)
class TestSchedulerSocketsTest :
    FunSpec({
        test("BRIDGE-342 in a test's time what a socket has received is not overtaken by the loop's timers") {
            runTest {
                val loops = StandardTestDispatcher(testScheduler).asLoopFactory(testScheduler.timeSource)
                withContext(Dispatchers.IO) {
                    Runner.builder().loopFactory(loops).build().use { runner ->
                        runner.runSuspending { echoes(100) }
                    }
                }
                currentTime shouldBe 0
            }
        }
    })

private suspend fun echoes(count: Int) {
    val loop = Asyncio.runningLoop()
    val later = loop.createTask { sleep(1.days) }
    val server = startServer("127.0.0.1", 0) { reader, writer ->
        repeat(count) { writer.write(reader.readline()) }
        writer.close()
    }
    timeout(1.seconds) {
        val (reader, writer) = openConnection("127.0.0.1", server.sockets().single().localAddress()!!.port)
        repeat(count) {
            writer.write("line $it\n".toByteArray())
            reader.readline().decodeToString() shouldBe "line $it\n"
        }
        writer.close()
        writer.waitClosed()
        server.close()
        server.waitClosed()
    }
    later.cancel()
}

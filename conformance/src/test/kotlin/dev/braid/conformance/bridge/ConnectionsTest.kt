package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.EventLoop
import dev.braid.Future
import dev.braid.Runner
import dev.braid.io.Protocol
import dev.braid.io.Server
import dev.braid.io.Transport
import dev.braid.io.TransportPair
import dev.braid.kotlin.asLoopFactory
import dev.braid.kotlin.await
import dev.braid.kotlin.component1
import dev.braid.kotlin.component2
import dev.braid.kotlin.createConnection
import dev.braid.kotlin.createServer
import dev.braid.kotlin.createTask
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.serveForever
import dev.braid.kotlin.use
import dev.braid.kotlin.waitClosed
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.nio.channels.ServerSocketChannel
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executor
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import kotlin.concurrent.thread
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch

/** Connections and servers by Kotlin's words, and how the loops of other hosts wait for sockets. */
class ConnectionsTest :
    FunSpec({
        everywhere("BRIDGE-334 Kotlin serves connections and makes them, by protocols of its own") {
            val loop = Asyncio.runningLoop()
            loop.createServer(::Echo, "127.0.0.1", 0).use { server ->
                val (transport, client) = loop.connectTo(server)
                transport.write("hello".toByteArray())
                client.answer.await() shouldBe "hello"
                transport.close()
                client.lost.await() shouldBe null
            }
        }

        everywhere("BRIDGE-335 a cancelled serveForever returns when the server and its connections are closed") {
            val loop = Asyncio.runningLoop()
            val server = loop.createServer(::Echo, "127.0.0.1", 0)
            val serving = loop.createTask { server.serveForever() }
            val (_, client) = loop.connectTo(server)
            client.exchange("ready")
            serving.cancel()
            errorOf<CancelledError> { serving.await() }
            server.isServing shouldBe false
            server.waitClosed()
            client.lost.await() shouldBe null
        }

        everywhere("BRIDGE-336 coroutines that are no main line of a body make and use connections, too") {
            val loop = Asyncio.runningLoop()
            loop.createServer(::Echo, "127.0.0.1", 0).use { server ->
                coroutineScope {
                    repeat(3) { number ->
                        launch {
                            val (transport, client) = loop.connectTo(server)
                            client.exchange("from $number") shouldBe "from $number"
                            transport.close()
                        }
                    }
                }
            }
        }

        // The race: the loop's thread is interrupted while it is in the selector.
        test("BRIDGE-337 an interrupt ends a run that waits for sockets, and closes none of them") {
            Runner().use { runner ->
                val waiting = CountDownLatch(1)
                lateinit var exchanged: TransportPair<Client>
                lateinit var server: Server
                val main = Thread.currentThread()
                val interrupter = thread {
                    waiting.await(10, TimeUnit.SECONDS)
                    main.interrupt()
                }
                errorOf<InterruptedException> {
                    runner.runSuspending {
                        val loop = Asyncio.runningLoop()
                        server = loop.createServer(::Echo, "127.0.0.1", 0)
                        exchanged = loop.connectTo(server)
                        exchanged.protocol.exchange("before")
                        waiting.countDown()
                        loop.createFuture<Unit>().await()
                    }
                }
                interrupter.join()
                runner.runSuspending {
                    exchanged.protocol.exchange("after") shouldBe "after"
                    exchanged.transport.close()
                    server.close()
                    server.waitClosed()
                }
            }
        }

        test("BRIDGE-338 a loop that waits for sockets leaves its dispatcher's thread to others") {
            val executor = Executors.newSingleThreadExecutor()
            try {
                Runner.builder().loopFactory(executor.asCoroutineDispatcher().asLoopFactory()).build().use { runner ->
                    runner.runSuspending {
                        val loop = Asyncio.runningLoop()
                        loop.createServer(::Echo, "127.0.0.1", 0).use { server ->
                            val (transport, client) = loop.connectTo(server)
                            client.exchange("before")
                            // Runs on the thread of the dispatcher, and only then is there anything to receive.
                            thread { executor.submit { loop.callSoonThreadsafe { transport.write("during".toByteArray()) } } }
                            client.next() shouldBe "during"
                            transport.close()
                        }
                    }
                }
            } finally {
                executor.shutdown()
            }
        }

        // The race: the run ends while the loop's own thread waits for its sockets in place of the dispatcher.
        test("BRIDGE-360 sockets are closed after an interrupt has ended a run on a dispatcher, and the ports are free") {
            Runner.builder().loopFactory(Dispatchers.Default.asLoopFactory()).build().use { runner ->
                val waiting = CountDownLatch(1)
                lateinit var exchanged: TransportPair<Client>
                lateinit var server: Server
                val main = Thread.currentThread()
                val interrupter = thread {
                    waiting.await(10, TimeUnit.SECONDS)
                    main.interrupt()
                }
                val loop = runner.loop()
                runner.runSuspending {
                    server = loop.createServer(::Echo, "127.0.0.1", 0)
                    exchanged = loop.connectTo(server)
                    exchanged.protocol.exchange("before")
                }
                val address = checkNotNull(server.sockets().first().localAddress())
                loop.callSoon { waiting.countDown() }
                errorOf<InterruptedException> { loop.runForever() }
                interrupter.join()
                server.close()
                ServerSocketChannel.open().use { it.bind(address) }
                exchanged.transport.abort()
                runner.runSuspending { exchanged.protocol.lost.await() } shouldBe null
            }
        }

        // The race: another thread wakes the loop in an iteration that its own thread runs, and the next one follows at once.
        test("BRIDGE-361 a dispatcher that has the thread which waits for sockets run the loop does not stop it") {
            val executor = Executors.newSingleThreadExecutor()
            try {
                Runner.builder().loopFactory(CallerRuns(executor).asLoopFactory()).build().use { runner ->
                    runner.runSuspending {
                        val loop = Asyncio.runningLoop()
                        loop.createServer({ WokenEcho(loop) }, "127.0.0.1", 0).use { server ->
                            val (transport, client) = loop.connectTo(server)
                            client.exchange("once") shouldBe "once"
                            client.exchange("again") shouldBe "again"
                            transport.close()
                        }
                    }
                }
            } finally {
                executor.shutdown()
            }
        }
    })

private suspend fun EventLoop.connectTo(server: Server): TransportPair<Client> {
    val address = checkNotNull(server.sockets().first().localAddress())
    return createConnection({ Client(this) }, address.hostString, address.port)
}

private class Echo : Protocol {
    private lateinit var transport: Transport

    override fun connectionMade(transport: Transport) {
        this.transport = transport
    }

    override fun dataReceived(data: ByteArray) = transport.write(data)
}

/** As a pool that is full and has its callers do the work, as far as they are no users. */
private class CallerRuns(private val executor: Executor) : CoroutineDispatcher() {
    override fun dispatch(context: CoroutineContext, block: Runnable) =
        if (Thread.currentThread().name == "braid-sockets") block.run() else executor.execute(block)
}

/** An echo with which something comes from another thread. */
private class WokenEcho(private val loop: EventLoop) : Protocol {
    private lateinit var transport: Transport

    override fun connectionMade(transport: Transport) {
        this.transport = transport
    }

    override fun dataReceived(data: ByteArray) = thread { loop.callSoonThreadsafe { transport.write(data) } }.join()
}

private class Client(private val loop: EventLoop) : Protocol {
    private lateinit var transport: Transport
    val lost: Future<Throwable?> = loop.createFuture()
    var answer: Future<String> = loop.createFuture()

    override fun connectionMade(transport: Transport) {
        this.transport = transport
    }

    override fun dataReceived(data: ByteArray) = answer.setResult(String(data))

    override fun connectionLost(error: Throwable?) = lost.setResult(error)

    suspend fun exchange(text: String): String {
        transport.write(text.toByteArray())
        return next()
    }

    suspend fun next(): String = answer.await().also { answer = loop.createFuture() }
}

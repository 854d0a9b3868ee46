package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.QueueShutDownException
import dev.braid.kotlin.asAsyncIterable
import dev.braid.kotlin.asReceiveChannel
import dev.braid.kotlin.asSendChannel
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.get
import dev.braid.kotlin.hasNext
import dev.braid.kotlin.next
import dev.braid.kotlin.put
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import dev.braid.sync.Queue
import dev.braid.testing.VirtualTime
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.util.Collections
import java.util.concurrent.CancellationException
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.async
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.ClosedReceiveChannelException
import kotlinx.coroutines.channels.ClosedSendChannelException
import kotlinx.coroutines.channels.consumeEach
import kotlinx.coroutines.channels.produce
import kotlinx.coroutines.channels.toList
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.selects.select
import kotlinx.coroutines.withContext

/** Queues as Kotlin's channels, and channels as elements for a loop. */
@OptIn(DelicateCoroutinesApi::class, ExperimentalCoroutinesApi::class)
class ChannelsTest :
    FunSpec({
        everywhere("BRIDGE-240 a queue's channel passes everything on, in order, and makes senders wait for room") {
            for (place in places()) {
                val queue = Queue<Int>(1)
                val sent = Collections.synchronizedList(mutableListOf<Int>())
                coroutineScope {
                    launch(place) {
                        val channel = queue.asSendChannel()
                        repeat(10) {
                            channel.send(it)
                            sent += it
                        }
                        channel.close()
                    }
                    until { queue.full() && "putters=1" in queue.toString() }
                    sent shouldBe listOf(0)
                    val got = async(place) { queue.asReceiveChannel().toList() }
                    got.await() shouldBe List(10) { it }
                }
            }
        }

        everywhere("BRIDGE-241 a queue that is shut down is a closed channel, when its items are taken, and tells who asked for it") {
            for (place in places()) {
                val queue = Queue<Int>(1)
                val channel = queue.asReceiveChannel()
                val sender = queue.asSendChannel()
                sender shouldBeSameInstanceAs channel
                val told = mutableListOf<Throwable?>()
                sender.invokeOnClose { told += it }
                errorOf<IllegalStateException> { sender.invokeOnClose {} }.message shouldContain "told already"
                queue.putNowait(1)
                coroutineScope {
                    val waiting = async(place) { errorOf<ClosedSendChannelException> { sender.send(2) } }
                    until { "putters=1" in queue.toString() }
                    queue.shutdown()
                    waiting.await()
                }
                told shouldBe listOf(null)
                sender.isClosedForSend shouldBe true
                channel.isClosedForReceive shouldBe false
                sender.close() shouldBe false
                withContext(place) { errorOf<ClosedSendChannelException> { sender.send(2) } }
                withContext(place) { channel.receive() } shouldBe 1
                channel.isClosedForReceive shouldBe true
                withContext(place) { errorOf<ClosedReceiveChannelException> { channel.receive() } }
                withContext(place) { channel.receiveCatching() }.isClosed shouldBe true
                withContext(place) { channel.toList() } shouldBe emptyList()
                Queue<Int>().also { it.shutdown() }.asSendChannel().isClosedForSend shouldBe true
            }
        }

        everywhere("BRIDGE-242 closing the channel shuts the queue down, once, on any thread; its users get the cause, the queue's do not") {
            for (place in places()) {
                val queue = Queue<Int>()
                val cause = OneOfAKind("cause")
                val told = Collections.synchronizedList(mutableListOf<Throwable?>())
                val channel = queue.asReceiveChannel()
                queue.asSendChannel().invokeOnClose { told += it }
                queue.putNowait(1)
                withContext(place) {
                    queue.asSendChannel().close(cause) shouldBe true
                    queue.asSendChannel().close() shouldBe false
                    errorOf<OneOfAKind> { queue.asSendChannel().send(2) } shouldBeSameInstanceAs cause
                }
                yieldNow()
                errorOf<QueueShutDownException> { queue.put(2) }
                queue.get() shouldBe 1
                errorOf<QueueShutDownException> { queue.get() }
                withContext(place) { errorOf<OneOfAKind> { channel.receive() } } shouldBeSameInstanceAs cause
                withContext(place) { channel.receiveCatching() }.exceptionOrNull() shouldBe cause
                withContext(place) { errorOf<OneOfAKind> { channel.toList() } } shouldBeSameInstanceAs cause
                told shouldBe listOf(cause)
            }
        }

        everywhere("BRIDGE-243 cancelling the channel drops the queue's items and ends who waits, on any thread") {
            for (place in places()) {
                val queue = Queue<Int>(1)
                val cause = CancellationException("enough")
                queue.putNowait(1)
                coroutineScope {
                    val putting = async { errorOf<QueueShutDownException> { queue.put(2) } }
                    until { "putters=1" in queue.toString() }
                    withContext(place) { queue.asReceiveChannel().cancel(cause) }
                    putting.await()
                }
                queue.empty() shouldBe true
                withContext(place) {
                    errorOf<CancellationException> { queue.asReceiveChannel().receive() } shouldBeSameInstanceAs cause
                    errorOf<CancellationException> { queue.asSendChannel().send(3) } shouldBeSameInstanceAs cause
                    queue.asReceiveChannel().receiveCatching().isClosed shouldBe true
                }
                // What Kotlin calls at the end of a consuming loop.
                val consumed = Queue<Int>()
                consumed.putNowait(1)
                withContext(place) {
                    errorOf<OneOfAKind> { consumed.asReceiveChannel().consumeEach { throw OneOfAKind("consumer") } }
                }
                yieldNow()
                errorOf<QueueShutDownException> { consumed.getNowait() }
            }
        }

        everywhere("BRIDGE-244 what does not suspend tells how it went, and on other threads what to do") {
            val queue = Queue<Int?>(1)
            val sender = queue.asSendChannel()
            val receiver = queue.asReceiveChannel()
            receiver.tryReceive().isFailure shouldBe true
            receiver.tryReceive().isClosed shouldBe false
            sender.trySend(null).isSuccess shouldBe true
            sender.trySend(2).let { it.isFailure && !it.isClosed } shouldBe true
            receiver.isEmpty shouldBe false
            receiver.tryReceive().let { it.isSuccess && it.getOrThrow() == null } shouldBe true
            receiver.isEmpty shouldBe true
            queue.putNowait(3)
            withContext(Dispatchers.IO) {
                val misuses = listOf({ sender.trySend(1) }, { receiver.tryReceive() }, { receiver.isEmpty }, { receiver.isClosedForReceive })
                for (misuse in misuses) {
                    errorOf<IllegalStateException> { misuse() }.message shouldContain "use send or receive, or withContext"
                }
            }
            queue.shutdown()
            sender.trySend(4).isClosed shouldBe true
            receiver.isEmpty shouldBe false
            receiver.tryReceive().getOrThrow() shouldBe 3
            receiver.tryReceive().isClosed shouldBe true
        }

        everywhere("BRIDGE-245 receivers and senders that are cancelled when they are woken lose no item and double none") {
            // The race: the cancellation against each step between a wake-up and the item.
            for (place in places()) {
                for (after in 0..6) {
                    val queue = Queue<Int>(1)
                    val sent = Collections.synchronizedList(mutableListOf<Int>())
                    val got = Collections.synchronizedList(mutableListOf<Int>())
                    val loop = Asyncio.runningLoop()
                    val receivers = List(3) {
                        loop.createTask { withContext(place) { while (true) got += queue.asReceiveChannel().receive() } }
                    }
                    val senders = List(3) { n ->
                        loop.createTask {
                            withContext(place) {
                                repeat(5) {
                                    queue.asSendChannel().send(n * 10 + it)
                                    sent += n * 10 + it
                                }
                            }
                        }
                    }
                    repeat(after * 3) { yieldNow() }
                    receivers[0].cancel()
                    senders[0].cancel()
                    repeat(after) { yieldNow() }
                    receivers[1].cancel()
                    senders.forEach { runCatching { it.await() } }
                    until { queue.empty() }
                    receivers[2].cancel()
                    receivers.forEach { runCatching { it.await() } }
                    while (!queue.empty()) got += queue.getNowait()
                    got.sorted() shouldBe sent.sorted()
                }
            }
        }

        everywhere("BRIDGE-246 select is refused, and works on what a queue's channel is received into") {
            val queue = Queue<Int>()
            val channel = queue.asReceiveChannel()
            errorOf<UnsupportedOperationException> { select { channel.onReceive { it } } }.message shouldContain "scope.produce"
            errorOf<UnsupportedOperationException> { select { channel.onReceiveCatching { 1 } } }.message shouldContain "scope.produce"
            errorOf<UnsupportedOperationException> { select { queue.asSendChannel().onSend(1) { 1 } } }.message shouldContain "coroutine of its own"
            coroutineScope {
                val selectable = produce { for (item in channel) send(item) }
                queue.putNowait(7)
                select { selectable.onReceive { it } } shouldBe 7
                selectable.cancel()
            }
        }

        everywhere("BRIDGE-247 coroutines of another loop, or of none, use a queue by way of its own") {
            val queue = Queue<Int>(1)
            val channel = queue.asSendChannel()
            val none = GlobalScope.async(Dispatchers.IO) { repeat(3) { channel.send(it) } }
            val another = GlobalScope.async(Dispatchers.IO) {
                inVirtualTime(VirtualTime.loops()) { List(3) { queue.asReceiveChannel().receive() } }
            }
            another.await() shouldBe listOf(0, 1, 2)
            none.await()
        }

        everywhere("BRIDGE-248 a for loop in Java takes what comes out of a channel, to its end or its cause; Java lends queues as channels") {
            val channel = Channel<Int>()
            coroutineScope {
                launch(Dispatchers.IO) {
                    repeat(5) { channel.send(it) }
                    channel.close()
                }
                createJava(JavaChannels.elements(channel)).await() shouldBe listOf(0, 1, 2, 3, 4)
            }
            val failed = Channel<Int>(1)
            failed.send(1)
            val cause = OneOfAKind("cause")
            failed.close(cause)
            val got = mutableListOf<Int>()
            errorOf<OneOfAKind> { for (element in failed.asAsyncIterable()) got += element } shouldBeSameInstanceAs cause
            got shouldBe listOf(1)
            val filler = Filler { target -> repeat(3) { target.send(it) } }
            createJava(JavaChannels.filledByKotlin(filler)).await() shouldBe listOf(0, 1, 2)
        }

        everywhere("BRIDGE-249 after steps that were cancelled an iterator goes on; none of its elements is doubled, each is got or undelivered") {
            // The race: the cancellation against the element, from the loop's thread and from another.
            for (place in places()) {
                val undelivered = Collections.synchronizedList(mutableListOf<Int>())
                val channel = Channel<Int>(onUndeliveredElement = { undelivered += it })
                val asked = Asyncio.runningLoop().createFuture<Any?>()
                val task = createJava(JavaChannels.stubborn(channel, asked))
                asked.await()
                coroutineScope {
                    launch(place) {
                        repeat(50) { channel.send(it) }
                        channel.close()
                    }
                    while (!task.done()) {
                        task.cancel()
                        repeat(3) { yieldNow() }
                        sleep(1.milliseconds)
                    }
                }
                (task.await() + undelivered).sorted() shouldBe List(50) { it }
            }
        }
    })

/** Where coroutines run: as a part of a task, and on other threads. */
private fun places(): List<CoroutineContext> = listOf(EmptyCoroutineContext, Dispatchers.IO)

private suspend fun until(condition: () -> Boolean) {
    while (!condition()) sleep(1.milliseconds)
}

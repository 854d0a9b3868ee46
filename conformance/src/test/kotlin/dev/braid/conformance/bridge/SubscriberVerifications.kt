package dev.braid.conformance.bridge

import dev.braid.EventLoop
import dev.braid.Task
import dev.braid.kotlin.aclose
import dev.braid.kotlin.anext
import dev.braid.kotlin.asAsyncGenerator
import dev.braid.kotlin.createTask
import dev.braid.kotlin.get
import dev.braid.sync.Queue
import java.util.concurrent.CompletableFuture
import java.util.concurrent.Flow
import java.util.concurrent.TimeUnit
import org.reactivestreams.tck.SubscriberWhiteboxVerification.SubscriberPuppet
import org.reactivestreams.tck.SubscriberWhiteboxVerification.WhiteboxSubscriberProbe
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification
import org.reactivestreams.tck.flow.FlowSubscriberWhiteboxVerification

/** What the TCK asks of subscribers, seen from outside: a task that takes all that comes. */
class SubscriberVerification(private val loop: EventLoop) : FlowSubscriberBlackboxVerification<Int>(environment()) {
    override fun createFlowSubscriber(): Flow.Subscriber<Int> = Consumer(loop).also { it.take(Int.MAX_VALUE) }.subscriber

    override fun createElement(element: Int): Int = element
}

/** The same, with a look inside: the TCK says when the task takes an element, and when it leaves. */
class SubscriberVerificationFromInside(private val loop: EventLoop) : FlowSubscriberWhiteboxVerification<Int>(environment()) {
    override fun createFlowSubscriber(probe: WhiteboxSubscriberProbe<Int>): Flow.Subscriber<Int> {
        val consumer = Consumer(loop)
        return object : Flow.Subscriber<Int> {
            override fun onSubscribe(subscription: Flow.Subscription) {
                consumer.subscriber.onSubscribe(subscription)
                probe.registerOnSubscribe(object : SubscriberPuppet {
                    override fun triggerRequest(elements: Long) = consumer.take(elements.toInt())

                    override fun signalCancel() = consumer.leave()
                })
            }

            override fun onNext(element: Int) {
                consumer.subscriber.onNext(element)
                probe.registerOnNext(element)
            }

            override fun onError(error: Throwable) {
                consumer.subscriber.onError(error)
                probe.registerOnError(error)
            }

            override fun onComplete() {
                consumer.subscriber.onComplete()
                probe.registerOnComplete()
            }
        }
    }

    override fun createElement(element: Int): Int = element
}

/** A task that takes elements of a publisher as it is told, and the subscriber that this makes of it. */
private class Consumer(private val loop: EventLoop) {
    private val subscribed = CompletableFuture<Flow.Subscriber<in Int>>()

    // How many elements to take. Touched on the loop, as the task is.
    private val orders = Queue<Int>()
    private lateinit var task: Task<*>

    init {
        loop.callSoonThreadsafe { task = loop.createTask { consume() } }
        take(1)
    }

    @Suppress("UNCHECKED_CAST")
    val subscriber = subscribed.get(20, TimeUnit.SECONDS) as Flow.Subscriber<Int>

    fun take(elements: Int) {
        loop.callSoonThreadsafe { orders.putNowait(elements) }
    }

    fun leave() {
        loop.callSoonThreadsafe { task.cancel() }
    }

    private suspend fun consume() {
        val elements = Flow.Publisher<Int> { subscribed.complete(it) }.asAsyncGenerator()
        try {
            while (true) {
                repeat(orders.get()) { elements.anext() }
            }
        } catch (ended: Exception) {
            // As the TCK has it.
        } finally {
            elements.aclose()
        }
    }
}

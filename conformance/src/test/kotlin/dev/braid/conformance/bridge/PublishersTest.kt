package dev.braid.conformance.bridge

import dev.braid.AsyncIterable
import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.StopAsyncIterationException
import dev.braid.kotlin.aclose
import dev.braid.kotlin.anext
import dev.braid.kotlin.asAsyncGenerator
import dev.braid.kotlin.asAsyncIterable
import dev.braid.kotlin.asPublisher
import dev.braid.kotlin.asyncGenerator
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.hasNext
import dev.braid.kotlin.next
import dev.braid.kotlin.sleep
import dev.braid.testing.VirtualTime
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.util.Collections
import java.util.concurrent.Flow
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

/** Elements of a loop as publishers, and publishers as elements for a loop. */
class PublishersTest :
    FunSpec({
        val published = StreamRules(PublisherVerification::class.java)
        published.names.forEach { rule -> test("BRIDGE-250 publisher, Reactive Streams: $rule") { published.check(rule) } }

        everywhere("BRIDGE-251 a publisher begins at the first request, is one element ahead, tells the end, and begins anew") {
            val events = mutableListOf<String>()
            val publisher = AsyncIterable { numbers(3, events).iterator() }.asPublisher(Asyncio.runningLoop())
            repeat(2) {
                val subscriber = RecordingSubscriber<Int>()
                publisher.subscribe(subscriber)
                sleep(9.milliseconds)
                events shouldBe emptyList()
                subscriber.subscription.request(1)
                sleep(9.milliseconds)
                subscriber.signals shouldBe listOf(0)
                events shouldBe listOf("makes 0", "makes 1")
                subscriber.subscription.request(2)
                sleep(9.milliseconds)
                subscriber.signals shouldBe listOf(0, 1, 2, "complete")
                events.clear()
            }
        }

        everywhere("BRIDGE-252 a subscriber that cancels, waiting or in the middle of an element, hears no more, and the source cleans up") {
            for (place in listOf(null, Dispatchers.IO)) {
                val events = Collections.synchronizedList(mutableListOf<String>())
                val waiting = RecordingSubscriber<Int>()
                val busy = object : RecordingSubscriber<Int>() {
                    override fun onNext(element: Int) {
                        super.onNext(element)
                        subscription.cancel()
                        subscription.request(5)
                    }
                }
                for (subscriber in listOf(waiting, busy)) {
                    events.clear()
                    numbers(9, events).asPublisher(Asyncio.runningLoop()).subscribe(subscriber)
                    subscriber.subscription.request(1)
                    while (subscriber.signals.isEmpty()) sleep(1.milliseconds)
                    if (place == null) subscriber.subscription.cancel() else withContext(place) { subscriber.subscription.cancel() }
                    while ("cleaned up" !in events) sleep(1.milliseconds)
                    sleep(9.milliseconds)
                    subscriber.signals shouldBe listOf(0)
                }
            }
            // Nothing is left of a subscription that never asked for anything.
            val silent = RecordingSubscriber<Int>()
            numbers(1, mutableListOf()).asPublisher(Asyncio.runningLoop()).subscribe(silent)
            silent.subscription.cancel()
            Asyncio.allTasks().size shouldBe 1
        }

        everywhere("BRIDGE-253 a subscriber gets the source's error, the same object, or what ended the task or the loop") {
            val loop = Asyncio.runningLoop()
            val error = OneOfAKind("source")
            val failing = asyncGenerator<Int> {
                yield(1)
                throw error
            }
            val nulls = asyncGenerator<Int?> { yield(null) }
            @Suppress("UNCHECKED_CAST")
            val subscribers = listOf(failing, nulls as dev.braid.AsyncGenerator<Int, Void?>).map { source ->
                RecordingSubscriber<Int>().also {
                    source.asPublisher(loop).subscribe(it)
                    it.subscription.request(9)
                }
            }
            sleep(1.milliseconds)
            subscribers[0].signals shouldBe listOf(1, error)
            (subscribers[1].signals.single() as NullPointerException).message shouldContain "map it to another value"

            val cancelled = RecordingSubscriber<Int>()
            numbers(9, mutableListOf()).asPublisher(loop).subscribe(cancelled)
            cancelled.subscription.request(1)
            sleep(5.milliseconds)
            Asyncio.allTasks().filter { it !== Asyncio.currentTask() }.forEach { it.cancel("enough") }
            sleep(9.milliseconds)
            (cancelled.signals.last() as CancelledError).message() shouldBe "enough"
        }

        test("BRIDGE-256 a subscriber of a loop that closes, or is closed, is told so") {
            val loop = VirtualTime.loops().newLoop()
            loop.setExceptionHandler { _, _ -> }
            val publisher = AsyncIterable { numbers(9, mutableListOf()).iterator() }.asPublisher(loop)
            val (waiting, late, latest) = List(3) { RecordingSubscriber<Int>() }
            publisher.subscribe(waiting)
            waiting.subscription.request(1)
            publisher.subscribe(late)
            loop.createTask {
                sleep(9.milliseconds)
                loop.stop()
            }
            loop.runForever()
            late.subscription.request(1)
            loop.close()
            publisher.subscribe(latest)
            waiting.signals.first() shouldBe 0
            for (subscriber in listOf(waiting, late, latest)) {
                (subscriber.signals.last() as IllegalStateException).message shouldContain "keep the loop open"
            }
        }

        everywhere("BRIDGE-254 a subscriber that throws has left, and the loop's exception handler is told") {
            val problems = mutableListOf<Throwable?>()
            Asyncio.runningLoop().setExceptionHandler { _, problem -> problems += problem.exception() }
            val events = mutableListOf<String>()
            val error = OneOfAKind("subscriber")
            val subscriber = object : RecordingSubscriber<Int>() {
                override fun onNext(element: Int) {
                    super.onNext(element)
                    throw error
                }
            }
            numbers(9, events).asPublisher(Asyncio.runningLoop()).subscribe(subscriber)
            subscriber.subscription.request(9)
            sleep(9.milliseconds)
            subscriber.signals shouldBe listOf(0)
            problems shouldBe listOf(error)
            events.last() shouldBe "cleaned up"
        }

        val outside = StreamRules(SubscriberVerification::class.java)
        outside.names.forEach { rule -> test("BRIDGE-255 subscriber, Reactive Streams: $rule") { outside.check(rule) } }

        val inside = StreamRules(SubscriberVerificationFromInside::class.java)
        inside.names.forEach { rule ->
            test("BRIDGE-255 subscriber from inside, Reactive Streams: $rule") { inside.check(rule) }
        }

        everywhere("BRIDGE-257 elements of a publisher are requested as they are asked for, or in batches ahead, and never too many taken") {
            val publisher = ManualPublisher<Int>()
            val elements = publisher.asAsyncGenerator()
            publisher.subscriptions shouldBe 0
            for (element in 1..3) {
                val step = Asyncio.runningLoop().createTask { elements.anext() }
                sleep(1.milliseconds)
                publisher.requests shouldBe List(element) { 1L }
                publisher.subscriber.onNext(element)
                step.await() shouldBe element
            }
            publisher.subscriber.onNext(4)
            errorOf<IllegalStateException> { elements.anext() }.message shouldContain "gives more than was requested"
            publisher.cancelled shouldBe true

            val batches = ManualPublisher<Int>()
            val ahead = batches.asAsyncGenerator(4)
            val first = Asyncio.runningLoop().createTask { ahead.anext() }
            sleep(1.milliseconds)
            repeat(4) { batches.subscriber.onNext(it) }
            first.await() shouldBe 0
            batches.requests shouldBe listOf(4L)
            ahead.anext() shouldBe 1
            batches.requests shouldBe listOf(4L, 2L)
            batches.subscriber.onComplete()
            ahead.anext() shouldBe 2
            ahead.anext() shouldBe 3
            errorOf<StopAsyncIterationException> { ahead.anext() }
            batches.cancelled shouldBe false
            shouldThrow<IllegalArgumentException> { batches.asAsyncGenerator(-1) }
        }

        everywhere("BRIDGE-258 leaving a publisher's elements cancels the subscription, and its error is that of the step") {
            val left = ManualPublisher<Int>()
            val generator = left.asAsyncGenerator()
            val step = Asyncio.runningLoop().createTask { generator.anext() }
            sleep(1.milliseconds)
            left.subscriber.onNext(1)
            step.await()
            generator.aclose()
            left.cancelled shouldBe true

            val waited = ManualPublisher<Int>()
            val waiting = Asyncio.runningLoop().createTask { for (element in waited.asAsyncIterable()) { } }
            sleep(1.seconds)
            waiting.cancel()
            errorOf<CancelledError> { waiting.await() }
            waited.cancelled shouldBe true
            waited.subscriber.onNext(1)
            waited.subscriber.onComplete()

            val late = mutableListOf<Flow.Subscriber<in Int>>()
            val never = Asyncio.runningLoop().createTask { for (element in Flow.Publisher<Int> { late += it }.asAsyncIterable()) { } }
            sleep(1.seconds)
            never.cancel()
            errorOf<CancelledError> { never.await() }
            val subscription = ManualPublisher<Int>()
            late.single().onSubscribe(subscription)
            subscription.cancelled shouldBe true

            val error = OneOfAKind("publisher")
            val failing = Flow.Publisher<Int> {
                it.onSubscribe(ManualPublisher<Int>())
                it.onError(error)
            }
            errorOf<OneOfAKind> { for (element in failing.asAsyncIterable()) { } } shouldBeSameInstanceAs error
        }

        everywhere("BRIDGE-259 Java publishes and consumes by the types of the JDK and of Braid alone, across threads") {
            // The race: signals of another thread against steps, request against request.
            createJava(JavaPublishers.thereAndBack()).await() shouldBe List(50) { it * 2 }
        }
    })

private fun numbers(count: Int, events: MutableList<String>) = asyncGenerator<Int> {
    try {
        repeat(count) {
            sleep(1.milliseconds)
            events += "makes $it"
            yield(it)
        }
    } finally {
        if (count == 9) {
            sleep(1.milliseconds)
            events += "cleaned up"
        }
    }
}

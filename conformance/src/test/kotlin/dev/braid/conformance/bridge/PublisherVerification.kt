package dev.braid.conformance.bridge

import dev.braid.AsyncIterable
import dev.braid.EventLoop
import dev.braid.kotlin.asPublisher
import dev.braid.kotlin.asyncGenerator
import dev.braid.kotlin.yieldNow
import java.util.concurrent.Flow
import org.reactivestreams.tck.TestEnvironment
import org.reactivestreams.tck.flow.FlowPublisherVerification

/** What the TCK asks of publishers: elements of a loop. */
class PublisherVerification(private val loop: EventLoop) : FlowPublisherVerification<Long>(environment()) {
    override fun createFlowPublisher(elements: Long): Flow.Publisher<Long> = AsyncIterable {
        asyncGenerator<Long> {
            for (element in 0 until elements) {
                if (element % 3 == 2L) yieldNow()
                yield(element)
            }
        }.iterator()
    }.asPublisher(loop)

    override fun createFailedFlowPublisher(): Flow.Publisher<Long> =
        AsyncIterable { asyncGenerator<Long> { yield(1) }.iterator() }.asPublisher(LoopThread().also { it.close() }.loop)
}

/**
 * Long waits where something has to come, short ones where nothing may. The TCK counts the time of all polls before at each
 * poll, so the more often it polls the sooner it gives up: 100 ms make it wait for 2 seconds and more.
 */
fun environment(): TestEnvironment = TestEnvironment(30_000, 50, 100)

package dev.braid.conformance.bridge

import java.util.Collections
import java.util.concurrent.Flow

/** Writes down what it is told, in words, and requests nothing by itself. */
open class RecordingSubscriber<T> : Flow.Subscriber<T> {
    val signals: MutableList<Any?> = Collections.synchronizedList(mutableListOf())

    lateinit var subscription: Flow.Subscription

    override fun onSubscribe(subscription: Flow.Subscription) {
        this.subscription = subscription
    }

    override fun onNext(element: T) {
        signals += element
    }

    override fun onError(error: Throwable) {
        signals += error
    }

    override fun onComplete() {
        signals += "complete"
    }
}

/** Counts what it is asked for, and gives what it is told to. */
class ManualPublisher<T : Any> : Flow.Publisher<T>, Flow.Subscription {
    lateinit var subscriber: Flow.Subscriber<in T>
    var subscriptions = 0

    val requests: MutableList<Long> = Collections.synchronizedList(mutableListOf())

    @Volatile
    var cancelled = false

    override fun subscribe(newcomer: Flow.Subscriber<in T>) {
        subscriptions++
        subscriber = newcomer
        newcomer.onSubscribe(this)
    }

    override fun request(n: Long) {
        requests += n
    }

    override fun cancel() {
        cancelled = true
    }
}

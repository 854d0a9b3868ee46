@file:JvmName("Channels")

package dev.braid.kotlin

import dev.braid.AsyncIterable
import dev.braid.internal.Viewed
import dev.braid.sync.Queue
import java.util.function.Supplier
import kotlinx.coroutines.channels.ReceiveChannel
import kotlinx.coroutines.channels.SendChannel

/**
 * This queue as Kotlin's [SendChannel], for code that knows nothing of Braid. Does not suspend. A view: what is sent
 * is in the queue at once, whose size is the channel's capacity. A queue has one channel, always the same object.
 *
 * | the queue | the channel |
 * |---|---|
 * | is full | `send` suspends, `trySend` fails |
 * | `shutdown` | is closed, for both sides; `invokeOnClose` is told |
 * | is shut down, items can still be taken | [close][SendChannel.close], whose cause the channel's users get |
 *
 * `send` suspends, and can be cancelled there, as [put]: in a body's main line with [dev.braid.CancelledError].
 * Coroutines of any loop, or none, may call it; a task of the queue's loop then puts the item, and a cancellation
 * that comes when the item is in the queue comes too late. The queue's loop is the one it is bound to, else the one
 * that this was called on.
 *
 * Only `close`, `invokeOnClose` and `isClosedForSend` may be called on any thread, `trySend` where the loop runs: a
 * queue belongs to its loop. There is no `onSend`, since a place in the queue cannot be taken and given back.
 *
 * From Java: `Channels.asSendChannel(queue)`.
 *
 * An extra of Braid; cases BRIDGE-240 to BRIDGE-247.
 *
 * @return the channel; its members throw [IllegalStateException] on the wrong thread, and
 *   [UnsupportedOperationException] where they are asked for a clause of `select`
 */
public fun <T> Queue<T>.asSendChannel(): SendChannel<T> = channel()

/**
 * This queue as Kotlin's [ReceiveChannel], for code that knows nothing of Braid. Does not suspend. A view, and the
 * same object as that of [asSendChannel], where it is said what may be called where.
 *
 * | the queue | the channel |
 * |---|---|
 * | is empty | `receive` suspends, `tryReceive` fails |
 * | `shutdown` | gives the items that are left, then is closed |
 * | is shut down at once, and its items are dropped | [cancel][ReceiveChannel.cancel], on any thread |
 *
 * An item that was taken is the receiver's, though its coroutine is cancelled before it goes on: none is lost. The
 * channel does not tell the queue that an item is done: who uses [join] calls `taskDone` for what is received.
 *
 * From Java: `Channels.asReceiveChannel(queue)`.
 *
 * An extra of Braid; cases BRIDGE-240 to BRIDGE-247.
 *
 * @return the channel; its members throw as those of [asSendChannel]
 */
public fun <T> Queue<T>.asReceiveChannel(): ReceiveChannel<T> = channel()

private fun <T> Queue<T>.channel(): QueueChannel<T> = Viewed.viewOf(this, Supplier { QueueChannel(this) })

/**
 * What comes out of this channel, for a `for` loop in a task of either language. Does not suspend; the steps of the
 * loop do, and can be cancelled there.
 *
 * ```
 * for (order in orders.asAsyncIterable()) handle(order)
 * ```
 *
 * All iterators share the channel's elements. A loop ends when the channel is closed, with the cause if there is one.
 * Leaving a loop does not cancel the channel. After a step that was cancelled the same iterator goes on; an element
 * that had just come for that step is lost, as Kotlin's `receive` has it, and goes to the channel's
 * `onUndeliveredElement`.
 *
 * From Java: `Channels.asAsyncIterable(channel)`.
 *
 * Source: Python 3.15, `async for`; cases BRIDGE-248, BRIDGE-249.
 *
 * @return the elements; a step throws [IllegalStateException] if the caller belongs to no loop
 */
public fun <T> ReceiveChannel<T>.asAsyncIterable(): AsyncIterable<T> = AsyncIterable { ChannelElements(this) }

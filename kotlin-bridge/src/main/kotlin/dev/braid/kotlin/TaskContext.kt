package dev.braid.kotlin

import dev.braid.Context
import dev.braid.internal.ContextSupport
import dev.braid.internal.EventLoopImpl
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.CopyableThreadContextElement
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.ExperimentalCoroutinesApi

/**
 * Lets code that a task's coroutine runs on other threads see the task's context variables: `ContextVar.get()` inside
 * `withContext(Dispatchers.IO)` gives what it gives outside.
 *
 * What such code sees is a copy, as `asyncio.to_thread` makes one: a task's own [Context] belongs to its loop, and two
 * coroutines of one task may be away at once. It is made when a main line goes elsewhere and when a coroutine is
 * launched, and else when one that has run on the loop arrives elsewhere. What such code sets it sees until it is back,
 * and so do the coroutines it launches there; the task does not.
 *
 * On the loop the task's context is current anyway, unless the coroutine passes the dispatcher by. A main line has none of
 * these: a context that is derived from the body's gets one.
 *
 * Used by one coroutine at a time, on the thread where that runs.
 */
@OptIn(ExperimentalCoroutinesApi::class, DelicateCoroutinesApi::class)
internal class TaskContext(
    private val loop: EventLoopImpl,
    // What is current on the loop.
    private val source: Context,
    // What is current elsewhere; null once the coroutine has run on the loop.
    private var away: Context?,
) : CopyableThreadContextElement<Context?> {

    override val key: CoroutineContext.Key<*> get() = Key

    override fun updateThreadContext(context: CoroutineContext): Context? {
        if (!loop.runsHere()) return change(away ?: source.copy().also { away = it })
        away = null
        // Past the dispatcher, as on Dispatchers.Unconfined, it runs in what has resumed it: another task, or a callback.
        val task = context[KotlinSide]?.taskIfNotCurrent() ?: return null
        return change(task.context())
    }

    private fun change(current: Context): Context? {
        val carrier = ContextSupport.carrier()
        return carrier.context().also { carrier.context(current) }
    }

    override fun restoreThreadContext(context: CoroutineContext, oldState: Context?) {
        if (oldState != null) ContextSupport.carrier().context(oldState)
    }

    /** A coroutine is launched, from the loop or from elsewhere: it has the variables of that moment. */
    override fun copyForChild(): TaskContext =
        TaskContext(loop, source, if (loop.runsHere()) source.copy() else away?.copy())

    override fun mergeForChild(overwritingElement: CoroutineContext.Element): CoroutineContext = overwritingElement

    companion object Key : CoroutineContext.Key<TaskContext>
}

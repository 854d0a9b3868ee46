package dev.braid.kotlin

import dev.braid.LoopFactory
import dev.braid.spi.Engine
import kotlinx.coroutines.CoroutineDispatcher

/**
 * Loops that run on this dispatcher: `Runner.builder().loopFactory(dispatcher.asLoopFactory())`.
 *
 * Each iteration of a loop is one dispatch. The dispatcher may have any number of threads; a loop's iterations never
 * overlap. Calling `run` from the dispatcher's only thread would wait for itself: call it from another.
 *
 * A dispatcher that does not dispatch, such as `Dispatchers.Unconfined`, or one that is closed, fails the loop's `run`
 * with [IllegalStateException].
 *
 * Source: Python 3.15, `asyncio.Runner(loop_factory=)`; cases RUNNER-08, RUNNER-10, and BRIDGE-119 to BRIDGE-123.
 */
public fun CoroutineDispatcher.asLoopFactory(): LoopFactory = LoopFactory { Engine.newLoop(DispatcherHost(this)) }

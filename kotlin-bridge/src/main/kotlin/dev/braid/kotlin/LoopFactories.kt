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
 * Source: Python 3.15, `asyncio.Runner(loop_factory=)`.
 */
public fun CoroutineDispatcher.asLoopFactory(): LoopFactory = LoopFactory { Engine.newLoop(DispatcherHost(this)) }

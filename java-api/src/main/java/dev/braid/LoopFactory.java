package dev.braid;

import dev.braid.spi.Engine;

/**
 * Makes event loops, and thereby decides what they run on. {@code kotlin-bridge} turns any coroutine dispatcher into
 * one; {@code dev.braid.testing.VirtualTime} makes loops whose time jumps.
 *
 * @see "Python 3.15, asyncio.Runner(loop_factory=); cases RUNNER-08, RUNNER-10, LOOP-05"
 */
@FunctionalInterface
public interface LoopFactory {

    /**
     * Makes loops of the default kind: they run on the thread that runs them, in real time. Needs {@code kotlin-bridge}
     * on the class path, else {@link #newLoop()} throws {@link IllegalStateException} and tells what to add.
     *
     * @see "Python 3.15, asyncio.EventLoop; case LOOP-61"
     */
    LoopFactory DEFAULT = () -> Engine.newLoop(Engine.callerThreadHost());

    /**
     * Makes a new loop, open and not running. Called on the thread that needs it; what it throws is thrown there.
     *
     * @return the loop, never null, and none that somebody has already
     */
    EventLoop newLoop();
}

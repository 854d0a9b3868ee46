package dev.braid;

/**
 * Makes event loops, and thereby decides what they run on. {@code kotlin-bridge} turns any coroutine dispatcher into
 * one; {@code dev.braid.testing.VirtualTime} makes loops whose time jumps.
 *
 * @see "Python 3.15, asyncio.Runner(loop_factory=); cases RUNNER-08, RUNNER-10"
 */
@FunctionalInterface
public interface LoopFactory {

    /** Makes a new loop, open and not running. */
    EventLoop newLoop();
}

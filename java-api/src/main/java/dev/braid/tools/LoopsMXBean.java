package dev.braid.tools;

/**
 * The event loops of a JVM and their tasks, as text, for JMX clients. A program does not register it: {@code ps} and
 * {@code pstree} of {@link Main} do when they first look into the JVM, and then JConsole sees it as well.
 *
 * @see "Python 3.15, python -m asyncio ps, pstree; case CALLGRAPH-23"
 */
public interface LoopsMXBean {

    /**
     * All unfinished tasks, one line each. A loop that a step blocks is read nevertheless, and a note says so.
     *
     * @return the table
     * @throws java.util.ConcurrentModificationException if a loop did not answer, and changed while it was read
     */
    String ps();

    /**
     * All unfinished tasks, each below those that wait for it.
     *
     * @return the trees
     * @throws IllegalStateException if tasks wait for each other in a circle; the message names them
     * @throws java.util.ConcurrentModificationException if a loop did not answer, and changed while it was read
     */
    String pstree();
}

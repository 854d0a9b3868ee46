package dev.braid.tools;

import dev.braid.internal.LoopTexts;

/**
 * {@link LoopsMXBean} for this JVM.
 *
 * @see "Python 3.15, python -m asyncio ps, pstree; case CALLGRAPH-23"
 */
public final class Loops implements LoopsMXBean {

    /** The domain of the bean's JMX name. */
    public static final String DOMAIN = "dev.braid";

    /** Made by JMX. */
    public Loops() {}

    @Override
    public String ps() {
        return LoopTexts.table();
    }

    @Override
    public String pstree() {
        return LoopTexts.tree();
    }
}

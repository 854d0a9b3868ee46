package dev.braid.internal;

/** What {@code dev.braid.tools} shows of this JVM. */
public final class LoopTexts {

    private LoopTexts() {}

    /** The table of all tasks. */
    public static String table() {
        return TaskTable.of(LoopView.all());
    }

    /** The trees of all tasks. */
    public static String tree() {
        return TaskTree.of(LoopView.all());
    }
}

package dev.braid.conformance.harness;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.Task;

/** What a hanging case looks like: its loops with their tasks, and the platform threads. */
final class Dump {

    private Dump() {}

    static String of(String title, CaseLoops loops) {
        StringBuilder text = new StringBuilder(title).append('\n');
        for (EventLoop loop : loops.open()) {
            text.append('\n').append(loop).append(", ").append(loops.hostOf(loop)).append('\n');
            appendTasks(text, loop);
        }
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (thread == Thread.currentThread() || thread.getThreadGroup() == null || isOfTheJvm(thread)) {
                return;
            }
            text.append("\n\"").append(thread.getName()).append("\" ").append(thread.getState()).append('\n');
            append(text, stack);
        });
        return text.toString();
    }

    // Read while the loop may run: a task list that changes meanwhile is shown as far as it could be read.
    private static void appendTasks(StringBuilder text, EventLoop loop) {
        try {
            for (Task<?> task : Asyncio.allTasks(loop)) {
                text.append("  ").append(task).append('\n');
                append(text, task.stack().toArray(new StackTraceElement[0]));
            }
        } catch (RuntimeException changing) {
            text.append("  (tasks: ").append(changing).append(")\n");
        }
    }

    private static boolean isOfTheJvm(Thread thread) {
        return thread.getThreadGroup().getParent() == null;
    }

    // Below the harness there is only what every case has there.
    private static void append(StringBuilder text, StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (frame.getClassName().startsWith(CaseInvocation.class.getName())) {
                return;
            }
            text.append("    at ").append(frame).append('\n');
        }
    }
}

package dev.braid.internal;

import java.lang.management.ManagementFactory;
import java.util.List;

/** Whether this JVM was started so that a debugger can step through it. */
final class Debuggers {

    private Debuggers() {}

    /** Whether the debugger's agent is loaded, whether or not somebody has attached. Asks the JVM, which takes time. */
    static boolean canAttach() {
        try {
            return isAgentAmong(ManagementFactory.getRuntimeMXBean().getInputArguments());
        } catch (LinkageError withoutJavaManagement) {
            return false;
        }
    }

    static boolean isAgentAmong(List<String> jvmArguments) {
        return jvmArguments.stream().anyMatch(argument ->
                argument.startsWith("-agentlib:jdwp") || argument.startsWith("-Xrunjdwp"));
    }
}

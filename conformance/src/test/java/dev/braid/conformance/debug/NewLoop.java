package dev.braid.conformance.debug;

import dev.braid.spi.Engine;
import dev.braid.testing.VirtualTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Whether a new loop is in debug mode, asked of a JVM of its own: an environment cannot be changed from inside. */
final class NewLoop {

    // By the value of BRAID_DEBUG. The same on every combination, so asked once.
    private static final Map<String, Boolean> ANSWERS = new ConcurrentHashMap<>();

    private NewLoop() {}

    /** The other JVM's program. */
    public static void main(String[] arguments) {
        System.out.print(isDebug());
    }

    /** In this JVM. */
    static boolean isDebug() {
        var loop = Engine.newLoop(VirtualTime.host());
        loop.close();
        return loop.debug();
    }

    /** In a JVM with this variable in its environment. */
    static boolean isDebugWith(String variable) {
        return ANSWERS.computeIfAbsent(variable, NewLoop::ask);
    }

    private static boolean ask(String variable) {
        ProcessBuilder jvm = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), NewLoop.class.getName());
        jvm.environment().put("BRAID_DEBUG", variable);
        jvm.redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            Process process = jvm.start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("the other JVM ended with " + process.exitValue());
            }
            return Boolean.parseBoolean(answer);
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError("the other JVM could not be asked", failed);
        }
    }
}

package dev.braid.conformance.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.Asyncio;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A JVM with a debugger's agent takes strands that the debugger can follow, though others would be faster. */
class DebuggerTest {

    /** The other JVM's program: tells what the body runs on. */
    public static void main(String[] arguments) {
        Asyncio.run(() -> System.out.print(kindOf(Thread.currentThread().toString())));
    }

    private static String kindOf(String thread) {
        if (!thread.startsWith("VirtualThread[")) {
            return "platform";
        }
        return thread.contains("@ForkJoinPool") ? "virtual" : "mounted";
    }

    @Test
    void strandsAreNotMountedWhereADebuggerCanAttach() throws IOException, InterruptedException {
        String agent = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:0";
        assertEquals(Runtime.version().feature() < 21 ? "platform" : "virtual", kindWith(agent));
    }

    @Test
    void theyAreMountedWithoutOneWhereTheJdkCan() throws IOException, InterruptedException {
        int jdk = Runtime.version().feature();
        assertEquals(jdk < 21 ? "platform" : jdk < 24 ? "virtual" : "mounted", kindWith("-Dsome.other=argument"));
    }

    private static String kindWith(String argument) throws IOException, InterruptedException {
        ProcessBuilder jvm = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), argument,
                "--add-opens", "java.base/java.lang=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), DebuggerTest.class.getName());
        jvm.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = jvm.start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), "the other JVM's exit");
        return answer;
    }
}

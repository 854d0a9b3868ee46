package dev.braid.conformance.runner;

import dev.braid.Asyncio;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.CaseBug;
import dev.braid.conformance.harness.Sigint;
import dev.braid.conformance.harness.Trace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A runner in a JVM that keeps its signals to itself, as {@code java -Xrs} does. */
class RunnerWithoutSignalsTest {

    // What the other JVM said. It is the same for all kinds of strands and hosts, and takes its time.
    private static @Nullable List<String> said;

    @Case(value = "RUNNER-42", plain = true)
    void aPlatformThatRefusesTheHandlerIsNoObstacle(Trace t) throws Exception {
        List<String> lines = saidByAJvmWithoutSignals();
        t.log("returned", lines.get(0));
        t.log("was refused", Boolean.valueOf(lines.get(1)));
    }

    private static synchronized List<String> saidByAJvmWithoutSignals() throws IOException, InterruptedException {
        if (said == null) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xrs",
                            "-Dbraid.strands=platform", "-cp",
                            System.getProperty("java.class.path"), Program.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var output = process.getInputStream()) {
                said = new String(output.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            }
            process.waitFor();
        }
        return said;
    }

    /** Runs in the other JVM: on its main thread, where a runner wants to install its handler. */
    static final class Program {

        public static void main(String[] arguments) {
            String value = Asyncio.run(() -> {
                Asyncio.yieldNow();
                return "value";
            });
            System.out.println(value);
            System.out.println(isRefused());
        }

        private static boolean isRefused() {
            try {
                Sigint.current();
                return false;
            } catch (CaseBug refused) {
                return true;
            }
        }
    }
}

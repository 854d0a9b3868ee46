package dev.braid.conformance.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** The committed traces, of cases and of random programs, are what the interpreters on this machine say, if any. */
class OracleLiveTest {

    private static final int NO_INTERPRETER = 3;
    private static final long MOST_MINUTES = 20;

    @Test
    void interpretersGiveTheCommittedTraces() throws IOException, InterruptedException {
        check("record.py");
    }

    @Test
    void interpretersDoTheSameInRandomPrograms() throws IOException, InterruptedException {
        check("random_programs.py");
    }

    private static void check(String script) throws IOException, InterruptedException {
        Path oracle = ConformanceFiles.folder().resolve("oracle");
        Path told = Files.createTempFile("oracle", ".txt");
        try {
            Process process = new ProcessBuilder(python(), script, "--check")
                    .directory(oracle.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(told.toFile())
                    .start();
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            int code = process.waitFor();
            String text = Files.readString(told);
            if (code == NO_INTERPRETER) {
                throw notCompared(text.strip());
            }
            assertEquals(0, code, script + " --check\n" + text);
            System.out.println(text.strip());
        } finally {
            Files.delete(told);
        }
    }

    private static String python() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of("python3", "python")
                .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> notCompared("no python3 on the path"));
    }

    private static TestAbortedException notCompared(String why) {
        String text = "THE TRACES WERE NOT COMPARED WITH PYTHON: " + why;
        System.err.println(text);
        return new TestAbortedException(text);
    }
}

package dev.braid.conformance.programs;

import dev.braid.conformance.harness.CaseRun;
import dev.braid.conformance.harness.Combination;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;

/** Random programs do in Java what they do in CPython. */
final class ProgramsTest {

    private static final List<Program> PROGRAMS = Program.all();

    static Stream<Arguments> programs() {
        return Combination.chosen().stream().flatMap(on -> PROGRAMS.stream().map(program -> Arguments.of(program, on)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("programs")
    void aRandomProgramDoesWhatItDoesInPython(Program program, Combination on) throws Throwable {
        CaseRun run = CaseRun.comparedWith(program.section(), on);
        ProgramRun programRun = new ProgramRun(run.trace(), program);
        try {
            run.run(programRun::main);
        } catch (Throwable failure) {
            throw new AssertionFailedError(failure.getMessage() + "\n" + program.text(), failure.getCause());
        } finally {
            programRun.forget();
        }
    }
}

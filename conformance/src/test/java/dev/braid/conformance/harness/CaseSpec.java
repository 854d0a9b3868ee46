package dev.braid.conformance.harness;

import java.lang.reflect.AnnotatedElement;
import org.jspecify.annotations.Nullable;

/**
 * How a case is to be run.
 *
 * @param id the row
 * @param plain outside any loop
 * @param threads threads that the harness cannot know of may wake the loop
 * @param signals on the JVM's first thread
 * @param leavesLoopOpen why a loop may be left open; empty if none may
 * @param noOracle why there is no Python twin; null if there is one
 */
public record CaseSpec(
        String id, boolean plain, boolean threads, boolean signals, String leavesLoopOpen, @Nullable String noOracle) {

    /** An ordinary case, run as a main task and compared with the oracle. */
    public static CaseSpec of(String id) {
        return new CaseSpec(id, false, false, false, "", null);
    }

    static CaseSpec of(AnnotatedElement method) {
        Case annotation = method.getAnnotation(Case.class);
        NoOracle noOracle = method.getAnnotation(NoOracle.class);
        return new CaseSpec(annotation.value(), annotation.plain(), annotation.threads(), annotation.signals(),
                annotation.leavesLoopOpen(), noOracle == null ? null : noOracle.value());
    }
}

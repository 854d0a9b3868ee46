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

    /** What a method says of itself by {@link Case} or {@link KotlinCase}. */
    public static CaseSpec of(AnnotatedElement method) {
        NoOracle noOracle = method.getAnnotation(NoOracle.class);
        String reason = noOracle == null ? null : noOracle.value();
        KotlinCase kotlin = method.getAnnotation(KotlinCase.class);
        if (kotlin != null) {
            return new CaseSpec(kotlin.value(), kotlin.plain(), kotlin.threads(), kotlin.signals(),
                    kotlin.leavesLoopOpen(), reason);
        }
        Case java = method.getAnnotation(Case.class);
        return new CaseSpec(
                java.value(), java.plain(), java.threads(), java.signals(), java.leavesLoopOpen(), reason);
    }
}

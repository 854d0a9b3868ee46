package dev.braid.conformance.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A program that shows one row of the catalogue. It logs into the {@link Trace} it is given, runs once on each kind of
 * strand and each host, and has to give the trace that its Python twin in {@code conformance/oracle/cases} gave.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(CaseExtension.class)
public @interface Case {

    /** The row, such as {@code "TASKGROUP-12"}. */
    String value();

    /** Runs the program outside any loop, instead of as the main task of a runner. */
    boolean plain() default false;

    /** Lets threads wake the loop that the harness cannot know of: all but those of t.thread and runInExecutor. */
    boolean threads() default false;

    /** Runs the program on the JVM's first thread, the only one that gets Ctrl-C: for cases that press it. */
    boolean signals() default false;

    /** Why a loop that the program made may still be open when it has ended; empty if none may. */
    String leavesLoopOpen() default "";
}

package dev.braid.conformance.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A {@link Case} in Kotlin: a function of a {@code KotlinCases} class. It may suspend, logs into the {@code Trace} it is
 * given, runs on each host, and has to give the very trace that the row's Java twin has to give.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface KotlinCase {

    /** The row, such as {@code "TASKGROUP-12"}. */
    String value();

    /** Like {@link Case#plain}; such a function does not suspend. */
    boolean plain() default false;

    /** Like {@link Case#threads}. */
    boolean threads() default false;

    /** Like {@link Case#signals}. */
    boolean signals() default false;

    /** Like {@link Case#leavesLoopOpen}. */
    String leavesLoopOpen() default "";
}

package dev.braid.conformance.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of what asyncio does not have, and so no row of the catalogue states. It runs as a {@link Case} does, once on
 * each kind of strand and each host, in virtual time and under the watchdog, but asserts on its own.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(EverywhereExtension.class)
public @interface Everywhere {

    /** Runs the test outside any loop, instead of as the main task of a runner. */
    boolean plain() default false;

    /** Lets threads wake the loop that the harness cannot know of: all but those of t.thread and runInExecutor. */
    boolean threads() default false;
}

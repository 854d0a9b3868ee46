package dev.braid.conformance.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A {@link Case} that no Python program can show. It asserts on its own, and its trace is compared with nothing. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface NoOracle {

    /** Why there is no Python twin. */
    String value();
}

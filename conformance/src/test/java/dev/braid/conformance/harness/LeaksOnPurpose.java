package dev.braid.conformance.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A class of tests that must leave something behind. The value tells what, and why. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface LeaksOnPurpose {
    String value();
}

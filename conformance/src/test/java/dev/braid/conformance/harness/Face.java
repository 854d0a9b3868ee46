package dev.braid.conformance.harness;

/** The language that a case is written in. */
public enum Face {
    JAVA,
    KOTLIN
}

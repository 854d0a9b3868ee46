package dev.braid.conformance.harness;

import java.lang.annotation.Annotation;

/** The language that a case is written in. */
public enum Face {
    JAVA(Case.class),
    KOTLIN(KotlinCase.class);

    private final Class<? extends Annotation> annotation;

    Face(Class<? extends Annotation> annotation) {
        this.annotation = annotation;
    }

    /** What marks a case. */
    Class<? extends Annotation> annotation() {
        return annotation;
    }
}

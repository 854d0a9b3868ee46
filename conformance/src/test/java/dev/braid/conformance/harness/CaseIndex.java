package dev.braid.conformance.harness;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** The cases that are on the class path. */
final class CaseIndex {

    private static final String PACKAGE = "dev.braid.conformance";

    // The harness's own tests have cases that are meant to fail.
    private static final String HARNESS = PACKAGE + ".harness.";

    private CaseIndex() {}

    /** A case and where it is. */
    record Found(CaseSpec spec, String place) {}

    static List<Found> load(Face face) {
        List<Found> found = new ArrayList<>();
        for (Class<?> type : ReflectionSupport.findAllClassesInPackage(PACKAGE, CaseIndex::mayHaveCases, name -> true)) {
            found.addAll(of(type, face.annotation()));
        }
        return found;
    }

    private static boolean mayHaveCases(Class<?> type) {
        return !type.getName().startsWith(HARNESS);
    }

    private static List<Found> of(Class<?> type, Class<? extends Annotation> annotation) {
        List<Found> found = new ArrayList<>();
        for (Method method : AnnotationSupport.findAnnotatedMethods(type, annotation, HierarchyTraversalMode.TOP_DOWN)) {
            found.add(new Found(CaseSpec.of(method), type.getSimpleName() + "." + method.getName()));
        }
        return found;
    }
}

package dev.braid.conformance.harness;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a class of tests that leaves something behind. JUnit finds it as a service.
 *
 * <p>For the class as a whole, since garbage is collected for it; the loops and threads of a case are looked at when it
 * has run, see {@link CaseRun}.
 */
public final class LeakExtension implements BeforeAllCallback, AfterAllCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(LeakExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        if (isChecked(context)) {
            context.getStore(NAMESPACE).put(Leaks.class, Leaks.before());
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        if (isChecked(context)) {
            context.getStore(NAMESPACE).get(Leaks.class, Leaks.class).checkNothingIsLeft();
        }
    }

    private static boolean isChecked(ExtensionContext context) {
        Class<?> tests = context.getRequiredTestClass();
        return tests.getEnclosingClass() == null && !tests.isAnnotationPresent(LeaksOnPurpose.class);
    }
}

package dev.braid.conformance.harness;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Runs a test's method as a case, on one combination. */
final class CaseInvocation implements ParameterResolver, InvocationInterceptor {

    /** Is told how the test ended. */
    interface Ended {
        /** @param failure null if it passed */
        void with(Throwable failure);
    }

    private final CaseRun run;
    private final Ended ended;

    CaseInvocation(CaseSpec spec, Combination on, Ended ended) {
        this.run = new CaseRun(spec, on);
        this.ended = ended;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Trace.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return run.trace();
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        // Called here and not by JUnit, whose frames have no place in the stacks that a case may look at.
        invocation.skip();
        Method program = method.getExecutable();
        program.setAccessible(true);
        Object test = method.getTarget().orElseThrow();
        try {
            run.run(() -> invoke(program, test, method.getArguments()));
        } catch (Throwable failure) {
            ended.with(failure);
            throw failure;
        }
        ended.with(null);
    }

    private static void invoke(Method program, Object test, List<Object> arguments) throws Throwable {
        try {
            program.invoke(test, arguments.toArray());
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}

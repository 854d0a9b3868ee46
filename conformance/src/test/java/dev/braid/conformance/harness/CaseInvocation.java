package dev.braid.conformance.harness;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Runs a case's method on one combination, and keeps the result for the report. */
final class CaseInvocation implements ParameterResolver, InvocationInterceptor {

    private final CaseSpec spec;
    private final Combination on;
    private final CaseRun run;

    CaseInvocation(CaseSpec spec, Combination on) {
        this.spec = spec;
        this.on = on;
        this.run = new CaseRun(spec, on);
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
            Results.add(Face.JAVA, spec.id(), on, failure);
            throw failure;
        }
        Results.add(Face.JAVA, spec.id(), on, null);
    }

    private static void invoke(Method program, Object test, List<Object> arguments) throws Throwable {
        try {
            program.invoke(test, arguments.toArray());
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}

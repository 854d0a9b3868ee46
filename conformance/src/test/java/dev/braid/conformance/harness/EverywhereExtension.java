package dev.braid.conformance.harness;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs a test that is marked with {@link Everywhere} once on each combination. */
final class EverywhereExtension implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Method test = context.getRequiredTestMethod();
        Everywhere annotation = test.getAnnotation(Everywhere.class);
        CaseSpec spec = new CaseSpec(test.getName(), annotation.plain(), annotation.threads(), false, "",
                "not in asyncio");
        return Combination.chosen().stream().map(on -> new OnOne(spec, on));
    }

    private record OnOne(CaseSpec spec, Combination on) implements TestTemplateInvocationContext {

        @Override
        public String getDisplayName(int number) {
            return spec.id() + " on " + on;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new OneRun(new CaseRun(spec, on)));
        }
    }

    private record OneRun(CaseRun run) implements ParameterResolver, InvocationInterceptor {

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
            invocation.skip();
            Method program = method.getExecutable();
            program.setAccessible(true);
            Object test = method.getTarget().orElseThrow();
            run.run(() -> {
                try {
                    program.invoke(test, method.getArguments().toArray());
                } catch (InvocationTargetException thrown) {
                    throw thrown.getCause();
                }
            });
        }
    }
}

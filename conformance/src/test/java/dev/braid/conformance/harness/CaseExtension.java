package dev.braid.conformance.harness;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs a {@link Case} once on each combination. */
final class CaseExtension implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        CaseSpec spec = CaseSpec.of(context.getRequiredTestMethod());
        return Combination.chosen().stream().map(on -> new Invocation(spec, on));
    }

    private record Invocation(CaseSpec spec, Combination on) implements TestTemplateInvocationContext {

        @Override
        public String getDisplayName(int number) {
            return spec.id() + " on " + on;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new CaseInvocation(spec, on));
        }
    }
}

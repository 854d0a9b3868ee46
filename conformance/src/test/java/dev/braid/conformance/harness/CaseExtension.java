package dev.braid.conformance.harness;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs a {@link Case} once on each combination, and keeps the results for the report. */
final class CaseExtension implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        CaseSpec spec = CaseSpec.of(context.getRequiredTestMethod());
        return Combination.chosen().stream().map(on -> new OnOneCombination(
                spec, on, failure -> Results.add(Face.JAVA, spec.id(), on, failure)));
    }
}

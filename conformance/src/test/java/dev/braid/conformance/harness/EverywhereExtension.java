package dev.braid.conformance.harness;

import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
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
        // No row of the catalogue's: the report does not have it.
        return Combination.chosen().stream().map(on -> new OnOneCombination(spec, on, failure -> {}));
    }
}

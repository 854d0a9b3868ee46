package dev.braid.conformance.harness;

import java.util.List;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/**
 * One run of a test that runs on each combination.
 *
 * @param ended is told how it ended
 */
record OnOneCombination(CaseSpec spec, Combination on, CaseInvocation.Ended ended) implements TestTemplateInvocationContext {

    @Override
    public String getDisplayName(int number) {
        return spec.id() + " on " + on;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(new CaseInvocation(spec, on, ended));
    }
}

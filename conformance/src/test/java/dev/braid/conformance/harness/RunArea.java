package dev.braid.conformance.harness;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.AssertionFailedError;

/** Runs the tests of one package, or only some of its cases: what {@code conformance/try} starts. */
final class RunArea implements TestExecutionListener {

    /** The rows whose Kotlin cases are to run, with commas between them; empty for all. */
    static final String ONLY_IDS = "braid.conformance.ids";

    // Everything that ran, and what failed by what was wrong, each with the runs it was wrong in.
    private int ran;
    private final Map<String, List<String>> failures = new LinkedHashMap<>();

    private RunArea() {}

    /** Arguments: the package below dev.braid.conformance, then ids, none for all. */
    public static void main(String[] arguments) {
        Set<String> ids = new TreeSet<>(List.of(arguments).subList(1, arguments.length));
        System.setProperty(ONLY_IDS, String.join(",", ids));
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(classesOf("dev.braid.conformance." + arguments[0]))
                .filters((PostDiscoveryFilter) test -> FilterResult.includedIf(ids.isEmpty() || isOneOf(ids, test)))
                .build();
        RunArea run = new RunArea();
        long start = System.nanoTime();
        LauncherFactory.create(LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build())
                .execute(request, run);
        run.print((System.nanoTime() - start) / 1_000_000);
        System.out.flush();
        // Not exit(): what cases left unretrieved on purpose would be reported now.
        Runtime.getRuntime().halt(run.ran > 0 && run.failures.isEmpty() ? 0 : 1);
    }

    // One by one: Kotest looks for classes where JUnit does not.
    private static List<DiscoverySelector> classesOf(String packageName) {
        return ReflectionSupport.findAllClassesInPackage(packageName, type -> true, name -> name.endsWith("Test")).stream()
                .map(type -> (DiscoverySelector) selectClass(type))
                .toList();
    }

    private static boolean isOneOf(Set<String> ids, TestDescriptor test) {
        // Kotest's tests are not known before they run: they look at ONLY_IDS themselves.
        return !test.getUniqueId().getEngineId().equals(Optional.of("junit-jupiter")) || test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getJavaMethod().getAnnotation(Case.class))
                .filter(annotation -> ids.contains(annotation.value()))
                .isPresent();
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            ran++;
        }
        result.getThrowable().ifPresent(failure -> failures
                .computeIfAbsent(text(failure), unseen -> new ArrayList<>()).add(test.getDisplayName()));
    }

    // Without the name of the combination, so that the same failure elsewhere is shown once.
    private static String text(Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        for (Combination on : Combination.all()) {
            text = text.replace(" on " + on, "");
        }
        if (failure instanceof AssertionFailedError && failure.getCause() == null) {
            return text;
        }
        Throwable shown = failure.getCause() == null ? failure : failure.getCause();
        StringBuilder all = new StringBuilder(shown == failure ? "" : text + "\n").append(shown);
        for (StackTraceElement frame : shown.getStackTrace()) {
            if (frame.getClassName().startsWith(CaseInvocation.class.getName())
                    || frame.getClassName().startsWith("dev.braid.conformance.kotlin.harness.")) {
                break;
            }
            all.append("\n        at ").append(frame);
        }
        return all.toString();
    }

    private void print(long millis) {
        failures.forEach((text, where) -> {
            Collections.sort(where);
            System.out.println("FAILED " + String.join("\n       ", where) + "\n" + text + "\n");
        });
        int failed = failures.values().stream().mapToInt(List::size).sum();
        System.out.println(ran + " runs, " + failed + " failed, " + millis + " ms");
    }
}

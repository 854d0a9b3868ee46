package dev.braid.conformance.exceptiongroup;

import com.sun.source.util.JavacTask;
import dev.braid.ExceptHandling;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** What the compiler does not let pass in a clause. */
class ExceptSyntaxTest {

    /** An ordinary clause among the others would be one that takes the exception itself, not a group. */
    @Case(value = "EXCGROUP-40", plain = true)
    void whatLeavesAClauseTheBackWayIsRejectedBeforehand(Trace t) throws Exception {
        String several = ".on(IllegalArgumentException.class, e -> { %s }).on(ClassCastException.class, e -> {})";
        String mixed = ".on(IllegalArgumentException.class, e -> { %s }).on(ClassCastException.class,"
                + " (ClassCastException e) -> {})";
        t.log("accepted", isAccepted(clause("use(0);")));
        t.log("break", isAccepted(clause("break;")));
        t.log("continue", isAccepted(clause("continue;")));
        t.log("return a value", isAccepted(clause("return 0;")));
        t.log("several", isAccepted(clause("use(0);", several)));
        t.log("mixed", isAccepted(clause("use(0);", mixed)));
        t.log("a loop of its own", isAccepted(clause("for (int m = 0; m < 3; m++) { break; }")));
    }

    private static String clause(String body) {
        return clause(body, ".on(IllegalArgumentException.class, e -> { %s })");
    }

    private static String clause(String body, String clauses) {
        return """
                class Program {
                    static int f() {
                        for (int n = 0; n < 3; n++) {
                            try { use(n); } catch (Exception failure) {
                                dev.braid.ExceptHandling.of(failure)%s.orThrow();
                            }
                        }
                        return 0;
                    }
                    static void use(int n) {}
                }
                """.formatted(clauses.formatted(body));
    }

    private static boolean isAccepted(String program) throws IOException, URISyntaxException {
        var source = new SimpleJavaFileObject(URI.create("string:///Program.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return program;
            }
        };
        Path braid = Path.of(ExceptHandling.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> options = List.of(
                "-proc:none", "-cp", braid + File.pathSeparator + System.getProperty("java.class.path"));
        var problems = new DiagnosticCollector<JavaFileObject>();
        var compiler = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, problems, options, null, List.of(source));
        compiler.analyze();
        return problems.getDiagnostics().stream().noneMatch(problem -> problem.getKind() == Diagnostic.Kind.ERROR);
    }
}

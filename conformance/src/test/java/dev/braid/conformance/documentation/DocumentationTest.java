package dev.braid.conformance.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.conformance.harness.ConformanceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users read at a public type or function names its source, and cases that are there. */
class DocumentationTest {

    private static final Path ROOT = ConformanceFiles.folder().getParent();
    private static final Path JAVA = ROOT.resolve("java-api/src/main/java/dev/braid");
    private static final Path KOTLIN = ROOT.resolve("kotlin-bridge/src/main/kotlin/dev/braid/kotlin");

    private static final Pattern SOURCE = Pattern.compile("Python 3\\.\\d+, \\S");
    private static final Pattern EXTRA = Pattern.compile("(?i)\\ban extra of braid\\b");
    private static final Pattern LINK = Pattern.compile("\\[[\\w.]+]");

    @Test
    void everyIdInTheSourcesIsARowThatSomethingProves() throws IOException {
        CaseIds ids = CaseIds.load();
        List<String> problems = new ArrayList<>();
        Map<String, String> sources = sources(JAVA);
        sources.putAll(sources(KOTLIN));
        sources.forEach((file, source) -> ids.problems(DocComment.oneLine(source))
                .forEach(problem -> problems.add(file + ": " + problem)));
        assertNone(problems);
    }

    @Test
    void everyPublicTypeTellsItsSourceAndCasesOrThatItIsAnExtra() throws IOException {
        List<String> problems = new ArrayList<>();
        int types = 0;
        for (Map.Entry<String, String> source : publicSources().entrySet()) {
            for (DocComment comment : DocComment.in(source.getValue())) {
                if (comment.ofPublicType()) {
                    types++;
                    boolean fromPython = SOURCE.matcher(comment.text()).find() && CaseIds.namedIn(source.getValue());
                    if (!fromPython && !EXTRA.matcher(comment.text()).find()) {
                        problems.add(source.getKey() + ": tell the source (Python 3.15, asyncio.X) with the cases, "
                                + "or say that it is an extra of Braid");
                    }
                }
            }
        }
        assertNone(problems);
        assertTrue(types >= 70, "public types found: " + types);
    }

    @Test
    void everyFunctionOfKotlinNamesItsCasesOrRulesOrTheFunctionThatItIsLike() throws IOException {
        List<String> problems = new ArrayList<>();
        int functions = 0;
        for (Map.Entry<String, String> source : sources(KOTLIN).entrySet()) {
            for (DocComment comment : DocComment.in(source.getValue())) {
                if (comment.ofPublicFunction()) {
                    functions++;
                    boolean likeAnother = LINK.matcher(comment.text()).find();
                    if (!CaseIds.namedIn(comment.text()) && !likeAnother) {
                        problems.add(source.getKey() + ": no case, rule or link at " + comment.declaration());
                    }
                    if (comment.ofSuspending() && !likeAnother
                            && !(comment.text().contains("uspend") && comment.text().contains("ancel"))) {
                        problems.add(source.getKey() + ": when does it suspend, and can it be cancelled there? "
                                + comment.declaration());
                    }
                }
            }
        }
        assertNone(problems);
        assertTrue(functions >= 60, "public functions found: " + functions);
    }

    @Test
    void anIdThatIsNoRowIsFoundAndSoIsARangeThatGoesDownwards() {
        CaseIds ids = CaseIds.load();
        assertEquals(List.of(), ids.problems("cases TASK-01 to TASK-14, BRIDGE-01"));
        assertEquals(1, ids.problems("case TASK-999").size());
        assertEquals(1, ids.problems("case TASK-15, which is not applicable").size());
        assertEquals(1, ids.problems("cases TASK-14 to TASK-01").size());
        assertEquals(1, ids.problems("cases TASK-14 to FUTURE-20").size());
    }

    @Test
    void commentsAreReadWithWhatTheyStandAbove() {
        List<DocComment> comments = DocComment.in("""
                /**
                 * Waits. Case
                 * LOCK-01.
                 */
                @Deprecated(message = "no; {")
                public sealed class Lock extends Thing {
                    /** Inside. */
                    public class Inner {}
                }
                /** Sleeps. */
                public suspend fun sleep() {}
                """);
        assertEquals("Waits. Case LOCK-01.", comments.get(0).text());
        assertEquals(List.of(true, false, false), comments.stream().map(DocComment::ofPublicType).toList());
        assertEquals(List.of(false, false, true), comments.stream().map(DocComment::ofSuspending).toList());
    }

    private static Map<String, String> publicSources() throws IOException {
        Map<String, String> sources = sources(JAVA);
        sources.keySet().removeIf(file -> file.startsWith("internal/"));
        sources.putAll(sources(KOTLIN));
        return sources;
    }

    private static Map<String, String> sources(Path folder) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return sources;
    }

    private static void assertNone(List<String> problems) {
        assertTrue(problems.isEmpty(), () -> problems.size() + " problems:\n" + String.join("\n", problems));
    }
}

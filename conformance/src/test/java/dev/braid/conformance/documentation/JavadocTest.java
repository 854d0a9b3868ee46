package dev.braid.conformance.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.conformance.harness.ConformanceFiles;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This JDK's tool finds nothing missing in the documentation of the public API: the release build insists on it. */
class JavadocTest {

    private static final Path SOURCES = ConformanceFiles.folder().getParent().resolve("java-api/src/main/java");

    @Test
    void everyPublicTypeMethodParameterResultAndErrorIsDocumented(@TempDir Path out) throws Exception {
        ToolProvider javadoc = ToolProvider.findFirst("javadoc").orElseThrow(
                () -> new IllegalStateException("cannot check the documentation: this JDK has no javadoc; use another"));
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        int result = javadoc.run(writer, writer, "-Xdoclint:all", "-Xwerror", "-quiet", "-encoding", "UTF-8",
                "--release", "17", "-d", out.toString(), "--module-path", annotations(),
                "--module-source-path", "dev.braid=" + SOURCES, "--module", "dev.braid");
        assertEquals(0, result, said::toString);
    }

    /** The jars that the sources' annotations are in. */
    private static String annotations() throws URISyntaxException {
        return jarOf(NullMarked.class) + File.pathSeparator + jarOf(kotlin.Deprecated.class);
    }

    private static Path jarOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}

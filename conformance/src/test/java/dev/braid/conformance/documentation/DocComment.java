package dev.braid.conformance.documentation;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A Javadoc or KDoc comment.
 *
 * @param text its words, on one line
 * @param topLevel whether it stands at the beginning of a line, so above something that is in nothing else
 * @param declaration what it stands above, without annotations, up to the body
 */
record DocComment(String text, boolean topLevel, String declaration) {

    private static final String ANNOTATION = "@[\\w.:]+(?:\\((?:\"[^\"]*\"|[^\")]++)*+\\))?\\s+";
    private static final Pattern COMMENT = Pattern.compile(
            "(?m)^( *)/\\*\\*((?s:.*?))\\*/\\s*(?:" + ANNOTATION + ")*([^{=;]*)");

    /** All of a source, in order. */
    static List<DocComment> in(String source) {
        return COMMENT.matcher(source).results()
                .map(found -> new DocComment(oneLine(found.group(2)), found.group(1).isEmpty(), found.group(3).strip()))
                .toList();
    }

    /** The words of a comment, or of a whole source, as if no line had ended. */
    static String oneLine(String text) {
        return text.replaceAll("\\n\\s*(?:\\*(?!/)|//)? *", " ").strip();
    }

    /** Whether it is the comment of a public type that users of a package see. */
    boolean ofPublicType() {
        return topLevel && declaration.matches("public (?:[\\w-]+ )*?(?:class|interface|record|enum|object) [\\s\\S]*");
    }

    /** Whether it is the comment of a public function of Kotlin that is in no class. */
    boolean ofPublicFunction() {
        return topLevel && declaration.matches("public (?:\\w+ )*?fun (?!interface)[\\s\\S]*");
    }

    /** Whether what it stands above may suspend a Kotlin body. */
    boolean ofSuspending() {
        return declaration.startsWith("public suspend ");
    }
}

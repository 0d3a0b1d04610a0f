package dev.postflight.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The docs show code that compiles, and link to what is there. */
class SnippetsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern JAVA = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");

    private static List<Path> docs() throws IOException {
        List<Path> docs = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("benchmarks/README.md")));
        try (Stream<Path> all = Files.walk(ROOT.resolve("docs"))) {
            all.filter(file -> file.toString().endsWith(".md")).forEach(docs::add);
        }
        return docs;
    }

    /** How code is broken into lines is a matter of taste. */
    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void java_code_in_the_docs_is_compiled() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (String elsewhere : List.of(
                "probes-api/src/test/java/dev/postflight/api/ThirtyDaysPlanTest.java",
                "probes-redis/src/test/java/dev/postflight/redis/Snippets.java",
                "adapters/src/test/java/dev/postflight/adapters/Snippets.java")) {
            sources.append(Files.readString(ROOT.resolve(elsewhere)));
        }
        try (Stream<Path> here = Files.list(Path.of("src/test/java/dev/postflight/examples/docs"))) {
            for (Path file : here.toList()) {
                sources.append(Files.readString(file));
            }
        }
        String compiled = squeezed(sources.toString());
        int seen = 0;
        for (Path doc : docs()) {
            Matcher code = JAVA.matcher(Files.readString(doc));
            while (code.find()) {
                assertThat(compiled).as("code of %s", doc).contains(squeezed(code.group(1)));
                seen++;
            }
        }
        assertThat(seen).isGreaterThanOrEqualTo(4);
    }

    @Test
    void links_in_the_docs_lead_somewhere() throws IOException {
        int seen = 0;
        for (Path doc : docs()) {
            Matcher link = LINK.matcher(Files.readString(doc));
            while (link.find()) {
                assertThat(doc.resolveSibling(link.group(1)))
                        .as("link of %s", doc)
                        .exists();
                seen++;
            }
        }
        assertThat(seen).isGreaterThanOrEqualTo(10);
    }
}

package dev.postflight.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeTypes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference of probe types is what the factories say, and every module registers all of its own, on both paths. */
class ProbeTypesPageTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path PAGE = ROOT.resolve("docs/probe-types.md");

    @Test
    void the_page_is_what_the_factories_say() throws IOException {
        String text = ProbeTypesPage.text(ProbeTypes.load());
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, text);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/probe-types.md; to write it anew: "
                        + "mvn test -pl examples -am -Dtest=ProbeTypesPageTest -Ddocs.write=true")
                .isEqualTo(text);
    }

    @Test
    void every_type_has_parameters_that_are_told_apart_and_texts_without_a_full_stop() {
        Map<String, ProbeFactory> factories = ProbeTypes.load().factories();
        assertThat(factories).hasSizeGreaterThan(10);
        factories.forEach((type, factory) -> {
            assertThat(factory.text()).as(type).endsWith(".");
            assertThat(factory.parameters())
                    .as(type)
                    .allSatisfy(parameter -> assertThat(parameter.text()).doesNotEndWith("."));
        });
    }

    @Test
    void every_example_of_the_page_makes_a_probe_as_it_stands_there() throws IOException {
        Matcher example = Pattern.compile("```json\\n(.*)\\n```").matcher(ProbeTypesPage.text(ProbeTypes.load()));
        Set<String> seen = new TreeSet<>();
        while (example.find()) {
            Map<String, Object> written = new ObjectMapper().readValue(example.group(1), new TypeReference<>() {});
            seen.add(String.valueOf(written.get("type")));
            assertThat(ProbeTypes.load().create(written, ProbeExamples.resources()))
                    .as(example.group(1))
                    .isNotNull();
        }
        assertThat(seen).isEqualTo(ProbeTypes.load().factories().keySet());
    }

    /** Class path and module path are told of factories in two places, which must say the same. */
    @ParameterizedTest
    @ValueSource(strings = {"probes-jdbc", "probes-http", "probes-redis", "verify-core", "adapters"})
    void a_module_provides_the_same_on_both_paths(String module) throws IOException {
        Path main = ROOT.resolve(module).resolve("src/main");
        Set<String> onClassPath = new TreeSet<>(Files.readAllLines(
                main.resolve("resources/META-INF/services/" + ProbeFactory.class.getName()), StandardCharsets.UTF_8));
        onClassPath.removeIf(String::isBlank);
        String declaration = Files.readString(main.resolve("java/module-info.java"));
        int start = declaration.indexOf("provides");
        assertThat(start).as("what %s provides", module).isPositive();
        String provided =
                declaration.substring(declaration.indexOf("with", start) + 4, declaration.indexOf(';', start));
        Set<String> onModulePath = new TreeSet<>();
        for (String name : provided.split(",", -1)) {
            onModulePath.add(name.strip());
        }
        assertThat(onModulePath)
                .isEqualTo(
                        onClassPath.stream().map(name -> name.replace('$', '.')).collect(Collectors.toSet()));
        for (String name : onClassPath) {
            try (InputStream type = getClass().getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
                assertThat(type).as(name).isNotNull();
            }
        }
    }
}

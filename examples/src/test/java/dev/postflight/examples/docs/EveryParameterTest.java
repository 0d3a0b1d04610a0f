package dev.postflight.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeTypes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written about a probe has an effect on it, or is refused: for each type, in each of its settings. */
class EveryParameterTest {

    private static final ProbeTypes TYPES = ProbeTypes.load();

    static Stream<String> types() {
        assertThat(TYPES.factories()).hasSizeGreaterThan(40);
        return TYPES.factories().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void what_is_written_has_an_effect_or_is_refused(String type) {
        ProbeFactory factory = factory(type);
        Set<String> idle = new TreeSet<>();
        List<ProbeParameter> optional = new ArrayList<>();
        for (ProbeParameter parameter : factory.parameters()) {
            if (!parameter.isRequired() && parameter.choices().isEmpty()) {
                optional.add(parameter);
                idle.add(parameter.name());
            }
        }
        // some of those that have no settings remember the time when they were made
        List<Map<String, Object>> settings = factory.parameters().stream()
                        .allMatch(parameter ->
                                parameter.isRequired() && parameter.choices().isEmpty())
                ? List.of()
                : settings(factory);
        for (Map<String, Object> setting : settings) {
            for (ProbeParameter parameter : optional) {
                if (hasEffect(type, setting, parameter)) {
                    idle.remove(parameter.name());
                }
            }
        }
        assertThat(idle)
                .as(
                        "of %s, what has no effect in any setting; a parameter that needs a special text, or another one"
                                + " beside it, has them in ProbeExamples",
                        type)
                .isEmpty();
    }

    private static ProbeFactory factory(String type) {
        return Objects.requireNonNull(TYPES.factories().get(type));
    }

    /** Those that a type begins with, and each choice that it gives. */
    private static List<Map<String, Object>> settings(ProbeFactory factory) {
        List<Map<String, Object>> settings = new ArrayList<>(ProbeExamples.settings(factory));
        for (ProbeParameter parameter : factory.parameters()) {
            Map<String, Map<String, Object>> byChoice = ProbeExamples.byChoice(TYPES, factory, parameter);
            assertThat(byChoice).as(parameter.name()).containsOnlyKeys(parameter.choices());
            assertThat(byChoice.values())
                    .extracting(setting -> Shape.of(TYPES.create(factory.type(), setting, ProbeExamples.resources())))
                    .as("probes by each %s of %s", parameter.name(), factory.type())
                    .doesNotHaveDuplicates();
            settings.addAll(byChoice.values());
        }
        for (Map<String, Object> setting : settings) {
            Probe probe = TYPES.create(factory.type(), setting, ProbeExamples.resources());
            Probe twin = TYPES.create(factory.type(), setting, ProbeExamples.resources());
            assertThat(Shape.of(probe)).as("the same of %s", setting).isEqualTo(Shape.of(twin));
        }
        return settings;
    }

    private static boolean hasEffect(String type, Map<String, Object> setting, ProbeParameter parameter) {
        Map<String, Object> alone = ProbeExamples.plus(setting, parameter.name(), ProbeExamples.value(type, parameter));
        Map<String, Object> beside = new LinkedHashMap<>(alone);
        beside.putAll(ProbeExamples.companions(type, parameter.name()));
        boolean effect = false;
        for (Map<String, Object> written : List.of(alone, beside)) {
            Probe with = ProbeExamples.create(TYPES, type, written);
            if (with != null) {
                Map<String, Object> rest = new LinkedHashMap<>(written);
                rest.remove(parameter.name());
                Probe without = ProbeExamples.create(TYPES, type, rest);
                if (without != null && Shape.of(with).equals(Shape.of(without))) {
                    fail(type + " ignores " + parameter.name() + " of " + written);
                }
                effect = true;
            }
        }
        return effect;
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_type_whose_module_is_missing_names_that_module(String type) throws Exception {
        ProbeFactory factory = factory(type);
        Path place = Path.of(factory.getClass()
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        // the folder of classes in a build, the archive of a release
        String module = place.endsWith("target/classes")
                ? "postflight-" + place.getParent().getParent().getFileName()
                : place.getFileName().toString();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbeTypes.of(List.of()).create(type, Map.of(), ProbeExamples.resources()))
                .withMessageContaining("on the class path; ")
                .satisfies(fault -> {
                    String named = String.valueOf(fault.getMessage()).replaceAll(".*expected: (\\S+) on.*", "$1");
                    assertThat(module).startsWith(named);
                });
    }
}

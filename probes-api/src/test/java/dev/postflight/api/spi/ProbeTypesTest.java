package dev.postflight.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Scale;
import dev.postflight.api.Unit;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Probes by name: what is found, what is read, and what is refused in which words. */
@SuppressWarnings("NullAway") // null is one of the faults
class ProbeTypesTest {

    private final Queues factory = new Queues();
    private final ProbeTypes types = ProbeTypes.of(List.of(factory));
    private final ProbeResources resources =
            ProbeResources.none().and("orders", new ArrayDeque<>(List.of(1, 2))).andSecret("vault", () -> "swordfish");

    private ProbeArguments read(Object... namesAndValues) {
        types.create("queue", written(namesAndValues), resources);
        return factory.seen.get(factory.seen.size() - 1);
    }

    private static Map<String, Object> written(@Nullable Object... namesAndValues) {
        Map<String, Object> written = new HashMap<>(Map.of("name", "orders"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            written.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return written;
    }

    @Test
    void a_probe_is_made_of_what_was_written() throws Exception {
        Probe probe = types.create("queue", Map.of("name", "orders", "queue", "orders"), resources);
        assertThat(probe.run(Duration.ofSeconds(1))).isEqualTo(ProbeResult.up(Measurement.of("length", 2, Unit.COUNT)));
    }

    @Test
    void what_is_left_out_is_its_default_or_not_there() {
        ProbeArguments arguments = read();
        assertThat(arguments.text("mode")).isEqualTo("FAST");
        assertThat(arguments.integer("samples")).isEqualTo(1);
        assertThat(arguments.duration("within")).isEqualTo(Duration.ofSeconds(5));
        assertThat(arguments.flag("deep")).isFalse();
        assertThat(arguments.texts("shards")).isEmpty();
        assertThat(arguments.map("labels")).isEmpty();
        for (String absent : List.of("factor", "largest", "unit", "password", "spare")) {
            assertThat(arguments.has(absent)).as(absent).isFalse();
        }
    }

    @Test
    void each_kind_is_read_as_readers_of_json_and_yaml_give_it() {
        Map<String, Object> labels = new HashMap<>();
        labels.put("a", null);
        labels.put("b", 1.5);
        labels.put("c", new BigInteger("7"));
        ProbeArguments arguments = read(
                "mode", "SLOW",
                "samples", BigInteger.TEN,
                "factor", new BigDecimal("0.25"),
                "deep", true,
                "within", "1.5 s",
                "largest", "2MiB",
                "unit", "per_second",
                "shards", List.of("a", 2),
                "labels", labels,
                "password", "vault",
                "spare", "orders");
        assertThat(arguments.text("mode")).isEqualTo("slow");
        assertThat(arguments.integer("samples")).isEqualTo(10);
        assertThat(arguments.number("factor")).isEqualTo(0.25);
        assertThat(arguments.flag("deep")).isTrue();
        assertThat(arguments.duration("within")).isEqualTo(Duration.ofMillis(1500));
        assertThat(arguments.bytes("largest")).isEqualTo(2 << 20);
        assertThat(arguments.scale("unit")).isEqualTo(Scale.of(Unit.PER_SECOND));
        assertThat(arguments.texts("shards")).containsExactly("a", "2");
        assertThat(arguments.map("labels"))
                .containsEntry("a", null)
                .containsEntry("b", new BigDecimal("1.5"))
                .containsEntry("c", new BigDecimal("7"));
        assertThat(arguments.secret("password").get()).isEqualTo("swordfish");
        assertThat(arguments.resource("spare", ArrayDeque.class).size()).isEqualTo(2);
        assertThat(arguments.toString()).doesNotContain("swordfish", "vault").contains("samples=10");
    }

    @Test
    void one_text_is_a_list_of_one_and_a_number_is_a_text() {
        ProbeArguments arguments = read("shards", "only", "name", 7);
        assertThat(arguments.texts("shards")).containsExactly("only");
        assertThat(arguments.text("name")).isEqualTo("7");
        assertThat(read("largest", 100).bytes("largest")).isEqualTo(100);
        assertThat(read("samples", "5").integer("samples")).isEqualTo(5);
        assertThat(read("deep", "true").flag("deep")).isTrue();
        assertThat(read("samples", 5.0).integer("samples")).isEqualTo(5);
    }

    static Stream<Arguments> hostile() {
        String samples = " (expected: a whole number from 1 to 100)";
        String within = " (expected: a duration such as 5s)";
        String largest = " (expected: a size such as 1MiB)";
        return Stream.of(
                Arguments.of("name", null, "name: null (expected: a text that is not blank)"),
                Arguments.of("name", "", "name: \"\" (expected: a text that is not blank)"),
                Arguments.of("name", " \t", "name: \" \" (expected: a text that is not blank)"),
                Arguments.of("name", true, "name: true (expected: a text that is not blank)"),
                Arguments.of("name", List.of("a"), "name: [a] (expected: a text that is not blank)"),
                Arguments.of("mode", "faster", "mode: \"faster\" (expected: one of FAST, slow)"),
                Arguments.of("samples", 0, "samples: 0" + samples),
                Arguments.of("samples", -1, "samples: -1" + samples),
                Arguments.of("samples", 101, "samples: 101" + samples),
                Arguments.of("samples", 1.5, "samples: 1.5" + samples),
                Arguments.of("samples", Double.NaN, "samples: NaN" + samples),
                Arguments.of("samples", Double.POSITIVE_INFINITY, "samples: Infinity" + samples),
                Arguments.of("samples", new BigDecimal("1E+1000000"), "samples: 1E+1000000" + samples),
                Arguments.of("samples", "ten", "samples: \"ten\"" + samples),
                Arguments.of("samples", "", "samples: \"\"" + samples),
                Arguments.of("samples", Map.of(), "samples: {}" + samples),
                Arguments.of("factor", new BigDecimal("1E+350"), "factor: 1E+350 (expected: a number)"),
                Arguments.of("factor", "0x10", "factor: \"0x10\" (expected: a number)"),
                Arguments.of("deep", "yes", "deep: \"yes\" (expected: true or false)"),
                Arguments.of("deep", 1, "deep: 1 (expected: true or false)"),
                Arguments.of("within", 5, "within: 5" + within),
                Arguments.of("within", "0s", "within: \"0s\"" + within),
                Arguments.of("within", "-5s", "within: \"-5s\"" + within),
                Arguments.of("within", "5 MB", "within: \"5 MB\"" + within),
                Arguments.of("within", "5000d", "within: \"5000d\"" + within),
                Arguments.of("within", "PT5S", "within: \"PT5S\"" + within),
                Arguments.of("within", true, "within: true" + within),
                Arguments.of("largest", -1, "largest: -1" + largest),
                Arguments.of("largest", "1s", "largest: \"1s\"" + largest),
                Arguments.of("largest", 0.5, "largest: 0.5" + largest),
                Arguments.of("largest", "5000000TiB", "largest: \"5000000TiB\"" + largest),
                Arguments.of("largest", "1mib", "largest: \"1mib\"" + largest),
                Arguments.of(
                        "unit",
                        "MS",
                        "unit: \"MS\" (expected: one of seconds, bytes, ratio, count, per_second, or a symbol such as ms, % or MiB)"),
                Arguments.of("shards", List.of(), "shards: [] (expected: a list of texts that are not blank)"),
                Arguments.of(
                        "shards", List.of("a", ""), "shards: [a, ] (expected: a list of texts that are not blank)"),
                Arguments.of(
                        "shards",
                        Arrays.asList("a", null),
                        "shards: [a, null] (expected: a list of texts that are not blank)"),
                Arguments.of(
                        "labels",
                        "a=b",
                        "labels: \"a=b\" (expected: names and values, as in {\"a\": \"b\", \"c\": 5})"),
                Arguments.of(
                        "labels",
                        Map.of("a", List.of(1)),
                        "labels.\"a\": [1] (expected: a text, a finite number, true, false or null)"),
                Arguments.of(
                        "labels",
                        Map.of("a", Double.NaN),
                        "labels.\"a\": NaN (expected: a text, a finite number, true, false or null)"),
                Arguments.of(
                        "labels",
                        Map.of(1, 2),
                        "labels: {1=2} (expected: names and values, as in {\"a\": \"b\", \"c\": 5})"),
                Arguments.of(
                        "password",
                        "swordfish",
                        "password: not the name of a secret (expected: the name of a secret that the application "
                                + "supplies: vault)"),
                Arguments.of(
                        "queue",
                        "nobody",
                        "queue: \"nobody\" (expected: the name of a Queue that the application supplies: orders)"),
                Arguments.of(
                        "queue", 5, "queue: 5 (expected: the name of a Queue that the application supplies: orders)"),
                Arguments.of(
                        "queue",
                        null,
                        "queue: null (expected: the name of a Queue that the application supplies: orders)"),
                Arguments.of(
                        "password",
                        null,
                        "password: not the name of a secret (expected: the name of a secret that the application "
                                + "supplies: vault)"),
                Arguments.of("within", "5 seconds", "within: \"5 seconds\"" + within),
                Arguments.of("shards", Map.of("a", 1), "shards: {a=1} (expected: a list of texts that are not blank)"),
                Arguments.of(
                        "labels",
                        List.of("a"),
                        "labels: [a] (expected: names and values, as in {\"a\": \"b\", \"c\": 5})"),
                Arguments.of(
                        "Name",
                        "orders",
                        "\"Name\": unknown, perhaps for name (expected: one of name, mode, samples, factor, deep, within, largest, unit, "
                                + "shards, labels, password, queue, spare)"));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void what_is_not_right_is_refused(String name, @Nullable Object value, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(name, value)).withMessage(sentence);
    }

    static Stream<Object> secretsThatAreNoNames() {
        return Stream.of(
                12345678,
                new BigDecimal("12345678"),
                true,
                List.of("12345678"),
                Map.of("name", "12345678"),
                "12345678".repeat(20_000),
                " ");
    }

    @ParameterizedTest
    @MethodSource("secretsThatAreNoNames")
    void a_secret_that_was_written_itself_is_not_repeated(Object secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("password", secret))
                .withMessage("password: not the name of a secret (expected: the name of a secret that the application"
                        + " supplies: vault)");
    }

    @Test
    void all_faults_are_told_at_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> types.create("queue", Map.of("samples", 0, "nmae", "x"), ProbeResources.none()))
                .withMessage("""
                        nmae: unknown, perhaps for name (expected: one of name, mode, samples, factor, deep, within, largest, unit, shards, labels, \
                        password, queue, spare)
                        name: missing (expected: a text that is not blank)
                        samples: 0 (expected: a whole number from 1 to 100)
                        queue: missing (expected: the name of a Queue that the application supplies: it supplies none)""");
    }

    /** A factory that reads what its text names. */
    @Nested
    class WhatIsOfNoUse {

        private Probe create(Map<String, ?> written) {
            ProbeFactory factory = new ProbeFactory() {
                @Override
                public String type() {
                    return "door";
                }

                @Override
                public String text() {
                    return "Whether a door can be opened.";
                }

                @Override
                public List<ProbeParameter> parameters() {
                    return List.of(
                            ProbeParameter.required("name", Kind.TEXT, "which door"),
                            ProbeParameter.optional("asks", Kind.TEXT, "how it is tried")
                                    .oneOf("push", "key"),
                            ProbeParameter.optional("deep", Kind.BOOLEAN, "whether all of them"),
                            ProbeParameter.optional("key", Kind.SECRET, "what opens it"),
                            ProbeParameter.optional("turns", Kind.INTEGER, "how often it is turned")
                                    .orElse("1"),
                            ProbeParameter.optional("hand", Kind.TEXT, "the hand"));
                }

                @Override
                public Probe create(ProbeArguments arguments) {
                    boolean known = arguments.has("key") && arguments.has("turns") && arguments.has("hand");
                    if (arguments.has("asks") && arguments.text("asks").equals("key")) {
                        arguments.secret("key");
                        arguments.integer("turns");
                    }
                    if (arguments.flag("deep") || arguments.has("hand") && !arguments.has("asks")) {
                        arguments.text("hand");
                    }
                    return timeout -> known ? ProbeResult.up() : ProbeResult.down("locked");
                }
            };
            return ProbeTypes.of(List.of(factory)).create("door", written, resources);
        }

        @Test
        void is_refused_with_the_choice_that_makes_it_so() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> create(Map.of("name", "a", "asks", "PUSH", "turns", 2)))
                    .withMessage("turns: written (expected: left out, as it is of no use where asks is push)");
        }

        @Test
        void is_refused_each_though_it_is_a_secret_or_what_it_would_be_by_default() {
            Map<String, Object> written =
                    Map.of("name", "a", "asks", "push", "deep", true, "hand", "left", "turns", 1, "key", "vault");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> create(written))
                    .withMessage("""
                    key: written (expected: left out, as it is of no use where asks is push and deep is true)
                    turns: written (expected: left out, as it is of no use where asks is push and deep is true)""");
        }

        @Test
        void is_refused_with_what_else_was_written_where_there_is_no_choice() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> create(Map.of("turns", 2, "hand", "left", "deep", false)))
                    .withMessage("name: missing (expected: a text that is not blank)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> create(Map.of("name", "a", "turns", 2, "hand", "left", "deep", false)))
                    .withMessage("turns: written (expected: left out, as it is of no use beside deep and hand)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> create(Map.of("name", "a", "turns", 2)))
                    .withMessage("turns: written (expected: left out, as nothing that was written makes use of it)");
        }

        @Test
        void is_not_what_had_to_be_written_nor_what_is_used_nor_a_default() {
            assertThat(create(Map.of("name", "a"))).isNotNull();
            assertThat(create(Map.of("name", "a", "asks", "key", "key", "vault", "turns", 3)))
                    .isNotNull();
        }
    }

    @Nested
    class Resources {

        @Test
        void the_only_one_of_a_type_need_not_be_named() {
            ProbeResources more = resources.and("a number", 5);
            types.create("queue", written(), more);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> types.create("queue", written(), more.and("bills", new PriorityQueue<>())))
                    .withMessage(
                            "queue: missing (expected: the name of a Queue that the application supplies: orders, bills)");
        }

        @Test
        void what_is_something_else_says_what_it_is() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> types.create("queue", written("queue", "five"), resources.and("five", 5)))
                    .withMessage(
                            "queue: \"five\", of type Integer (expected: the name of a Queue that the application supplies: "
                                    + "orders)");
        }

        @ParameterizedTest
        @CsvSource({
            "java.util.Queue, a Queue",
            "java.lang.Iterable, an Iterable",
            "java.net.http.HttpClient, an HttpClient",
            "javax.net.ssl.SSLContext, an SSLContext",
            "java.net.URI, a URI"
        })
        void a_type_is_named_with_its_article(Class<?> type, String named) {
            assertThat(ProbeParameter.resource("it", type, "it").rule())
                    .isEqualTo("the name of " + named + " that the application supplies");
        }

        @Test
        void a_name_is_there_once_and_an_object_is_needed() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> resources.and("orders", 1))
                    .withMessage("name: \"orders\" twice (expected: each name once)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> resources.and(" ", 1))
                    .withMessage("name: \" \" (expected: a text that is not blank)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> resources.andSecret("more", null))
                    .withMessage("resource \"more\": null (expected: an object)");
        }

        @Test
        void texts_show_names_and_nothing_else() {
            assertThat(resources).hasToString("objects [orders], secrets [vault]");
        }
    }

    @Nested
    class Types {

        @Test
        void one_that_is_not_there_names_those_that_are() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> types.create("hammer", Map.of(), resources))
                    .withMessage("type: \"hammer\" (expected: one of queue)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ProbeTypes.of(List.of()).create(null, Map.of(), resources))
                    .withMessage(
                            "type: null (expected: a type of a module that is on the class path, where there is none)");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "quue            | \"quue\", perhaps for queue",
                    "QUEUE           | \"QUEUE\", perhaps for queue",
                    "eueue           | \"eueue\", perhaps for queue",
                    "prometeus       | \"prometeus\", perhaps for prometheus of postflight-probes-http",
                    "Postgres        | \"Postgres\", perhaps for postgresql of postflight-probes-jdbc",
                    "meter_timer     | \"meter_timer\", perhaps for meter-timer of postflight-verify-core",
                    "health          | \"health\", perhaps for health-check of postflight-adapters or health-endpoint of "
                            + "postflight-probes-http",
                    "jdbc            | \"jdbc\"",
                    "something else  | \"something else\"",
                    "''              | \"\"",
                })
        void one_that_is_misspelt_is_told_what_was_perhaps_meant(String type, String shown) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> types.create(type, Map.of(), resources))
                    .withMessage("type: " + shown + " (expected: one of queue)");
        }

        @ParameterizedTest
        @CsvSource({
            "redis, postflight-probes-redis",
            "postgresql, postflight-probes-jdbc",
            "tls, postflight-probes-http",
            "meter-timer, postflight-verify-core",
            "health-check, postflight-adapters"
        })
        void one_whose_module_is_missing_says_which(String type, String module) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> types.create(type, Map.of(), resources))
                    .withMessage("type: \"" + type + "\" (expected: " + module
                            + " on the class path; here it is one of queue)");
        }

        @Test
        void one_may_be_written_beside_the_parameters() {
            assertThat(types.create(Map.of("type", "queue", "name", "orders"), resources))
                    .isNotNull();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> types.create(Map.of("name", "orders"), resources))
                    .withMessage("type: missing (expected: one of queue)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> types.create(Map.of("type", 5), resources))
                    .withMessage("type: 5 (expected: one of queue)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> types.create(Map.of("type", "queue"), resources))
                    .withMessage("name: missing (expected: a text that is not blank)");
            ProbeParameter type = ProbeParameter.required("type", Kind.TEXT, "which");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ProbeTypes.of(List.of(described("door", "What.", type))))
                    .withMessageContaining(": type (expected: any other name, as this one says what the probe is)");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "sample   | sample: unknown, perhaps for samples",
                    "Within   | \"Within\": unknown, perhaps for within",
                    "lables   | lables: unknown, perhaps for labels",
                    "pasword  | pasword: unknown, perhaps for password",
                    "colour   | colour: unknown",
                })
        void a_parameter_that_is_misspelt_is_told_what_was_perhaps_meant(String name, String shown) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> read(name, "x"))
                    .withMessageStartingWith(shown + " (expected: one of name, mode, ");
        }

        @Test
        void a_name_that_is_no_text_is_unknown() {
            Map<Object, Object> written = new LinkedHashMap<>();
            written.put("name", "orders");
            written.put(5, "x");
            written.put(null, "y");
            @SuppressWarnings({"unchecked", "rawtypes"}) // as a reader of YAML does it
            Map<String, Object> asTexts = (Map) written;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> types.create("queue", asTexts, resources))
                    .withMessageMatching("\"5\": unknown \\(expected: one of name, .*\\)\nnull: unknown \\(.*\\)");
        }

        @Test
        void a_parameter_where_there_are_none_is_refused() {
            ProbeTypes none = ProbeTypes.of(List.of(described("door", "What.")));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> none.create("door", Map.of("colour", "red"), resources))
                    .withMessage("colour: unknown (expected: nothing, as this type has no parameters)");
        }

        @Test
        void two_of_a_name_are_refused_and_the_same_one_twice_is_one() {
            assertThat(ProbeTypes.of(List.of(factory, new Queues())).factories())
                    .hasSize(1);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ProbeTypes.of(List.of(factory, described("queue", "Another."))))
                    .withMessageStartingWith("type: queue of both dev.postflight.api.spi.Queues and ")
                    .withMessageEndingWith(" (expected: each type once)");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "Http", "http_get", "1http", "http-", "-http", "h t", "http\n"})
        void a_name_is_small_letters_digits_and_hyphens(String type) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ProbeTypes.of(List.of(described(type, "What."))))
                    .withMessageContaining("(expected: a small letter, then small letters, digits and hyphens)");
        }

        @Test
        void one_describes_itself() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ProbeTypes.of(List.of(described("type", " "))))
                    .withMessageContaining("(expected: what its probes ask)");
            ProbeParameter parameter = ProbeParameter.required("name", Kind.TEXT, "which");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ProbeTypes.of(List.of(described("type", "What.", parameter, parameter))))
                    .withMessageContaining("name twice (expected: each name once)");
        }

        @Test
        void those_on_the_class_path_are_found_and_a_broken_one_hides_none(@TempDir Path folder) throws Exception {
            Path services = Files.createDirectories(folder.resolve("META-INF/services"));
            Files.writeString(
                    services.resolve(ProbeFactory.class.getName()),
                    "no.such.Factory\n" + Queues.class.getName() + "\n" + ProbeTypesTest.class.getName() + "\n");
            try (URLClassLoader loader =
                    new URLClassLoader(new URL[] {folder.toUri().toURL()}, ProbeTypesTest.class.getClassLoader())) {
                ProbeTypes found = ProbeTypes.load(loader);
                assertThat(found.factories()).containsOnlyKeys("queue");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> found.create("http", Map.of(), resources))
                        .withMessageStartingWith(
                                "type: \"http\" (expected: postflight-probes-http on the class path; here it is one of queue;"
                                        + " not loaded: ")
                        .withMessageContaining("no.such.Factory")
                        .withMessageContaining("ProbeTypesTest not a subtype");
            }
        }

        @Test
        void none_at_all_is_no_fault() {
            assertThat(ProbeTypes.load(ClassLoader.getPlatformClassLoader()).factories())
                    .isEmpty();
        }
    }

    private static ProbeFactory described(String type, String text, ProbeParameter... parameters) {
        return new ProbeFactory() {
            @Override
            public String type() {
                return type;
            }

            @Override
            public String text() {
                return text;
            }

            @Override
            public List<ProbeParameter> parameters() {
                return List.of(parameters);
            }

            @Override
            public Probe create(ProbeArguments arguments) {
                return timeout -> ProbeResult.up();
            }
        };
    }

    @Nested
    class FaultsOfAFactory {

        @Test
        void what_is_read_as_something_else_or_was_not_declared() {
            ProbeArguments arguments = read();
            assertThatIllegalStateException()
                    .isThrownBy(() -> arguments.text("samples"))
                    .withMessage("samples: read as String (expected: a whole number from 1 to 100)");
            assertThatIllegalStateException()
                    .isThrownBy(() -> arguments.text("nmae"))
                    .withMessageStartingWith("name: \"nmae\" (expected: a parameter of the factory: [name, ");
            assertThatIllegalStateException()
                    .isThrownBy(() -> arguments.number("factor"))
                    .withMessage("factor: left out (expected: has() before it is read)");
            assertThatIllegalStateException().isThrownBy(() -> arguments.resource("queue", URI.class));
        }

        @Test
        void a_parameter_that_makes_no_sense() {
            ProbeParameter count = ProbeParameter.optional("count", Kind.INTEGER, "how many");
            ProbeParameter needed = ProbeParameter.required("count", Kind.INTEGER, "how many");
            List<Runnable> faults = List.of(
                    () -> ProbeParameter.required("Count", Kind.TEXT, "how many"),
                    () -> ProbeParameter.required("", Kind.TEXT, "how many"),
                    () -> ProbeParameter.required(null, Kind.TEXT, "how many"),
                    () -> ProbeParameter.required("count", Kind.TEXT, " "),
                    () -> ProbeParameter.required("count", Kind.RESOURCE, "how many"),
                    () -> needed.orElse("5"),
                    () -> count.orElse("five"),
                    () -> count.between(1, 3).orElse("5"),
                    () -> count.between(3, 1),
                    () -> count.between(Double.NaN, 1),
                    () -> count.oneOf("1"),
                    () -> ProbeParameter.optional("c", Kind.TEXT, "which").oneOf(),
                    () -> ProbeParameter.optional("c", Kind.TEXT, "which").between(1, 2));
            for (int i = 0; i < faults.size(); i++) {
                assertThatThrownBy(faults.get(i)::run)
                        .as("fault %s", i)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("(expected: ");
            }
        }
    }

    @Nested
    class Labelled {

        private final LabelledMeasurements measurements = new LabelledMeasurements();

        @Test
        void a_label_becomes_part_of_the_name() {
            measurements.add("connections", "idle in transaction", 3, Unit.COUNT);
            measurements.add("up", "10.0.0.5:9090", 1, Unit.COUNT);
            measurements.add("up", "Zürich/1", 1, Unit.COUNT);
            assertThat(measurements.list())
                    .extracting(Measurement::metric)
                    .containsExactly("connections.idle_in_transaction", "up.10.0.0.5_9090", "up.Z_rich_1");
        }

        @Test
        void labels_that_give_one_name_are_refused_with_both() {
            measurements.add("up", "a b", 1, Unit.COUNT);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> measurements.add("up", "a/b", 1, Unit.COUNT))
                    .withMessage(
                            "label: \"a/b\" after \"a b\" (expected: labels that give different names, where both give up.a_b)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> measurements.add("up", "a b", 1, Unit.COUNT))
                    .withMessageStartingWith("label: \"a b\" twice ");
        }

        @Test
        void there_are_a_hundred_at_most_and_none_without_a_label() {
            for (String label : Collections.nCopies(100, "x")) {
                measurements.add("up", label + measurements.list().size(), 1, Unit.COUNT);
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> measurements.add("up", "y", 1, Unit.COUNT))
                    .withMessage("labels: more than 100 (expected: at most 100; narrow the question or add up)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new LabelledMeasurements().add("up", "", 1, Unit.COUNT))
                    .withMessage("label of up: \"\" (expected: a text that is not empty)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new LabelledMeasurements().add("up", "z".repeat(100), 1, Unit.COUNT))
                    .withMessageStartingWith("metric: ");
        }
    }

    @Test
    void the_list_of_types_cannot_be_changed() {
        assertThatThrownBy(() -> types.factories().clear()).isInstanceOf(UnsupportedOperationException.class);
        List<ProbeFactory> own = new ArrayList<>(List.of(factory));
        ProbeTypes copied = ProbeTypes.of(own);
        own.clear();
        assertThat(copied.factories()).hasSize(1);
    }
}

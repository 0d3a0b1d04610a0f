package dev.postflight.http;

import static dev.postflight.http.Results.AMPLE;
import static dev.postflight.http.Results.down;
import static dev.postflight.http.Results.figures;
import static dev.postflight.http.Results.silence;
import static dev.postflight.http.Results.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S4.3: what a value of a JSON answer must be, and the sentence for each that is not. */
class JsonRuleTest {

    private static final String NOW = "2026-03-01T12:00:00Z";

    private static HttpProbe asking(AnsweringServer server) {
        return HttpProbes.get(server.url()).clock(() -> Instant.parse(NOW));
    }

    private static @Nullable String fault(String body, String pointer, JsonRule rule) throws Exception {
        try (AnsweringServer server = AnsweringServer.answering(200, body)) {
            ProbeResult result = asking(server).expectJson(pointer, rule).run(AMPLE);
            if (result instanceof ProbeResult.Down down) {
                assertThat(down.reason())
                        .startsWith("GET " + server.url() + ": ")
                        .contains(", body: ");
                return down.reason()
                        .substring(server.url().length() + 6, down.reason().indexOf(", body: "));
            }
            assertThat(result).isInstanceOf(ProbeResult.Up.class);
            return null;
        }
    }

    static Stream<Arguments> met() {
        return Stream.of(
                Arguments.of("{\"a\":\"\"}", JsonRule.present()),
                Arguments.of("{\"a\":0}", JsonRule.present()),
                Arguments.of("{\"a\":false}", JsonRule.present()),
                Arguments.of("{\"a\":[]}", JsonRule.present()),
                Arguments.of("{}", JsonRule.absent()),
                Arguments.of("{\"b\":1}", JsonRule.absent()),
                Arguments.of("[1]", JsonRule.absent()),
                Arguments.of("{\"a\":1}", JsonRule.equalTo(1.0)),
                Arguments.of("{\"a\":null}", JsonRule.equalTo(null)),
                Arguments.of("{\"a\":5}", JsonRule.number("<= 5")),
                Arguments.of("{\"a\":\"1.4.2+build7\"}", JsonRule.containing("1.4.2+b")),
                Arguments.of("{\"a\":\"1.4.2+build7\"}", JsonRule.matching("^1\\.4\\.2\\b")),
                Arguments.of("{\"a\":[1]}", JsonRule.size(">= 1")),
                Arguments.of("{\"a\":{\"b\":1,\"c\":2}}", JsonRule.size("= 2")),
                Arguments.of("{\"a\":[]}", JsonRule.size("< 1")));
    }

    @ParameterizedTest
    @MethodSource("met")
    void a_rule_is_met_by_what_it_wants(String body, JsonRule rule) throws Exception {
        assertThat(fault(body, "/a", rule)).isNull();
    }

    static Stream<Arguments> unmet() {
        JsonRule contained = JsonRule.containing("1.4");
        JsonRule matching = JsonRule.matching("^1\\.");
        JsonRule size = JsonRule.size(">= 2");
        return Stream.of(
                Arguments.of("{}", JsonRule.present(), "/a is absent (expected: a value)"),
                Arguments.of("{\"a\":null}", JsonRule.present(), "/a is null (expected: a value)"),
                Arguments.of("[1]", JsonRule.present(), "/a is absent (expected: a value)"),
                Arguments.of("{\"a\":1}", JsonRule.absent(), "/a is there (expected: nothing)"),
                Arguments.of("{\"a\":null}", JsonRule.absent(), "/a is there (expected: nothing)"),
                Arguments.of(
                        "\"UP\"",
                        JsonRule.absent(),
                        "the document is \"UP\" (expected: an object or array without /a)"),
                Arguments.of("{}", JsonRule.number("<= 5"), "/a is absent (expected: a number <= 5)"),
                Arguments.of("{\"a\":\"5\"}", JsonRule.number("<= 5"), "/a is \"5\" (expected: a number <= 5)"),
                Arguments.of("{\"a\":6}", JsonRule.number("<= 5"), "/a is 6 (expected: <= 5)"),
                Arguments.of("{}", contained, "/a is absent (expected: a text containing \"1.4\")"),
                Arguments.of("{\"a\":null}", contained, "/a is null (expected: a text containing \"1.4\")"),
                Arguments.of("{\"a\":1.4}", contained, "/a is 1.4 (expected: a text containing \"1.4\")"),
                Arguments.of("{\"a\":\"1.5\"}", contained, "/a is \"1.5\" (expected: a text containing \"1.4\")"),
                Arguments.of("{\"a\":[\"1.4\"]}", contained, "/a is [\"1.4\"] (expected: a text containing \"1.4\")"),
                Arguments.of("{}", matching, "/a is absent (expected: a text matching \"^1\\.\")"),
                Arguments.of("{\"a\":1.4}", matching, "/a is 1.4 (expected: a text matching \"^1\\.\")"),
                Arguments.of("{\"a\":\"v1.4\"}", matching, "/a is \"v1.4\" (expected: a text matching \"^1\\.\")"),
                Arguments.of("{}", size, "/a is absent (expected: an array or object of size >= 2)"),
                Arguments.of("{\"a\":null}", size, "/a is null (expected: an array or object of size >= 2)"),
                Arguments.of("{\"a\":\"abc\"}", size, "/a is \"abc\" (expected: an array or object of size >= 2)"),
                Arguments.of("{\"a\":2}", size, "/a is 2 (expected: an array or object of size >= 2)"),
                Arguments.of("{\"a\":[]}", size, "/a has 0 elements (expected: >= 2)"),
                Arguments.of("{\"a\":[7]}", size, "/a has 1 element (expected: >= 2)"),
                Arguments.of("{\"a\":{\"b\":7}}", size, "/a has 1 member (expected: >= 2)"));
    }

    @ParameterizedTest
    @MethodSource("unmet")
    void anything_else_has_a_sentence(String body, JsonRule rule, String sentence) throws Exception {
        assertThat(fault(body, "/a", rule)).isEqualTo(sentence);
    }

    @Test
    void what_is_to_be_absent_is_looked_for_where_it_would_be() throws Exception {
        assertThat(fault("{\"user\":{\"name\":\"ann\"}}", "/user/password", JsonRule.absent()))
                .isNull();
        assertThat(fault("{\"user\":{\"password\":\"hunter2\"}}", "/user/password", JsonRule.absent()))
                .isEqualTo("/user/password is there (expected: nothing)");
        assertThat(fault("{}", "/user/password", JsonRule.absent()))
                .isEqualTo("/user is absent (expected: an object or array without /user/password)");
        assertThat(fault("{\"orders\":[]}", "/orders/0/card", JsonRule.absent()))
                .isEqualTo("/orders/0 is absent (expected: an object or array without /orders/0/card)");
    }

    @Test
    void what_is_no_json_is_said_once() throws Exception {
        try (AnsweringServer server = AnsweringServer.answering(200, "")) {
            assertThat(down(asking(server)
                                    .expectJson("/a", JsonRule.present())
                                    .expectJson("/b", JsonRule.absent())
                                    .measureJsonAge("age", "/c"))
                            .reason())
                    .isEqualTo("GET " + server.url() + ": the body is not JSON: it is empty, empty body");
        }
    }

    @Test
    void a_pattern_that_takes_for_ever_is_silence_at_the_deadline() throws Exception {
        String body = "{\"a\":\"" + "a".repeat(60) + "!\"}";
        try (AnsweringServer server = AnsweringServer.answering(200, body)) {
            assertThat(silence(
                            asking(server).expectJson("/a", JsonRule.matching("^(a|aa)+\\1b$")), Duration.ofSeconds(1)))
                    .isEqualTo("GET " + server.url() + ": /a could not be held against \"^(a|aa)+\\1b$\" within 1 s");
        }
    }

    /** At noon of the first of March. */
    @Nested
    class An_age {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "\"2026-03-01T11:58:00Z\"                       | 120",
                    "\"2026-03-01T11:58Z\"                          | 120",
                    "\"2026-03-01t11:58:00z\"                       | 120",
                    "\"2026-03-01T11:59:59.5Z\"                     | 0.5",
                    "\"2026-03-01T12:58:00+01:00\"                  | 120",
                    "\"2026-03-01T12:58:00+0100\"                   | 120",
                    "\"2026-03-01T12:58:00+01\"                     | 120",
                    "\"2026-03-01T12:58:00.000+01:00[Europe/Paris]\" | 120",
                    "\"2026-03-01T12:58:00[Europe/Paris]\"          | 120",
                    "1772366280                                     | 120",
                    "1772366280.5                                   | 119.5",
                    "1772366280000                                  | 120",
                    "\"2026-03-01T12:00:00Z\"                       | 0",
                    "\"2026-03-01T12:01:00Z\"                       | 0",
                    "\"1969-07-20T20:17:40Z\"                       | 1786549340"
                })
        void is_that_of_a_time_with_a_zone_or_of_a_number(String time, double age) throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(200, "{\"a\":" + time + "}")) {
                HttpProbe probe = asking(server).measureJsonAge("age", "/a");
                assertThat(figures(up(probe).measurements())).contains(entry("age", age));
                assertThat(probe.metrics()).containsEntry("age", Unit.SECONDS);
            }
            assertThat(fault("{\"a\":" + time + "}", "/a", JsonRule.age("<= 1786549340s")))
                    .isNull();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "null                          | /a is null",
                    "true                          | /a is true",
                    "[]                            | /a is []",
                    "\"\"                          | /a is \"\", which is no time",
                    "\"yesterday\"                 | /a is \"yesterday\", which is no time",
                    "\"1772366280\"                | /a is \"1772366280\", which is no time",
                    "\"2026-02-30T12:00:00Z\"      | /a is \"2026-02-30T12:00:00Z\", which is no time",
                    "\"2026-03-01T25:00:00Z\"      | /a is \"2026-03-01T25:00:00Z\", which is no time",
                    "\"2026-03-01 12:00:00Z\"      | /a is \"2026-03-01 12:00:00Z\", which is no time",
                    "\"2026-03-01T12:00:00Z and\"  | /a is \"2026-03-01T12:00:00Z and\", which is no time",
                    "\"2026-03-01T11:58:00\"       | /a is \"2026-03-01T11:58:00\", which has no zone",
                    "\"2026-03-01\"                | /a is \"2026-03-01\", which has no zone",
                    "0                             | /a is 0, which is no time",
                    "-1772366280                   | /a is -1772366280, which is no time",
                    "1772366280000000              | /a is 1772366280000000, which is no time",
                    "\"2026-03-01T12:01:01Z\"      | /a is \"2026-03-01T12:01:01Z\", which is 1 min 1 s ahead",
                    "1772366461                    | /a is 1772366461, which is 1 min 1 s ahead",
                    "\"2126-03-01T12:00:00Z\"      | /a is \"2126-03-01T12:00:00Z\", which is 36524 d ahead"
                })
        void is_known_of_nothing_else_whatever_the_limit(String time, String found) throws Exception {
            String body = "{\"a\":" + time + "}";
            assertThat(fault(body, "/a", JsonRule.age("< 5m"))).isEqualTo(found + " (expected: an age < 5m)");
            assertThat(fault(body, "/a", JsonRule.age(">= 0s"))).isEqualTo(found + " (expected: an age >= 0s)");
            try (AnsweringServer server = AnsweringServer.answering(200, body)) {
                ProbeResult.Down down = down(asking(server).measureJsonAge("freshness", "/a"));
                assertThat(down.reason()).contains(found + " (expected: a time, for freshness)");
                assertThat(figures(down.measurements())).doesNotContainKey("freshness");
            }
        }

        @Test
        void of_nothing_is_not_known() throws Exception {
            assertThat(fault("{}", "/a", JsonRule.age("< 5m"))).isEqualTo("/a is absent (expected: an age < 5m)");
        }

        @Test
        void of_a_frozen_answer_does_not_pass() throws Exception {
            String body = "{\"a\":\"2026-03-01T11:55:00Z\"}";
            assertThat(fault(body, "/a", JsonRule.age("< 5m")))
                    .isEqualTo("/a is \"2026-03-01T11:55:00Z\", which is 5 min ago (expected: an age < 5m)");
            assertThat(fault(body, "/a", JsonRule.age("<= 5m"))).isNull();
        }

        @ParameterizedTest
        @NullSource
        @ValueSource(strings = {"", "5m", "< 5", "< 5%", "< 5B", "< -5m", "< soon"})
        void is_compared_with_a_duration_only(String limit) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JsonRule.age(limit))
                    .withMessage("limit: " + (limit == null ? "null" : '"' + limit + '"')
                            + " (expected: one of <, <=, >, >=, =, != and a duration, as in < 5m)");
        }

        @Test
        @SuppressWarnings("NullAway")
        void is_judged_by_a_clock() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HttpProbes.get("http://localhost/").clock(null))
                    .withMessage("clock: null (expected: a clock)");
        }
    }

    @Nested
    class A_rule {

        @Test
        void is_equal_to_one_that_wants_the_same() {
            assertThat(JsonRule.matching("a"))
                    .isEqualTo(JsonRule.matching("a"))
                    .hasSameHashCodeAs(JsonRule.matching("a"))
                    .isNotEqualTo(JsonRule.matching("b"))
                    .isNotEqualTo(JsonRule.containing("a"));
            assertThat(JsonRule.equalTo(1)).isEqualTo(JsonRule.equalTo(1L));
            assertThat(JsonRule.size(">= 1")).isNotEqualTo(JsonRule.number(">= 1"));
        }

        @Test
        void says_what_it_wants() {
            HttpProbe probe = HttpProbes.get("http://localhost/")
                    .expectJson("/startedAt", JsonRule.present())
                    .expectJson("/password", JsonRule.absent())
                    .expectJson("/version", JsonRule.containing("1.4"))
                    .expectJson("/version", JsonRule.matching("^1"))
                    .expectJson("/items", JsonRule.size(">= 1"))
                    .expectJson("/time", JsonRule.age("< 5m"))
                    .expectJson("", JsonRule.size("> 1"))
                    .expectJson("/error", null)
                    .expectJson("/api_token", "hunter2");
            assertThat(probe.wanted())
                    .isEqualTo("status 2xx, /startedAt present, /password absent, /version containing \"1.4\","
                            + " /version matching \"^1\", /items size >= 1, /time age < 5m, document size > 1,"
                            + " /error null, /api_token ***");
        }

        @Test
        void that_can_never_be_met_is_refused() {
            HttpProbe probe = HttpProbes.get("http://localhost/").expectJson("/a", JsonRule.absent());
            for (JsonRule other : List.of(JsonRule.present(), JsonRule.equalTo(1), JsonRule.age("< 1m"))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> probe.expectJson("/a", other))
                        .withMessage("pointer: \"/a\" twice (expected: no other rule for what is to be absent)");
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> probe.expectJson("", JsonRule.absent()))
                    .withMessage("pointer: \"\" (expected: a place in the document, for what is to be absent)");
        }

        @Test
        void needs_something_to_hold_a_value_against() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JsonRule.containing(" "))
                    .withMessage("text: \" \" (expected: a text that is not blank)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JsonRule.matching("a(b"))
                    .withMessage("regex: \"a(b\" (expected: a regular expression; Unclosed group at 3)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JsonRule.size("some"))
                    .withMessage("limit: \"some\" (expected: one of <, <=, >, >=, =, != and a number, as in <= 5)");
        }
    }
}

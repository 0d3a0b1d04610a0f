package dev.postflight.http;

import static dev.postflight.http.Results.down;
import static dev.postflight.http.Results.figures;
import static dev.postflight.http.Results.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.postflight.api.ProbeResult;
import dev.postflight.api.Scale;
import dev.postflight.api.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S0.1, S4.3: values in JSON answers, the deployed version among them. */
class HttpProbeJsonTest {

    @Nested
    class An_expected_value {

        static Stream<Arguments> equal() {
            return Stream.of(
                    Arguments.of("{\"version\":\"1.1.0\"}", "/version", "1.1.0"),
                    Arguments.of("{\"a\":{\"b\":[10,{\"c\":true}]}}", "/a/b/1/c", true),
                    Arguments.of("{\"a/b\":{\"m~n\":\"x\"}}", "/a~1b/m~0n", "x"),
                    Arguments.of("{\"\":\"x\"}", "/", "x"),
                    Arguments.of("\"UP\"", "", "UP"),
                    Arguments.of(" 7 \r\n", "", 7),
                    Arguments.of("{\"a\":null}", "/a", null),
                    Arguments.of("{\"a\":1}", "/a", 1.0),
                    Arguments.of("{\"a\":1.0}", "/a", 1),
                    Arguments.of("{\"a\":1e2}", "/a", 100L),
                    Arguments.of("{\"a\":0.1}", "/a", 0.1),
                    Arguments.of("{\"a\":0.1}", "/a", 0.1f),
                    Arguments.of("{\"a\":-0.0}", "/a", 0),
                    Arguments.of("{\"a\":12345678901234567890.12}", "/a", new BigDecimal("12345678901234567890.12")),
                    Arguments.of("{\"a\":18446744073709551616}", "/a", BigInteger.ONE.shiftLeft(64)),
                    Arguments.of("{\"a\":5}", "/a", new AtomicInteger(5)),
                    Arguments.of("{\"a\":1e300}", "/a", new BigDecimal("10e299")));
        }

        @ParameterizedTest
        @MethodSource("equal")
        void is_met_by_an_equal_one(String body, String pointer, @Nullable Object value) throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(200, body)) {
                up(HttpProbes.get(server.url()).expectJson(pointer, value));
            }
        }

        static Stream<Arguments> different() {
            return Stream.of(
                    Arguments.of("/s", "b", "/s is \"a\" (expected: \"b\")"),
                    Arguments.of("/s", null, "/s is \"a\" (expected: null)"),
                    Arguments.of("/s", 1, "/s is \"a\" (expected: 1)"),
                    Arguments.of("/n", "1", "/n is 1 (expected: \"1\")"),
                    Arguments.of("/n", 1.5, "/n is 1 (expected: 1.5)"),
                    Arguments.of("/n", true, "/n is 1 (expected: true)"),
                    Arguments.of("/t", false, "/t is true (expected: false)"),
                    Arguments.of("/t", "true", "/t is true (expected: \"true\")"),
                    Arguments.of("/z", "null", "/z is null (expected: \"null\")"),
                    Arguments.of("/z", false, "/z is null (expected: false)"),
                    Arguments.of("/o", "x", "/o is {\"k\":[1,2]} (expected: \"x\")"),
                    Arguments.of("/o/k/2", 3, "/o/k/2 is absent (expected: 3)"),
                    Arguments.of("/o/k/-1", 2, "/o/k/-1 is absent (expected: 2)"),
                    Arguments.of("/missing", null, "/missing is absent (expected: null)"),
                    Arguments.of("/n/deeper", 1, "/n/deeper is absent (expected: 1)"),
                    Arguments.of("/tenth", 0.1, "/tenth is 0.10000000000000001 (expected: 0.1)"),
                    Arguments.of("/quote", "a", "/quote is \"\\\"\" (expected: \"a\")"),
                    Arguments.of("/api_token", null, "/api_token is *** (expected: null)"),
                    Arguments.of("/db/url", "x", "/db/url is \"jdbc:x://***@h/d?a=***\" (expected: \"x\")"));
        }

        @ParameterizedTest
        @MethodSource("different")
        void is_named_with_the_one_seen_when_they_differ(String pointer, @Nullable Object value, String text)
                throws Exception {
            String body =
                    "{\"s\":\"a\",\"n\":1,\"t\":true,\"z\":null,\"o\":{\"k\":[1,2]},\"tenth\":0.10000000000000001,"
                            + "\"quote\":\"\\\"\",\"api_token\":\"s3cr3t\",\"db\":{\"url\":\"jdbc:x://u:s3cr3t@h/d?a=s3cr3t\"}}";
            try (AnsweringServer server = AnsweringServer.answering(200, body)) {
                assertThat(down(HttpProbes.get(server.url()).expectJson(pointer, value))
                                .reason())
                        .startsWith("GET " + server.url() + ": " + text + ", body: ")
                        .doesNotContain("s3cr3t");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"1e400", "-1e999999999", "1e99999999999", "1e-99999999999"})
        void is_not_met_by_a_number_beyond_all_bounds(String number) throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(200, "{\"a\":" + number + "}")) {
                // whether it is a number at all depends on the version of Jackson
                assertThat(down(HttpProbes.get(server.url()).expectJson("/a", 1))
                                .reason())
                        .containsAnyOf("/a is ", "the body is not JSON");
            }
        }

        @Test
        void of_the_whole_document_is_called_so() throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(200, "\"DOWN\"")) {
                assertThat(down(HttpProbes.get(server.url()).expectJson("", "UP"))
                                .reason())
                        .contains("the document is \"DOWN\" (expected: \"UP\")");
            }
        }
    }

    @Nested
    class A_body_that_is_not_json {

        static Stream<Arguments> bodies() {
            return Stream.of(
                    Arguments.of("", "it is empty"),
                    Arguments.of(" \n", "it is empty"),
                    Arguments.of("<html>", "Unexpected character ('<'"),
                    Arguments.of("UP", "Unrecognized token 'UP'"),
                    Arguments.of("{\"a\":1", "Unexpected end-of-input"),
                    Arguments.of("{'a':1}", "Unexpected character"),
                    Arguments.of("{\"a\":NaN}", "Non-standard token 'NaN'"),
                    Arguments.of("{\"a\":01}", "Invalid numeric value"),
                    Arguments.of("{\"a\":1} {\"b\":2}", "something follows the document"),
                    Arguments.of("{\"a\":1} x", "Unrecognized token 'x'"),
                    Arguments.of("[".repeat(100_000), "nesting depth"),
                    Arguments.of("{\"a\":" + "1".repeat(100_000) + "}", "exceeds the maximum"));
        }

        @ParameterizedTest
        @MethodSource("bodies")
        void is_down_with_the_reason(String body, String why) throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(200, body)) {
                ProbeResult.Down down = down(HttpProbes.get(server.url()).expectJson("/a", 1));
                assertThat(down.reason())
                        .startsWith("GET " + server.url() + ": the body is not JSON: ")
                        .contains(why);
                assertThat(figures(down.measurements())).containsOnlyKeys("latency", "first_byte", "status", "size");
            }
        }

        @Test
        void is_as_good_as_any_when_no_json_is_expected() throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(200, "UP")) {
                assertThat(figures(up(HttpProbes.get(server.url()).measureJson("active", "/a", Unit.COUNT))
                                .measurements()))
                        .containsOnlyKeys("latency", "first_byte", "status", "size");
            }
        }
    }

    @Nested
    class A_measured_number {

        private final String body =
                "{\"pool\":{\"active\":3},\"used\":0.25,\"text\":\"7\",\"none\":null,\"huge\":1e400,\"list\":[1]}";

        @Test
        void is_reported_in_its_unit_and_declared() throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(200, body)) {
                HttpProbe probe = HttpProbes.get(server.url())
                        .measureJson("active", "/pool/active", Unit.COUNT)
                        .measureJson("used", "/used", Unit.RATIO);
                assertThat(figures(up(probe).measurements()))
                        .contains(entry("active", 3.0), entry("used", 0.25))
                        .containsOnlyKeys("latency", "first_byte", "status", "size", "active", "used");
                assertThat(probe.metrics()).contains(entry("active", Unit.COUNT), entry("used", Unit.RATIO));
            }
        }

        @Test
        void is_brought_to_its_base_unit_from_what_it_is_written_in() throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(
                    200, "{\"latencyMs\":42,\"memoryPercent\":71.5,\"heap\":1.5,\"huge\":1e308,\"text\":\"7\"}")) {
                HttpProbe probe = HttpProbes.get(server.url())
                        .measureJson("answer_time", "/latencyMs", Scale.of("ms"))
                        .measureJson("memory", "/memoryPercent", Scale.of("%"))
                        .measureJson("heap", "/heap", Scale.of("MiB"))
                        .measureJson("huge", "/huge", Scale.of("GiB"))
                        .measureJson("text", "/text", Scale.of("ms"));
                assertThat(figures(up(probe).measurements()))
                        .contains(entry("answer_time", 0.042), entry("memory", 0.715), entry("heap", 1_572_864.0))
                        .doesNotContainKeys("huge", "text");
                assertThat(probe.metrics())
                        .contains(
                                entry("answer_time", Unit.SECONDS),
                                entry("memory", Unit.RATIO),
                                entry("heap", Unit.BYTES));
            }
        }

        @Test
        void is_kept_when_the_answer_is_not_as_expected() throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(503, body)) {
                ProbeResult.Down down = down(HttpProbes.get(server.url())
                        .measureJson("active", "/pool/active", Unit.COUNT)
                        .expectJson("/used", 1));
                assertThat(figures(down.measurements())).contains(entry("active", 3.0), entry("status", 503.0));
            }
        }

        @Test
        void is_absent_when_there_is_no_number() throws Exception {
            // R1: the engine makes NO_DATA of it, never zero
            try (AnsweringServer server = AnsweringServer.answering(200, body)) {
                HttpProbe probe = HttpProbes.get(server.url())
                        .measureJson("a", "/text", Unit.COUNT)
                        .measureJson("b", "/none", Unit.COUNT)
                        .measureJson("c", "/missing", Unit.COUNT)
                        .measureJson("d", "/list", Unit.COUNT)
                        .measureJson("e", "/huge", Unit.COUNT);
                assertThat(figures(up(probe).measurements()))
                        .containsOnlyKeys("latency", "first_byte", "status", "size");
            }
        }
    }
}

package dev.postflight.http;

import static dev.postflight.http.AnsweringServer.answer;
import static dev.postflight.http.Results.AMPLE;
import static dev.postflight.http.Results.down;
import static dev.postflight.http.Results.silence;
import static dev.postflight.http.Results.up;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postflight.api.ProbeResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S1.6, S2.3, S4.3, S4.4: what an answer must be, beside its JSON. */
class HttpProbeExpectTest {

    private static final HttpProbe ANY = HttpProbes.get("http://localhost/");

    private static boolean isUp(HttpProbe probe) throws Exception {
        return probe.run(AMPLE) instanceof ProbeResult.Up;
    }

    @Nested
    class A_status {

        @ParameterizedTest
        @CsvSource({
            "'200-299, 304', 204, true",
            "'200-299, 304', 304, true",
            "'200-299, 304', 300, false",
            "'204',          204, true",
            "' 404 , 410 ',  410, true",
            "'404,410-411',  409, false"
        })
        void may_be_of_sets_and_ranges(String statuses, int status, boolean isUp) throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(status, "")) {
                assertThat(isUp(HttpProbes.get(server.url()).expectStatus(statuses)))
                        .isEqualTo(isUp);
            }
        }

        @Test
        void is_shown_as_it_was_wanted() throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(500, "")) {
                assertThat(down(HttpProbes.get(server.url()).expectStatus("200-299,304"))
                                .reason())
                        .contains("status 500 (expected: 200-299 or 304)");
                assertThat(down(HttpProbes.get(server.url()).expectStatusBetween(400, 499))
                                .reason())
                        .contains("status 500 (expected: 400-499)");
            }
        }

        @ParameterizedTest
        @NullSource
        @ValueSource(
                strings = {"", " ", "2xx", "99", "600", "299-200", "200-", "-200", "200-250-299", "200,,304", "٢٠٠"})
        void that_is_none_is_rejected(String statuses) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ANY.expectStatus(statuses))
                    .withMessage("statuses: " + (statuses == null ? "null" : '"' + statuses + '"')
                            + " (expected: statuses and ranges from 100 to 599, such as 200-299, 304)");
        }

        @ParameterizedTest
        @CsvSource({"99, 200", "200, 600", "300, 200"})
        void range_that_is_none_is_rejected(int first, int last) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ANY.expectStatusBetween(first, last))
                    .withMessage("statuses: " + first + "-" + last + " (expected: a range from 100 to 599)");
        }

        @ParameterizedTest
        @CsvSource({"401, true", "403, true", "200, false", "302, false", "404, false", "500, false", "503, false"})
        void of_a_refusal_is_401_or_403_and_nothing_else(int status, boolean isUp) throws Exception {
            // S4.4, S4.6
            try (AnsweringServer server = AnsweringServer.answering(status, "")) {
                assertThat(isUp(HttpProbes.get(server.url()).expectRefused())).isEqualTo(isUp);
            }
        }
    }

    @Nested
    class A_header {

        @ParameterizedTest
        @CsvSource(
                nullValues = "null",
                value = {
                    "text/html;charset=utf-8, text/html;charset=utf-8, null",
                    "text/html,               text/plain,  header Content-Type is \"text/html\" (expected: \"text/plain\")",
                    "text/html,               TEXT/HTML,   header Content-Type is \"text/html\" (expected: \"TEXT/HTML\")"
                })
        void has_a_value(String value, String wanted, String sentence) throws Exception {
            try (AnsweringServer server = AnsweringServer.with(answer(200, value, "", UTF_8))) {
                HttpProbe probe = HttpProbes.get(server.url()).expectHeader("content-type", wanted);
                if (sentence == null) {
                    up(probe);
                } else {
                    assertThat(down(probe).reason())
                            .isEqualTo("GET " + server.url() + ": " + sentence.replace("Content-Type", "content-type")
                                    + ", empty body");
                }
            }
        }

        @Test
        void is_there_or_not() throws Exception {
            try (AnsweringServer server = AnsweringServer.with(exchange -> {
                exchange.getResponseHeaders().add("X-Many", "one");
                exchange.getResponseHeaders().add("X-Many", "two");
                exchange.getResponseHeaders().add("Set-Cookie", "sid=hunter2hunter2");
                answer(200, "").handle(exchange);
            })) {
                HttpProbe probe = HttpProbes.get(server.url());
                up(probe.expectHeader("X-Many")
                        .expectHeader("x-many", "two")
                        .expectHeaderContaining("X-MANY", "one, two")
                        .expectNoHeader("X-None"));
                assertThat(down(probe.expectHeader("X-None")
                                        .expectNoHeader("X-Many")
                                        .expectHeaderContaining("X-Many", "three")
                                        .expectNoHeader("Set-Cookie"))
                                .reason())
                        .isEqualTo("GET " + server.url() + ": header X-None is absent (expected: present);"
                                + " header X-Many is \"one, two\" (expected: absent);"
                                + " header X-Many is \"one, two\" (expected: with \"three\");"
                                + " header Set-Cookie is *** (expected: absent), empty body");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "X Y", "X:"})
        void that_is_none_is_rejected(String name) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ANY.expectHeader(name))
                    .withMessage("name: \"" + name + "\" (expected: the name of a header)");
        }
    }

    @Nested
    class The_headers_for_browsers {

        private static final Map<String, String> SOUND = Map.of(
                "X-Content-Type-Options", "nosniff",
                "X-Frame-Options", "DENY",
                "Referrer-Policy", "no-referrer");

        private AnsweringServer.Handler with(Map<String, String> headers) {
            return exchange -> {
                headers.forEach((name, value) -> {
                    if (!value.isEmpty()) {
                        exchange.getResponseHeaders().set(name, value);
                    }
                });
                answer(200, "").handle(exchange);
            };
        }

        private Map<String, String> soundBut(String name, String value) {
            Map<String, String> headers = new HashMap<>(SOUND);
            headers.put(name, value);
            return headers;
        }

        @Test
        void are_sound() throws Exception {
            try (AnsweringServer server = AnsweringServer.with(with(SOUND))) {
                up(HttpProbes.get(server.url()).expectSecurityHeaders());
            }
        }

        @ParameterizedTest
        @CsvSource({
            "X-Content-Type-Options, '',          'header X-Content-Type-Options is absent (expected: \"nosniff\")'",
            "X-Content-Type-Options, sniff,       'header X-Content-Type-Options is \"sniff\" (expected: \"nosniff\")'",
            "X-Frame-Options,        '',          'header X-Frame-Options is absent (expected: DENY, SAMEORIGIN, or frame-ancestors in Content-Security-Policy)'",
            "X-Frame-Options,        ALLOWALL,    'header X-Frame-Options is \"ALLOWALL\" (expected: DENY, SAMEORIGIN, or frame-ancestors in Content-Security-Policy)'",
            "Referrer-Policy,        '',          'header Referrer-Policy is absent (expected: any but unsafe-url)'",
            "Referrer-Policy,        unsafe-url,  'header Referrer-Policy is \"unsafe-url\" (expected: any but unsafe-url)'"
        })
        void are_named_where_they_are_not(String name, String value, String sentence) throws Exception {
            try (AnsweringServer server = AnsweringServer.with(with(soundBut(name, value)))) {
                assertThat(down(HttpProbes.get(server.url()).expectSecurityHeaders())
                                .reason())
                        .isEqualTo("GET " + server.url() + ": " + sentence + ", empty body");
            }
        }

        @ParameterizedTest
        @CsvSource({
            "default-src 'self'; frame-ancestors 'none', true",
            "frame-ancestors https://a.example,          true",
            "frame-ancestors *,                          false",
            "frame-ancestors * 'self',                   false",
            "frame-ancestors https:,                     false",
            "frame-ancestors https://*,                  false",
            "frame-ancestors https://*.example,          true",
            "frame-ancestors *; frame-ancestors 'self',  false",
            "'frame-ancestors *, frame-ancestors https://a.example', true",
            "default-src 'self',                         false"
        })
        void may_forbid_frames_by_policy(String policy, boolean isUp) throws Exception {
            Map<String, String> headers = soundBut("X-Frame-Options", "");
            headers.put("Content-Security-Policy", policy);
            try (AnsweringServer server = AnsweringServer.with(with(headers))) {
                assertThat(isUp(HttpProbes.get(server.url()).expectSecurityHeaders()))
                        .isEqualTo(isUp);
            }
        }

        @Test
        void are_not_sound_by_a_header_that_browsers_pass_over() throws Exception {
            Map<String, String> headers = soundBut("Content-Security-Policy", "frame-ancestors *");
            try (AnsweringServer server = AnsweringServer.with(with(headers))) {
                assertThat(down(HttpProbes.get(server.url()).expectSecurityHeaders())
                                .reason())
                        .isEqualTo("GET " + server.url() + ": header Content-Security-Policy is \"*\""
                                + " (expected: frame-ancestors that leave some out), empty body");
            }
        }

        @ParameterizedTest
        @CsvSource({
            "max-age=31536000; includeSubDomains, true",
            "'includeSubDomains; Max-Age=\"1\"',  true",
            "max-age=0,                           false",
            "max-age=,                            false",
            "max-age=abc,                         false",
            "max-age 31536000,                    false",
            "max-age==5,                          false",
            "includeSubDomains,                   false",
            "'',                                  false"
        })
        void ask_for_tls_for_some_time(String value, boolean isUp, @TempDir Path folder) throws Exception {
            Certificates certificates = Certificates.signed(folder, "dns:localhost,ip:127.0.0.1");
            try (AnsweringServer server =
                    AnsweringServer.over(certificates.server(), with(soundBut("Strict-Transport-Security", value)))) {
                assertThat(isUp(HttpProbes.get(server.url())
                                .sslContext(certificates.trusting())
                                .expectSecurityHeaders()))
                        .isEqualTo(isUp);
            }
        }

        @Test
        void tell_no_version_of_the_server() throws Exception {
            try (AnsweringServer server =
                    AnsweringServer.with(with(Map.of("Server", "nginx/1.25.3", "X-Powered-By", "PHP")))) {
                assertThat(down(HttpProbes.get(server.url()).expectNoServerVersion())
                                .reason())
                        .isEqualTo(
                                "GET " + server.url()
                                        + ": header Server is \"nginx/1.25.3\" (expected: no version of the server), empty body");
            }
        }
    }

    @Nested
    class A_body {

        static Stream<Arguments> expectations() {
            return Stream.of(
                    Arguments.of(expecting(probe -> probe.expectBodyWithout("error")), "fine", null),
                    Arguments.of(
                            expecting(probe -> probe.expectBodyWithout("error")),
                            "an error",
                            "the body contains \"error\""),
                    Arguments.of(expecting(probe -> probe.expectBodyMatching("v1\\.[0-9]+")), "this is v1.12", null),
                    Arguments.of(
                            expecting(probe -> probe.expectBodyMatching("^v1\\.[0-9]+$")),
                            "this is v1.12",
                            "the body does not match \"^v1\\.[0-9]+$\""),
                    Arguments.of(
                            expecting(probe -> probe.expectBodyWithoutMatch("(?i)stack ?trace")), "all is well", null),
                    Arguments.of(
                            expecting(probe -> probe.expectBodyWithoutMatch("(?i)stack ?trace")),
                            "a StackTrace",
                            "the body matches \"(?i)stack ?trace\""),
                    Arguments.of(expecting(probe -> probe.expectSize("<= 8B")), "12345678", null),
                    Arguments.of(
                            expecting(probe -> probe.expectSize("<= 8")),
                            "123456789",
                            "the body has 9 bytes (expected: <= 8)"),
                    Arguments.of(
                            expecting(probe -> probe.expectSize("> 1KiB")),
                            "123",
                            "the body has 3 bytes (expected: > 1KiB)"),
                    Arguments.of(
                            expecting(probe -> probe.expectJson("/queue", JsonRule.number("<= 5"))),
                            "{\"queue\":5}",
                            null),
                    Arguments.of(
                            expecting(probe -> probe.expectJson("/queue", JsonRule.number(">= -5"))),
                            "{\"queue\":-4.5}",
                            null),
                    Arguments.of(
                            expecting(probe -> probe.expectJson("/queue", JsonRule.number("<= 5"))),
                            "{\"queue\":6}",
                            "/queue is 6 (expected: <= 5)"),
                    Arguments.of(
                            expecting(probe -> probe.expectJson("/queue", JsonRule.number("<= 5"))),
                            "{\"queue\":\"5\"}",
                            "/queue is \"5\" (expected: a number <= 5)"),
                    Arguments.of(
                            expecting(probe -> probe.expectJson("/queue", JsonRule.number("!= 0"))),
                            "{}",
                            "/queue is absent (expected: a number != 0)"),
                    Arguments.of(
                            expecting(probe -> probe.expectJson("/hit", JsonRule.number("> 95%"))),
                            "{\"hit\":0.96}",
                            null));
        }

        private static UnaryOperator<HttpProbe> expecting(UnaryOperator<HttpProbe> expectation) {
            return expectation;
        }

        @ParameterizedTest
        @MethodSource("expectations")
        void is_as_expected_or_the_sentence_says_why(UnaryOperator<HttpProbe> expectation, String body, String sentence)
                throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(200, body)) {
                HttpProbe probe = expectation.apply(HttpProbes.get(server.url()));
                if (sentence == null) {
                    up(probe);
                } else {
                    assertThat(down(probe).reason())
                            .isEqualTo("GET " + server.url() + ": " + sentence + ", body: " + body);
                }
            }
        }

        @Test
        void that_a_pattern_takes_for_ever_to_match_is_silence_at_the_deadline() throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(200, "a".repeat(60) + "!")) {
                HttpProbe probe = HttpProbes.get(server.url()).expectBodyMatching("^(a|aa)+\\1b$");
                assertThat(silence(probe, Duration.ofSeconds(3)))
                        .isEqualTo("GET " + server.url()
                                + ": the body could not be held against \"^(a|aa)+\\1b$\" within 3 s");
            }
        }

        @Test
        void that_is_not_known_to_be_without_a_pattern_is_silence_at_the_deadline() throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(200, "a".repeat(60) + "!")) {
                HttpProbe probe = HttpProbes.get(server.url()).expectBodyWithoutMatch("^(a|aa)+\\1b$");
                assertThat(silence(probe, Duration.ofSeconds(1)))
                        .isEqualTo("GET " + server.url()
                                + ": the body could not be held against \"^(a|aa)+\\1b$\" within 1 s");
            }
        }

        @Test
        void that_a_pattern_has_no_stack_for_is_silence() throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(200, "ab".repeat(100_000))) {
                assertThat(silence(HttpProbes.get(server.url()).expectBodyMatching("^(a|b|c)*$"), AMPLE))
                        .isEqualTo("GET " + server.url() + ": the body could not be held against \"^(a|b|c)*$\","
                                + " which needs too much stack for it");
            }
        }

        @Test
        void is_not_looked_at_any_further_by_a_thread_that_is_interrupted() throws Exception {
            try (AnsweringServer server = AnsweringServer.answering(200, "a".repeat(60) + "!")) {
                HttpProbe probe = HttpProbes.get(server.url()).expectBodyMatching("^(a|aa)+\\1b$");
                Exchange exchange = new Exchange(AMPLE);
                Secrets secrets = new Secrets(List.of());
                Reply reply = probe.ask(exchange, secrets);
                Thread.currentThread().interrupt();
                assertThatExceptionOfType(InterruptedException.class)
                        .isThrownBy(() -> probe.judge(secrets, reply, exchange));
            }
        }

        @ParameterizedTest
        @NullSource
        @ValueSource(
                strings = {"", " ", "5", "about 5", "<= five", "<= 5 or so", "<=", "<= 5ms", "<= baseline", "=> 5"})
        void is_not_compared_with_what_is_no_number(String limit) {
            String shown = "limit: " + (limit == null ? "null" : '"' + limit + '"')
                    + " (expected: one of <, <=, >, >=, =, != and a ";
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ANY.expectJson("/a", JsonRule.number(limit)))
                    .withMessage(shown + "number, as in <= 5)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ANY.expectSize(limit))
                    .withMessage(shown + "size, as in <= 100KiB)");
        }

        @Test
        void is_not_held_against_what_is_no_pattern() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ANY.expectBodyMatching("a(b"))
                    .withMessage("regex: \"a(b\" (expected: a regular expression; Unclosed group at 3)");
        }
    }

    @Test
    void what_is_wanted_is_said_in_full() {
        assertThat(ANY.expectStatus("200-299, 304")
                        .expectHeader("ETag")
                        .expectHeader("X-A", "b")
                        .expectNoHeader("Server")
                        .expectSecurityHeaders()
                        .expectBodyWithout("error")
                        .expectBodyMatching("[a-z]")
                        .expectBodyWithoutMatch("[A-Z]")
                        .expectJson("/queue", JsonRule.number("<= 5"))
                        .expectSize("> 0")
                        .wanted())
                .isEqualTo("status 200-299 or 304, header ETag present, header X-A \"b\", header Server absent,"
                        + " security headers, body without \"error\", body matching \"[a-z]\", body not matching"
                        + " \"[A-Z]\", /queue <= 5, size > 0");
    }
}

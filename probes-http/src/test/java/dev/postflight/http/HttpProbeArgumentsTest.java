package dev.postflight.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.postflight.api.Unit;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway") // nulls are what is tested
class HttpProbeArgumentsTest {

    private static final String URL_RULE =
            " (expected: an absolute http or https URL with a host, such as http://localhost:8080/health)";

    private final HttpProbe probe = HttpProbes.get("http://localhost:8080/health");

    private static void rejected(ThrowingCallable call, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(call)
                .withMessage(sentence)
                .withNoCause();
    }

    @Nested
    class A_url {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "localhost",
                    "/health",
                    "localhost:8080/health",
                    "ftp://localhost/",
                    "file:///etc/passwd",
                    "http://",
                    "http:///health",
                    "http:health",
                    "http://my_host/",
                    "http://a b/",
                    "http://localhost:0/",
                    "http://localhost:65536/",
                    "http://localhost:-2/",
                    "http://[::1/",
                    "http://host\r\nX: y/"
                })
        void that_cannot_be_asked_is_rejected_at_once(String url) {
            rejected(() -> HttpProbes.get(url), "url: \"" + url + '"' + URL_RULE);
        }

        @Test
        void is_required() {
            rejected(() -> HttpProbes.get((String) null), "url: null" + URL_RULE);
            rejected(() -> HttpProbes.get((URI) null), "url: null" + URL_RULE);
        }

        @Test
        void with_user_info_is_rejected_without_showing_it() {
            rejected(
                    () -> HttpProbes.get("https://ann:s3cr3t@host/health?token=s3cr3t"),
                    "url: \"https://***@host/health?***\" (expected: no user info; send credentials in a header)");
            rejected(
                    () -> HttpProbes.get(URI.create("http://s3cr3t@my_host/")),
                    "url: \"http://***@my_host/\" (expected: no user info; send credentials in a header)");
        }

        @ParameterizedTest
        @CsvSource({
            "http://ann:s3c r3t@host/,       http://***@host/",
            "ann:s3cr3t@host/health,         ***@host/health",
            "http://ann:s3?r3t@host:1x/,     http://***@host:1x/",
            "ftp://ann:s3cr3t@host/?a=b,     ftp://***@host/?***",
            "http://host:1x/?token=s3cr3t,   http://host:1x/?***"
        })
        void that_is_malformed_is_shown_without_what_may_be_a_secret(String url, String shown) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HttpProbes.get(url))
                    .withMessageStartingWith("url: \"" + shown + "\" (expected: ")
                    .withNoCause();
        }

        @ParameterizedTest
        @CsvSource({
            "http://localhost:8080/health,                        GET http://localhost:8080/health",
            "HTTPS://Example.org,                                 GET HTTPS://Example.org",
            "http://[::1]:8080/a?token=s3cr3t&x=1;y=2&z#part,     GET http://[::1]:8080/a?token=***&x=***&y=***&***",
            "http://host/?,                                       GET http://host/?***"
        })
        void is_shown_without_the_values_of_its_query(String url, String shown) {
            assertThat(HttpProbes.get(url)).hasToString(shown);
            assertThat(HttpProbes.get(URI.create(url))).hasToString(shown);
        }
    }

    @Nested
    class A_setting {

        @ParameterizedTest
        @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 99, 600})
        void that_is_no_status_is_rejected(int status) {
            rejected(
                    () -> probe.expectStatus(200, status),
                    "statuses: " + status + " (expected: one or more statuses from 100 to 599)");
        }

        @Test
        void without_a_status_is_rejected() {
            rejected(probe::expectStatus, "statuses: none (expected: one or more statuses from 100 to 599)");
            rejected(
                    () -> probe.expectStatus((int[]) null),
                    "statuses: null (expected: one or more statuses from 100 to 599)");
        }

        @ParameterizedTest
        @ValueSource(ints = {100, 599})
        void may_be_any_status(int status) {
            assertThat(probe.expectStatus(status)).isNotSameAs(probe);
        }

        @ParameterizedTest
        @NullSource
        @ValueSource(strings = {"version", "$.version", " ", "/a~", "/a~2", "/~~0"})
        void that_is_no_json_pointer_is_rejected(String pointer) {
            String sentence = "pointer: " + (pointer == null ? "null" : '"' + pointer + '"')
                    + " (expected: a JSON pointer (RFC 6901) such as /status, or nothing for the whole document)";
            rejected(() -> probe.expectJson(pointer, 1), sentence);
            rejected(() -> probe.measureJson("active", pointer, Unit.COUNT), sentence);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "/", "/a/0/b", "/a~0~1b", "/ä //"})
        void may_be_any_json_pointer(String pointer) {
            assertThat(probe.expectJson(pointer, 1)).isNotSameAs(probe);
        }

        static Stream<Arguments> no_values() {
            return Stream.of(
                    Arguments.of(List.of(1), "java.util.ImmutableCollections$List12"),
                    Arguments.of('x', "java.lang.Character"),
                    Arguments.of(new int[] {1}, "int[]"),
                    Arguments.of(Double.NaN, "NaN"),
                    Arguments.of(Float.NEGATIVE_INFINITY, "-Infinity"));
        }

        @ParameterizedTest
        @MethodSource("no_values")
        void that_is_no_json_value_is_rejected(Object value, String shown) {
            rejected(
                    () -> probe.expectJson("/a", value),
                    "value: " + shown + " (expected: a string, a boolean, a finite number or null)");
        }

        @Test
        void for_the_same_pointer_twice_is_rejected() {
            rejected(
                    () -> probe.expectJson("/a", 1).expectJson("/a", new BigDecimal(2)),
                    "pointer: \"/a\" twice (expected: each pointer once)");
        }

        @Test
        void that_no_body_could_miss_is_rejected() {
            rejected(() -> probe.expectBody(" "), "contained: \" \" (expected: a text that is not blank)");
            rejected(() -> probe.expectBody(null), "contained: null (expected: a text that is not blank)");
        }

        @ParameterizedTest
        @ValueSource(longs = {Long.MIN_VALUE, 0, (1L << 30) + 1})
        void that_bounds_no_body_is_rejected(long bytes) {
            rejected(() -> probe.maxBody(bytes), "maxBody: " + bytes + " (expected: 1 to 1073741824 bytes)");
        }

        @ParameterizedTest
        @ValueSource(strings = {"latency", "first_byte", "status", "size", "dns", "active"})
        void for_a_metric_that_is_there_already_is_rejected(String metric) {
            rejected(
                    () -> probe.measureJson("active", "/a", Unit.COUNT).measureJson(metric, "/b", Unit.COUNT),
                    "metric: " + metric
                            + " twice (expected: each metric once; the probe has [latency, first_byte, status, size, active])");
        }

        @Test
        void without_unit_client_or_metric_name_is_rejected() {
            rejected(() -> probe.client(null), "client: null (expected: a client)");
            rejected(
                    () -> probe.measureJson("active", "/a", (Unit) null),
                    "unit: null (expected: the unit of the metric)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> probe.measureJson("2nd", "/a", Unit.COUNT))
                    .withMessageStartingWith("metric: \"2nd\" (expected: ");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> probe.measureJson(null, "/a", Unit.COUNT))
                    .withMessageStartingWith("metric: null (expected: ");
        }

        @Test
        void leaves_the_probe_that_it_was_made_from_as_it_is() {
            assertThat(probe.measureJson("active", "/a", Unit.BYTES).metrics()).containsEntry("active", Unit.BYTES);
            assertThat(probe.metrics())
                    .containsExactly(
                            entry("latency", Unit.SECONDS),
                            entry("first_byte", Unit.SECONDS),
                            entry("status", Unit.COUNT),
                            entry("size", Unit.BYTES));
        }
    }

    @Nested
    class A_header {

        @ParameterizedTest
        @NullSource
        @ValueSource(strings = {"", " ", "X Y", "X:", "Host", "Content-Length", "x\r\ny"})
        void that_may_not_be_set_is_rejected(String name) {
            rejected(
                    () -> probe.header(name, "s3cr3t"),
                    "name: " + (name == null ? "null" : '"' + name + '"')
                            + " (expected: the name of a header that may be set)");
        }

        @ParameterizedTest
        @CsvSource(
                nullValues = "null",
                value = {"null, null", "' ', blank", "'s3cr3t\r\nX: y', ***", "'s3cr\u0000t', ***"})
        void with_a_value_that_cannot_be_sent_is_rejected_without_showing_it(String value, String shown) {
            rejected(
                    () -> probe.header("Authorization", value),
                    "header Authorization: " + shown + " (expected: one line of printable characters)");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void a_timeout_must_be_positive(long nanos) {
        Duration timeout = Duration.ofNanos(nanos);
        rejected(() -> probe.run(timeout), "timeout: " + timeout + " (expected: a positive duration)");
    }

    @Test
    void what_is_wanted_is_said_in_full_and_without_secrets() {
        HttpProbe plain = HttpProbes.get("http://localhost/health");
        assertThat(plain.wanted()).isEqualTo("status 2xx");
        assertThat(plain.expectStatus(200, 204)
                        .expectJson("/status", "UP")
                        .expectJson("/replicas", 3)
                        .expectJson("/token", "s3cret")
                        .expectBody("Welcome")
                        .wanted())
                .isEqualTo("status 200 or 204, /status \"UP\", /replicas 3, /token ***, body with \"Welcome\"");
    }
}

package dev.postflight.http;

import static dev.postflight.http.Results.down;
import static dev.postflight.http.Results.figures;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.ProbeResult;
import org.junit.jupiter.api.Test;

/** R7 and the text that a stranger reads: what was wanted, what was seen, and no secrets. */
class HttpProbeReasonTest {

    @Test
    void the_reason_names_everything_that_is_not_as_expected() throws Exception {
        try (AnsweringServer server = AnsweringServer.answering(503, "{\"status\":\"DOWN\",\"version\":\"1.4.1\"}")) {
            ProbeResult.Down down = down(HttpProbes.get(server.url())
                    .expectStatus(200)
                    .expectJson("/version", "1.4.2")
                    .expectJson("/timestamp", "x")
                    .expectBody("Welcome")
                    .expectBody("DOWN"));
            assertThat(down.reason())
                    .isEqualTo("GET " + server.url() + ": status 503 (expected: 200);"
                            + " /version is \"1.4.1\" (expected: \"1.4.2\");"
                            + " /timestamp is absent (expected: \"x\");"
                            + " the body does not contain \"Welcome\","
                            + " body: {\"status\":\"DOWN\",\"version\":\"1.4.1\"}");
            assertThat(figures(down.measurements())).containsOnlyKeys("latency", "first_byte", "status", "size");
        }
    }

    @Test
    void the_reason_shows_the_beginning_of_a_long_body() throws Exception {
        try (AnsweringServer server = AnsweringServer.answering(500, "x".repeat(199) + "\uD83D\uDE00" + "y")) {
            assertThat(down(HttpProbes.get(server.url())).reason()).endsWith("body: " + "x".repeat(199) + "…");
        }
    }

    @Test
    void the_reason_shows_no_half_of_a_secret_in_a_body_that_is_cut() throws Exception {
        String body = "{\"pad\":\"" + "x".repeat(165) + "\",\"password\":\"first second third fourth\"}";
        try (AnsweringServer server = AnsweringServer.answering(500, body)) {
            assertThat(down(HttpProbes.get(server.url())).reason())
                    .contains("\"password\":***")
                    .doesNotContain("first", "second");
        }
    }

    @Test
    void the_reason_is_one_line_without_control_characters() throws Exception {
        try (AnsweringServer server = AnsweringServer.answering(500, "one\r\ntwo\u001b[31m\u0000")) {
            assertThat(down(HttpProbes.get(server.url())).reason()).matches("\\P{Cntrl}*body: one two\\P{Cntrl}*");
        }
    }

    @Test
    void the_reason_does_not_end_where_one_part_looks_like_a_secret() throws Exception {
        try (AnsweringServer server = AnsweringServer.answering(200, "hello")) {
            assertThat(down(HttpProbes.get(server.url())
                                    .expectBody("Authorization: none")
                                    .expectBody("Welcome"))
                            .reason())
                    .endsWith(" the body does not contain \"Welcome\", body: hello");
        }
    }

    @Test
    void the_reason_is_not_pushed_out_by_a_long_url() throws Exception {
        try (AnsweringServer server = AnsweringServer.answering(500, "")) {
            assertThat(down(HttpProbes.get(server.url() + "/x".repeat(1_000))).reason())
                    .contains("status 500 (expected: 2xx)");
        }
    }
}

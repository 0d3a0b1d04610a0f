package dev.postflight.http;

import static dev.postflight.http.Results.AMPLE;
import static dev.postflight.http.Results.down;
import static dev.postflight.http.Results.figures;
import static dev.postflight.http.Results.silence;
import static dev.postflight.http.Results.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.Headers;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S2.3: who may call from a browser. */
class CorsProbeTest {

    private static final String APP = "https://app.example.org";
    private static final String EVIL = "https://app.example.org.evil.example";

    /** Answers preflight requests with status 204 and what a test puts into the headers. */
    private static AnsweringServer server(int status, BiConsumer<Headers, Headers> answer) throws Exception {
        return AnsweringServer.with(exchange -> {
            if (exchange.getRequestMethod().equals("OPTIONS")) {
                answer.accept(exchange.getRequestHeaders(), exchange.getResponseHeaders());
            }
            exchange.sendResponseHeaders(status, -1);
        });
    }

    private static void allow(Headers asked, Headers answer) {
        if (APP.equals(asked.getFirst("Origin"))) {
            answer.set("Access-Control-Allow-Origin", APP);
            answer.set("Access-Control-Allow-Methods", "GET, PUT");
            answer.set("Access-Control-Allow-Headers", "Content-Type, X-Version");
            answer.set("Access-Control-Allow-Credentials", "true");
        }
    }

    @Test
    void those_that_may_are_allowed_and_the_others_are_not() throws Exception {
        try (AnsweringServer server = server(204, CorsProbeTest::allow)) {
            CorsProbe probe = HttpProbes.cors(server.url())
                    .allows(APP)
                    .refuses(EVIL)
                    .refuses("null")
                    .method("PUT")
                    .requestHeaders("content-type")
                    .withCredentials();
            assertThat(figures(up(probe).measurements())).containsEntry("failed", 0.0);
            assertThat(probe.wanted()).isEqualTo("PUT allowed for " + APP + ", refused for " + EVIL + " and null");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | content-type     | header Access-Control-Allow-Methods is \"GET, PUT\" (expected: DELETE)",
                "put    | content-type     | header Access-Control-Allow-Methods is \"GET, PUT\" (expected: put)",
                "PUT    | x-other          | header Access-Control-Allow-Headers is \"Content-Type, X-Version\" (expected: x-other)"
            })
    void more_than_is_allowed_is_down(String method, String header, String sentence) throws Exception {
        try (AnsweringServer server = server(204, CorsProbeTest::allow)) {
            assertThat(down(HttpProbes.cors(server.url())
                                    .allows(APP)
                                    .method(method)
                                    .requestHeaders(header))
                            .reason())
                    .isEqualTo("OPTIONS " + server.url() + ": origin " + APP + ": " + sentence);
        }
    }

    @Test
    void no_answer_of_cors_is_down_for_those_that_may() throws Exception {
        try (AnsweringServer server = server(404, (asked, answer) -> {})) {
            assertThat(down(HttpProbes.cors(server.url()).allows(APP)).reason())
                    .isEqualTo("OPTIONS " + server.url() + ": origin " + APP + ": status 404 (expected: 2xx)");
            assertThat(down(HttpProbes.cors(server.url()).refuses(EVIL)).reason())
                    .isEqualTo("OPTIONS " + server.url() + ": origin " + EVIL
                            + ": GET has status 404 (expected: an answer to the call)");
        }
    }

    @Test
    void a_call_that_browsers_make_unasked_is_made() throws Exception {
        try (AnsweringServer server = AnsweringServer.with(exchange -> {
            boolean isCall = exchange.getRequestMethod().equals("GET");
            if (isCall) {
                String origin = exchange.getRequestHeaders().getFirst("Origin");
                exchange.getResponseHeaders().set("Access-Control-Allow-Origin", origin);
                exchange.getResponseHeaders().set("Access-Control-Allow-Credentials", "true");
            }
            exchange.sendResponseHeaders(isCall ? 200 : 405, -1);
        })) {
            assertThat(down(HttpProbes.cors(server.url()).refuses(EVIL)).reason())
                    .isEqualTo("OPTIONS " + server.url() + ": origin " + EVIL
                            + ": GET: it is allowed, with credentials (expected: refused)");
            // these are made after a preflight request only
            up(HttpProbes.cors(server.url()).refuses(EVIL).method("PUT"));
            up(HttpProbes.cors(server.url()).refuses(EVIL).requestHeaders("x-a"));
        }
    }

    @Test
    void an_origin_that_is_repeated_whatever_it_is_is_down() throws Exception {
        try (AnsweringServer server = server(204, (asked, answer) -> {
            answer.set("Access-Control-Allow-Origin", asked.getFirst("Origin"));
            answer.set("Access-Control-Allow-Credentials", "true");
        })) {
            assertThat(down(HttpProbes.cors(server.url())
                                    .allows(APP)
                                    .refuses(EVIL)
                                    .refuses("null"))
                            .reason())
                    .isEqualTo("OPTIONS " + server.url() + ": origin " + EVIL
                            + ": it is allowed, with credentials (expected: refused);"
                            + " origin null: it is allowed, with credentials (expected: refused)");
        }
    }

    @Test
    void any_origin_together_with_credentials_is_down_even_for_those_that_may() throws Exception {
        try (AnsweringServer server = server(204, (asked, answer) -> {
            answer.set("Access-Control-Allow-Origin", "*");
            answer.set("Access-Control-Allow-Credentials", "true");
        })) {
            assertThat(down(HttpProbes.cors(server.url()).allows(APP)).reason())
                    .endsWith(": origin " + APP + ": any origin is allowed together with credentials");
        }
    }

    @Test
    void any_origin_will_do_where_there_are_no_credentials() throws Exception {
        try (AnsweringServer server = server(204, (asked, answer) -> {
            answer.set("Access-Control-Allow-Origin", "*");
            answer.set("Access-Control-Allow-Methods", "*");
            answer.set("Access-Control-Allow-Headers", "*");
        })) {
            CorsProbe probe = HttpProbes.cors(server.url()).method("PUT").requestHeaders("x-a");
            up(probe.allows(APP));
            assertThat(down(probe.refuses(EVIL)).reason()).endsWith(": origin " + EVIL + ": any origin is allowed");
            assertThat(down(probe.allows(APP).withCredentials()).reason())
                    .endsWith(": header Access-Control-Allow-Origin is \"*\" (expected: \"" + APP + "\")");
            assertThat(down(probe.allows(APP).requestHeaders("Authorization")).reason())
                    .endsWith(": header Access-Control-Allow-Headers is \"*\" (expected: Authorization)");
        }
    }

    @Test
    void credentials_must_be_allowed_expressly() throws Exception {
        try (AnsweringServer server =
                server(204, (asked, answer) -> answer.set("Access-Control-Allow-Origin", asked.getFirst("Origin")))) {
            assertThat(down(HttpProbes.cors(server.url()).allows(APP).withCredentials())
                            .reason())
                    .endsWith(": header Access-Control-Allow-Credentials is absent (expected: \"true\")");
        }
    }

    @Test
    void two_answers_are_none() throws Exception {
        try (AnsweringServer server = server(204, (asked, answer) -> {
            answer.add("Access-Control-Allow-Origin", APP);
            answer.add("Access-Control-Allow-Origin", EVIL);
        })) {
            assertThat(down(HttpProbes.cors(server.url()).allows(APP)).reason())
                    .endsWith(": header Access-Control-Allow-Origin is \"" + APP + ", " + EVIL
                            + "\" (expected: one value)");
        }
    }

    @Test
    void an_error_is_no_refusal() throws Exception {
        try (AnsweringServer server = server(500, (asked, answer) -> {})) {
            assertThat(down(HttpProbes.cors(server.url()).refuses(EVIL)).reason())
                    .endsWith(": origin " + EVIL + ": status 500 (expected: a refusal, and no error)");
        }
    }

    @Test
    void no_answer_is_silence() throws Exception {
        try (FaultyServer server = FaultyServer.sending("")) {
            assertThat(silence(HttpProbes.cors(server.url()).allows(APP), AMPLE))
                    .isEqualTo("OPTIONS " + server.url() + ": origin " + APP + ": connection closed without an answer");
        }
        assertThat(silence(HttpProbes.cors("http://localhost:1/"), AMPLE))
                .isEqualTo("OPTIONS http://localhost:1/: no origin to ask for; allows(…) and refuses(…) add one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "app.example.org", "https://app.example.org/", "https://", "https://a@b", APP})
    void an_origin_is_scheme_and_host_and_there_once(String origin) {
        CorsProbe probe = HttpProbes.cors("http://localhost/").allows(APP);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> probe.refuses(origin))
                .withMessage(
                        "origin: \"" + origin + "\" (expected: an origin such as https://app.example.org, each once)");
    }
}

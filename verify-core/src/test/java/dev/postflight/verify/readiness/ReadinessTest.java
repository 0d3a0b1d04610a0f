package dev.postflight.verify.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Decision;
import dev.postflight.api.Verdict;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sees: status codes, headers, methods, paths. */
class ReadinessTest {

    private static Readiness telling(Shape shape, Decision decision) {
        Verdict verdict = Told.of(decision);
        return new Readiness(() -> verdict, shape, false);
    }

    private static HttpResponse<String> answer(Readiness readiness) throws IOException, InterruptedException {
        try (ReadyServer server = new ReadyServer(readiness)) {
            return server.get();
        }
    }

    @Nested
    class Answers {

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                KUBERNETES    | GO    | 200 | GO
                KUBERNETES    | HOLD  | 503 | HOLD
                KUBERNETES    | NO_GO | 503 | NO_GO
                SPRING_BOOT   | GO    | 200 | {"status":"UP"}
                SPRING_BOOT   | HOLD  | 503 | {"status":"OUT_OF_SERVICE"}
                SPRING_BOOT   | NO_GO | 503 | {"status":"DOWN"}
                MICRO_PROFILE | GO    | 200 | {"status":"UP","checks":[]}
                MICRO_PROFILE | HOLD  | 503 | {"status":"DOWN","checks":[]}
                MICRO_PROFILE | NO_GO | 503 | {"status":"DOWN","checks":[]}
                """)
        void only_go_is_ready_and_nothing_but_the_decision_is_told(
                Shape shape, Decision decision, int status, String body) throws Exception {
            HttpResponse<String> answer = answer(telling(shape, decision));
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body().strip()).isEqualTo(body);
        }

        @ParameterizedTest
        @CsvSource({
            "KUBERNETES, text/plain; charset=utf-8",
            "SPRING_BOOT, application/json; charset=utf-8",
            "MICRO_PROFILE, application/json; charset=utf-8"
        })
        void the_type_of_the_content_is_said_and_nothing_may_be_stored(Shape shape, String type) throws Exception {
            HttpResponse<String> answer = answer(telling(shape, Decision.GO));
            assertThat(answer.headers().allValues("Content-Type")).containsExactly(type);
            assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
            assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        }

        @Test
        void a_new_verdict_is_told_by_the_next_answer() throws Exception {
            AtomicReference<Verdict> latest = new AtomicReference<>(Told.of(Decision.GO));
            for (Shape shape : Shape.values()) {
                for (boolean details : new boolean[] {false, true}) {
                    try (ReadyServer server = new ReadyServer(new Readiness(latest::get, shape, details))) {
                        for (Decision decision : List.of(Decision.GO, Decision.NO_GO, Decision.HOLD, Decision.GO)) {
                            latest.set(Told.of(decision));
                            assertThat(server.get().statusCode()).isEqualTo(decision == Decision.GO ? 200 : 503);
                        }
                    }
                }
            }
        }

        @Test
        @SuppressWarnings("NullAway") // what this test is about
        void a_verifier_is_needed() {
            assertThatThrownBy(() -> Readiness.kubernetes(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("verifier: null (expected: a verifier)");
        }
    }

    @Nested
    class Requests {

        @ParameterizedTest
        @EnumSource(Shape.class)
        void head_is_get_without_a_body(Shape shape) throws Exception {
            try (ReadyServer server = new ReadyServer(telling(shape, Decision.HOLD))) {
                HttpResponse<String> get = server.get();
                HttpResponse<String> head =
                        server.send(server.request(ReadyServer.PATH).method("HEAD", BodyPublishers.noBody()));
                assertThat(head.statusCode()).isEqualTo(503);
                assertThat(head.body()).isEmpty();
                assertThat(withoutDate(head)).isEqualTo(withoutDate(get));
            }
        }

        private static Map<String, List<String>> withoutDate(HttpResponse<String> answer) {
            Map<String, List<String>> headers = new HashMap<>(answer.headers().map());
            headers.remove("date");
            return headers;
        }

        @ParameterizedTest
        @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", "ANYTHING"})
        void other_methods_are_refused(String method) throws Exception {
            try (ReadyServer server = new ReadyServer(telling(Shape.KUBERNETES, Decision.GO))) {
                HttpResponse<String> answer =
                        server.send(server.request(ReadyServer.PATH).method(method, BodyPublishers.ofString("body")));
                assertThat(answer.statusCode()).isEqualTo(405);
                assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
                assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
                assertThat(answer.body()).isEmpty();
                assertThat(server.get().statusCode()).isEqualTo(200);
            }
        }

        @Test
        void a_get_with_a_body_is_a_get() throws Exception {
            try (ReadyServer server = new ReadyServer(telling(Shape.KUBERNETES, Decision.GO))) {
                HttpResponse<String> answer =
                        server.send(server.request(ReadyServer.PATH).method("GET", BodyPublishers.ofString("body")));
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(server.get().statusCode()).isEqualTo(200);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"/health/ready/", "/health/ready/live", "/health/ready/..", "/health/readyness"})
        void what_is_below_its_path_is_not_found(String path) throws Exception {
            try (ReadyServer server = new ReadyServer(telling(Shape.KUBERNETES, Decision.GO))) {
                assertThat(server.get(path).statusCode()).isEqualTo(404);
            }
        }

        @Test
        void the_root_context_leaves_the_choice_of_paths_to_others() throws Exception {
            try (ReadyServer server = new ReadyServer("/", telling(Shape.KUBERNETES, Decision.GO))) {
                assertThat(server.get("/any/path").statusCode()).isEqualTo(200);
            }
        }

        @ParameterizedTest
        @EnumSource(Shape.class)
        void nothing_of_a_request_comes_back(Shape shape) throws Exception {
            try (ReadyServer server =
                    new ReadyServer(telling(shape, Decision.NO_GO).withDetails())) {
                HttpResponse<String> answer = server.send(server.request(ReadyServer.PATH + "?mark=%0d%0aMark:mark")
                        .header("Accept", "text/mark")
                        .header("X-Request-Id", "mark")
                        .header("Origin", "http://mark.example"));
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body()).doesNotContainIgnoringCase("mark");
                assertThat(answer.headers().map().toString()).doesNotContainIgnoringCase("mark");
            }
        }
    }
}

package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Check;
import dev.postflight.api.ProbeResult;
import dev.postflight.verify.readiness.Readiness;
import dev.postflight.verify.readiness.ReadyServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A verifier at work, as its readiness tells it. */
class VerdictOverHttpTest {

    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicBoolean up = new AtomicBoolean(true);

    private Check counted() {
        return Check.of("counted", timeout -> {
                    runs.incrementAndGet();
                    return up.get() ? ProbeResult.up() : ProbeResult.down("gone");
                })
                .critical();
    }

    @Test
    void it_is_not_ready_before_the_first_verdict() throws Exception {
        try (Bench bench = new Bench(Bench.once(counted()));
                ReadyServer server = new ReadyServer(Readiness.kubernetes(bench.verifier));
                ReadyServer detailed =
                        new ReadyServer(Readiness.springBoot(bench.verifier).withDetails())) {
            assertThat(server.get().statusCode()).isEqualTo(503);
            assertThat(server.get().body()).isEqualTo("HOLD\n");
            assertThat(detailed.get().statusCode()).isEqualTo(503);
            assertThat(detailed.get().body()).contains("\"counted\":{\"status\":\"UNKNOWN\"", "NOT_YET_RUN");
            assertThat(runs).hasValue(0);

            bench.verify();
            assertThat(server.get().statusCode()).isEqualTo(200);
            assertThat(detailed.get().body()).contains("\"counted\":{\"status\":\"UP\"");
        }
    }

    @Test
    void it_is_what_was_decided_last() throws Exception {
        try (Bench bench = new Bench(Bench.once(counted()));
                ReadyServer server = new ReadyServer(Readiness.microProfile(bench.verifier))) {
            bench.verify();
            assertThat(server.get().statusCode()).isEqualTo(200);
            up.set(false);
            bench.verify();
            assertThat(server.get().statusCode()).isEqualTo(503);
            up.set(true);
            bench.verify();
            assertThat(server.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void it_is_not_ready_any_more_when_what_passed_has_grown_stale() throws Exception {
        try (HeldUp stuck = new HeldUp();
                ReadyServer server = new ReadyServer(Readiness.kubernetes(stuck.verifier));
                ReadyServer detailed =
                        new ReadyServer(Readiness.springBoot(stuck.verifier).withDetails())) {
            stuck.start();
            stuck.time.advance(Duration.ofSeconds(65));
            assertThat(server.get().statusCode()).isEqualTo(200);
            assertThat(detailed.get().statusCode()).isEqualTo(200);

            stuck.time.advance(Duration.ofSeconds(1));
            assertThat(server.get().statusCode()).isEqualTo(503);
            HttpResponse<String> answer = detailed.get();
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("STALE", "last observed 2 min 6 s ago");

            stuck.verifier.close();
            assertThat(server.get().statusCode()).isEqualTo(503);
        }
    }

    @Test
    void it_still_tells_the_last_verdict_after_the_end() throws Exception {
        try (Bench bench = new Bench(Bench.once(counted()));
                ReadyServer server = new ReadyServer(Readiness.kubernetes(bench.verifier))) {
            bench.verify();
            bench.verifier.close();
            assertThat(server.get().body()).isEqualTo("GO\n");
            assertThat(runs).hasValue(1);
        }
    }

    @Test
    void it_stays_not_ready_when_the_end_came_before_a_verdict() throws Exception {
        try (Bench bench = new Bench(Bench.once(counted()));
                ReadyServer server = new ReadyServer(Readiness.kubernetes(bench.verifier))) {
            bench.verifier.close();
            assertThat(server.get().statusCode()).isEqualTo(503);
            assertThat(runs).hasValue(0);
        }
    }

    @Test
    void hundreds_of_requests_at_once_run_no_probe() throws Exception {
        try (Bench bench = new Bench(Bench.once(counted()));
                ReadyServer server =
                        new ReadyServer(Readiness.springBoot(bench.verifier).withDetails())) {
            assertThat(codes(server, 300)).hasSize(300).containsOnly(503);
            assertThat(runs).hasValue(0);
            bench.verify();
            assertThat(codes(server, 300)).hasSize(300).containsOnly(200);
            assertThat(runs).hasValue(1);
        }
    }

    private static List<Integer> codes(ReadyServer server, int requests) {
        HttpRequest request = server.request(ReadyServer.PATH).build();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            answers.add(server.client().sendAsync(request, BodyHandlers.ofString()));
        }
        return answers.stream().map(answer -> answer.join().statusCode()).toList();
    }
}

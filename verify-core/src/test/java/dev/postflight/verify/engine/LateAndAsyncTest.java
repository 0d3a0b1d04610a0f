package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.AsyncProbe;
import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Finding;
import dev.postflight.api.Outcome;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that come later than their probe returns, or too late. */
@Timeout(60)
class LateAndAsyncTest {

    @Nested
    class A_late_answer {

        private final Scene scene = new Scene();

        @Test
        void is_dropped_and_counted_even_if_its_probe_was_not_interrupted_before_it_came() {
            Probe slow = timeout -> {
                scene.time().take(timeout.plusSeconds(2));
                return ProbeResult.up();
            };
            try (Bench bench = new Bench(Bench.once(Check.of("slow", slow)))) {
                scene.time = bench.time;
                Finding finding = bench.verify("slow");
                assertThat(finding.reason()).isEqualTo(Reason.TIMEOUT);
                assertThat(finding.cause()).isEqualTo("no answer within 5 s, but after 7 s");
                assertThat(finding.took()).isEqualTo(Duration.ofSeconds(7));
                assertThat(bench.verifier.late()).isEqualTo(1);
                assertThat(bench.verifier.abandoned()).isZero();
            }
        }

        @Test
        void of_a_stage_is_dropped_and_counted_and_the_probe_may_start_again() {
            List<CompletableFuture<ProbeResult>> stages = new ArrayList<>();
            AsyncProbe probe = timeout -> {
                CompletableFuture<ProbeResult> stage = new CompletableFuture<>();
                stages.add(stage);
                return stage.minimalCompletionStage(); // which cannot be cancelled
            };
            try (Bench bench = new Bench(Bench.once(Check.of("slow", probe)))) {
                for (int i = 0; i < 3; i++) {
                    Finding finding = bench.verify("slow");
                    assertThat(finding.reason()).isEqualTo(Reason.TIMEOUT);
                    assertThat(finding.cause()).isEqualTo("no answer within 5 s; it was cancelled and has not ended");
                }
                assertThat(stages).as("not a second time while it hangs").hasSize(1);
                assertThat(bench.verifier.abandoned()).isEqualTo(1);
                assertThat(bench.verifier.late()).isZero();

                Finding before = Bench.finding(bench.verifier.latest(), "slow");
                stages.get(0).complete(ProbeResult.up());
                assertThat(Bench.finding(bench.verifier.latest(), "slow")).isEqualTo(before);
                assertThat(bench.verifier.abandoned()).isZero();
                assertThat(bench.verifier.late()).isEqualTo(1);
                bench.verify();
                assertThat(stages).hasSize(2);
            }
        }

        @Test
        void is_a_figure_among_the_meters() {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            VirtualTime time = new VirtualTime();
            Check slow = Check.of("slow", timeout -> {
                time.take(timeout.plusNanos(1));
                return ProbeResult.up();
            });
            try (Verifier verifier = Verifier.builder(Bench.once(slow))
                    .time(time)
                    .workers(time.counting(Threads.PLATFORM.open()))
                    .metrics(registry)
                    .build()) {
                verifier.verify();
                verifier.verify();
                assertThat(registry.get("postflight.probes.late")
                                .tag("plan", "shop")
                                .functionCounter()
                                .count())
                        .isEqualTo(2);
            }
            assertThat(registry.getMeters()).isEmpty();
        }
    }

    @Nested
    class An_asynchronous_probe {

        @Test
        void holds_no_thread_while_it_waits() {
            int checks = 100;
            Queue<CompletableFuture<ProbeResult>> stages = new ConcurrentLinkedQueue<>();
            VerificationPhase phase = VerificationPhase.named("startup");
            for (int i = 0; i < checks; i++) {
                phase = phase.check(Check.of("check-" + i, AsyncProbe.of(timeout -> {
                    CompletableFuture<ProbeResult> stage = new CompletableFuture<>();
                    stages.add(stage);
                    if (stages.size() == checks) { // no answer before all were asked
                        stages.forEach(each -> each.complete(ProbeResult.up()));
                    }
                    return stage;
                })));
            }
            VerificationPlan plan =
                    VerificationPlan.named("few threads").phase(phase).build();
            try (Verifier verifier = Verifier.builder(plan)
                    .workers(Executors.newSingleThreadExecutor())
                    .build()) {
                assertThat(verifier.verify().decision()).isEqualTo(Decision.GO);
            }
        }

        @Test
        void can_be_run_on_the_thread_that_asks() {
            CompletableFuture<ProbeResult> stage = new CompletableFuture<>();
            CountDownLatch asked = new CountDownLatch(1);
            Thread server = new Thread(() -> {
                Stubborn.await(asked);
                stage.complete(ProbeResult.up());
            });
            server.start();
            Check check = Check.of("api", AsyncProbe.of(timeout -> {
                asked.countDown();
                return stage;
            }));
            try (Verifier verifier =
                    Verifier.builder(Bench.once(check)).sameThread().build()) {
                assertThat(verifier.verify().decision()).isEqualTo(Decision.GO);
            }
        }

        @Test
        void does_not_hold_up_the_others_by_what_listens_to_its_future() {
            Scene scene = new Scene();
            CompletableFuture<ProbeResult> stage = new CompletableFuture<>();
            var unused = stage.whenComplete((result, thrown) -> scene.time().hangWhateverComes(scene.end));
            AsyncProbe stuck = timeout -> stage;
            VerificationPlan plan = Bench.once(Check.of("stuck", stuck), Check.of("fine", timeout -> ProbeResult.up()));
            try (Bench bench = new Bench(plan)) {
                scene.time = bench.time;
                Verdict verdict = bench.verify();
                assertThat(Bench.finding(verdict, "fine").outcome()).isEqualTo(Outcome.PASS);
                assertThat(Bench.finding(verdict, "stuck").reason()).isEqualTo(Reason.TIMEOUT);
                scene.end.countDown();
            }
        }

        @Test
        void is_cancelled_when_the_verifier_is_closed() throws Exception {
            CompletableFuture<ProbeResult> stage = new CompletableFuture<>();
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch cancelled = new CountDownLatch(1);
            var unused = stage.whenComplete((result, thrown) -> cancelled.countDown());
            AsyncProbe probe = timeout -> {
                asked.countDown();
                return stage;
            };
            VerificationPlan plan = Bench.plan(
                    VerificationPhase.named("watch").every(Duration.ofHours(1)),
                    Check.of("slow", probe).timeout(Duration.ofDays(1)));
            try (Verifier verifier = Verifier.builder(plan).build()) {
                verifier.start();
                asked.await();
            }
            cancelled.await();
            assertThat(stage).isCancelled();
        }
    }
}

package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The schedule goes on and tells what it finds, whatever happens to its thread and however long a check takes. */
@Timeout(60)
class SteadyScheduleTest {

    private final VirtualTime time = new VirtualTime();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private Verifier.Builder builder(VerificationPlan plan) {
        return Verifier.builder(plan)
                .time(time)
                .jitter(0)
                .workers(time.counting(Threads.PLATFORM.open()))
                .metrics(registry);
    }

    private static void interrupt(String thread) {
        Thread.getAllStackTraces().keySet().stream()
                .filter(candidate -> candidate.getName().equals(thread))
                .forEach(Thread::interrupt);
    }

    @Test
    void a_startup_whose_tries_are_interrupted_is_tried_until_it_is_go() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        CountDownLatch watching = new CountDownLatch(1);
        VerificationPlan plan = VerificationPlan.named("steady")
                .phase(VerificationPhase.named("startup").check(Check.of("a", timeout -> {
                    if (tries.incrementAndGet() <= 3) {
                        interrupt("postflight-steady-schedule");
                        time.hang(new CountDownLatch(1)); // until it is given up
                    }
                    return ProbeResult.up();
                })))
                .phase(VerificationPhase.named("watch")
                        .every(Duration.ofHours(1))
                        .check(Check.of("b", timeout -> {
                            time.freeze();
                            watching.countDown();
                            return ProbeResult.up();
                        })))
                .build();
        try (Verifier verifier = builder(plan).build()) {
            verifier.start();
            watching.await();
        }
        assertThat(tries).hasValue(4);
    }

    /** A phase with one that is up, at first, and one that runs for ever from its second run on. */
    private VerificationPlan alwaysRunning(Probe probe) {
        AtomicInteger runs = new AtomicInteger();
        return Bench.plan(
                VerificationPhase.named("watch").every(Duration.ofMinutes(1)),
                Check.of("falls", probe),
                Check.of("long", timeout -> {
                            if (runs.incrementAndGet() > 1) {
                                time.hang(new CountDownLatch(1));
                            }
                            return ProbeResult.up();
                        })
                        .timeout(Duration.ofDays(1)));
    }

    @Test
    void a_verdict_reaches_meters_and_listeners_although_some_check_is_always_running() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        BlockingQueue<Decision> heard = new LinkedBlockingQueue<>();
        VerificationPlan plan = alwaysRunning(timeout -> {
            int run = runs.incrementAndGet();
            if (run == 6) {
                time.freeze();
                done.countDown();
            }
            return run < 3 ? ProbeResult.up() : ProbeResult.down("no");
        });
        try (Verifier verifier = builder(plan)
                .onVerdict(verdict -> heard.add(verdict.decision()))
                .build()) {
            verifier.start();
            done.await();
            assertThat(registry.get("postflight.verdict.score").gauge().value()).isEqualTo(0.5);
            assertThat(heard.take()).isEqualTo(Decision.GO);
            assertThat(heard.take()).isNotEqualTo(Decision.GO);
        }
    }
}

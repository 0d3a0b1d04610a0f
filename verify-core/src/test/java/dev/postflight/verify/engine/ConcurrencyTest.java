package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Check;
import dev.postflight.api.Outcome;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many probes run at once, on which thread, and when those of a fleet do. */
@Timeout(120)
class ConcurrencyTest {

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** Ends when all that may run at the same time do. */
    private Probe together(int expected, CountDownLatch[] rounds) {
        AtomicInteger started = new AtomicInteger();
        return timeout -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            CountDownLatch round = rounds[started.getAndIncrement() / expected];
            round.countDown();
            round.await();
            running.decrementAndGet();
            return ProbeResult.up();
        };
    }

    private static CountDownLatch[] rounds(int count, int of) {
        CountDownLatch[] rounds = new CountDownLatch[count];
        for (int i = 0; i < count; i++) {
            rounds[i] = new CountDownLatch(of);
        }
        return rounds;
    }

    private static VerificationPlan.Builder plan(int checks, String component, Probe probe) {
        VerificationPhase phase = VerificationPhase.named("startup");
        for (int i = 0; i < checks; i++) {
            Check check = Check.of("c" + i, probe).timeout(Duration.ofMinutes(1));
            phase = phase.check(component.isEmpty() ? check : check.component(component));
        }
        return VerificationPlan.named("shop").phase(phase);
    }

    private static void assertGo(VerificationPlan plan) {
        try (Verifier verifier = Verifier.builder(plan).build()) {
            assertThat(verifier.verify().isGo()).isTrue();
        }
    }

    @Test
    void no_more_than_the_plan_allows_run_at_once() {
        assertGo(plan(9, "", together(3, rounds(3, 3))).concurrency(3).build());
        assertThat(most.get()).isEqualTo(3);
    }

    @Test
    void no_more_of_a_component_than_the_plan_allows_run_at_once() {
        assertGo(plan(6, "database", together(2, rounds(3, 2)))
                .concurrency("database", 2)
                .build());
        assertThat(most.get()).isEqualTo(2);
    }

    @Test
    void a_circuit_that_is_half_open_does_not_lose_its_only_try_for_want_of_room() {
        VirtualTime time = new VirtualTime();
        boolean[] answers = new boolean[1];
        VerificationPlan plan = VerificationPlan.named("shop")
                .phase(VerificationPhase.named("startup")
                        .check(Check.of("other", timeout -> ProbeResult.up()).component("db"))
                        .check(Check.of("shy", timeout -> answers[0] ? ProbeResult.up() : ProbeResult.silent("no"))
                                .component("db")))
                .concurrency("db", 1)
                .build();
        try (Verifier verifier = Verifier.builder(plan)
                .time(time)
                .workers(time.counting(Threads.PLATFORM.open()))
                .build()) {
            for (int run = 0; run < 11; run++) {
                verifier.verify();
            }
            assertThat(Bench.finding(verifier.verify(), "shy").reason()).isEqualTo(Reason.CIRCUIT_OPEN);
            answers[0] = true;
            time.advance(Duration.ofSeconds(11));
            assertThat(verifier.verify().isGo()).isTrue();
            assertThat(verifier.verify().isGo()).isTrue();
        }
    }

    @Test
    void eight_of_a_component_run_at_once_unless_the_plan_says_otherwise() {
        assertGo(plan(16, "database", together(8, rounds(2, 8))).build());
        assertThat(most.get()).isEqualTo(8);
    }

    @Test
    void all_checks_of_different_components_run_at_once() {
        assertGo(plan(40, "", together(40, rounds(1, 40))).build());
        assertThat(most.get()).isEqualTo(40);
    }

    @Test
    void probes_that_hang_do_not_keep_others_of_their_component_from_being_run() {
        List<Check> checks = new ArrayList<>();
        Bench[] bench = new Bench[1];
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 10; i++) {
            checks.add(Check.of("hanging" + i, timeout -> {
                        bench[0].time.hangWhateverComes(never);
                        return ProbeResult.up();
                    })
                    .component("database"));
        }
        checks.add(Check.of("well", timeout -> ProbeResult.up()).component("database"));
        try (Bench opened = new Bench(Bench.once(checks.toArray(new Check[0])))) {
            bench[0] = opened;
            Verdict verdict = opened.verify();
            assertThat(Bench.finding(verdict, "well").outcome()).isEqualTo(Outcome.PASS);
            assertThat(Bench.finding(verdict, "hanging9").reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(opened.time.elapsed()).isEqualTo(Duration.ofSeconds(10));
        } finally {
            never.countDown();
        }
    }

    @Test
    void a_probe_can_be_run_on_the_thread_that_asks() {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        Probe noting = timeout -> {
            threads.add(Thread.currentThread());
            return ProbeResult.up();
        };
        try (Verifier verifier = Verifier.builder(Bench.once(Check.of("a", noting), Check.of("b", noting)))
                .sameThread()
                .build()) {
            assertThat(verifier.verify().isGo()).isTrue();
            assertThat(threads).containsExactly(Thread.currentThread(), Thread.currentThread());
        }
    }

    @Test
    void on_the_same_thread_an_answer_that_comes_too_late_is_a_timeout() {
        Bench bench = new Bench(Bench.once(Check.of("other", timeout -> ProbeResult.up())));
        Check late = Check.of("late", timeout -> {
                    bench.time.take(timeout.plusNanos(1));
                    return ProbeResult.up();
                })
                .timeout(Duration.ofSeconds(1));
        try (Verifier verifier =
                Verifier.builder(Bench.once(late)).time(bench.time).sameThread().build()) {
            assertThat(Bench.finding(verifier.verify(), "late").reason()).isEqualTo(Reason.TIMEOUT);
        } finally {
            bench.close();
        }
    }

    @Test
    void on_the_same_thread_the_interrupt_of_who_asks_stays_set() {
        try (Verifier verifier = Verifier.builder(Bench.once(
                        Check.of("a", timeout -> {
                            Thread.currentThread().interrupt(); // as if by another thread, meanwhile
                            return ProbeResult.up();
                        }),
                        Check.of("b", timeout -> ProbeResult.up()).dependsOn("a")))
                .sameThread()
                .build()) {
            verifier.verify();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void runs_of_a_cadence_are_put_off_by_at_most_the_jitter_and_stay_apart_by_the_cadence() throws Exception {
        for (int fleet = 0; fleet < 20; fleet++) {
            List<Duration> at = new CopyOnWriteArrayList<>();
            CountDownLatch done = new CountDownLatch(1);
            VirtualTime time = new VirtualTime();
            Probe noting = timeout -> {
                at.add(time.elapsed());
                if (at.size() == 4) {
                    time.freeze();
                    done.countDown();
                }
                return ProbeResult.up();
            };
            VerificationPlan plan = VerificationPlan.named("shop")
                    .phase(VerificationPhase.named("watch")
                            .every(Duration.ofMinutes(10))
                            .check(Check.of("a", noting)))
                    .build();
            try (Verifier verifier = Verifier.builder(plan)
                    .time(time)
                    .workers(time.counting(Threads.PLATFORM.open()))
                    .jitter(0.5)
                    .build()) {
                verifier.start();
                done.await();
            }
            assertThat(at.get(0)).isZero();
            assertThat(at.get(1)).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(15));
            assertThat(at.get(2)).isEqualTo(at.get(1).plusMinutes(10));
            assertThat(at.get(3)).isEqualTo(at.get(2).plusMinutes(10));
        }
    }
}

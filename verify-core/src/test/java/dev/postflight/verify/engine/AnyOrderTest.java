package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Check;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever calls what when: each call ends, and nothing goes on after the end. In real time, and bounded by nothing else. */
@Timeout(60)
class AnyOrderTest {

    private static final int ROUNDS = 200;
    private static final int CALLERS = 4;
    private static final int CALLS = 12;

    /** What is called; some more often than others. */
    private enum Call {
        VERIFY,
        VERIFY_INTERRUPTED,
        REQUIRE_GO,
        START,
        LATEST,
        ABANDONED,
        CLOSE
    }

    private static Call draw(SplittableRandom random) {
        int lot = random.nextInt(20);
        return lot < 6
                ? Call.VERIFY
                : lot < 8
                        ? Call.VERIFY_INTERRUPTED
                        : lot < 10
                                ? Call.REQUIRE_GO
                                : lot < 14
                                        ? Call.START
                                        : lot < 17 ? Call.LATEST : lot < 19 ? Call.ABANDONED : Call.CLOSE;
    }

    private static Probe probe(SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 ->
                timeout -> {
                    throw new IllegalStateException("no");
                };
            case 1 ->
                timeout -> {
                    throw new AssertionError(1);
                };
            case 2 ->
                timeout -> {
                    new CountDownLatch(1).await();
                    return ProbeResult.up();
                };
            default -> timeout -> ProbeResult.up();
        };
    }

    private static VerificationPlan plan(SplittableRandom random) {
        VerificationPhase startup = VerificationPhase.named("startup");
        if (random.nextBoolean()) {
            startup = startup.within(Duration.ofMillis(20));
        }
        int checks = 1 + random.nextInt(6);
        for (int i = 0; i < checks; i++) {
            startup = startup.check(Check.of("check-" + i, probe(random)).timeout(Duration.ofMillis(10)));
        }
        return VerificationPlan.named("order")
                .phase(startup)
                .phase(VerificationPhase.named("watch")
                        .every(Duration.ofMillis(1))
                        .check(Check.of("watched", probe(random)).timeout(Duration.ofMillis(5))))
                .scores(0, 0)
                .build();
    }

    @Test
    void all_may_be_called_from_any_thread_in_any_order_any_number_of_times() throws Exception {
        for (long seed = 0; seed < ROUNDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            VerificationPlan plan = plan(random);
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            Verifier verifier = Verifier.builder(plan).metrics(registry).build();
            Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
            callAll(verifier, random, wrong);
            verifier.close();
            assertThat(wrong).as("seed %d", seed).isEmpty();
            assertThat(Threads.of("order")).as("seed %d", seed).isEmpty();
            assertThat(registry.getMeters()).as("seed %d", seed).isEmpty();
            assertThat(verifier.latest().plan()).isEqualTo("order");
            assertThatThrownBy(verifier::verify).isInstanceOf(IllegalStateException.class);
        }
    }

    private static void callAll(Verifier verifier, SplittableRandom random, Queue<Throwable> wrong) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(CALLERS);
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            SplittableRandom own = random.split();
            Thread caller = new Thread(() -> {
                try {
                    barrier.await();
                    for (int call = 0; call < CALLS; call++) {
                        call(verifier, draw(own));
                    }
                } catch (Throwable thrown) {
                    wrong.add(thrown);
                }
            });
            callers.add(caller);
            caller.start();
        }
        for (Thread caller : callers) {
            caller.join();
        }
    }

    private static void call(Verifier verifier, Call call) {
        try {
            switch (call) {
                case VERIFY -> assertThat(verifier.verify().plan()).isEqualTo("order");
                case VERIFY_INTERRUPTED -> {
                    Thread.currentThread().interrupt();
                    verifier.verify();
                    assertThat(Thread.currentThread().isInterrupted()).isTrue();
                }
                case REQUIRE_GO -> verifier.requireGo();
                case START -> verifier.start();
                case LATEST -> assertThat(verifier.latest().plan()).isEqualTo("order");
                case ABANDONED -> assertThat(verifier.abandoned()).isNotNegative();
                case CLOSE -> verifier.close();
            }
        } catch (NotGoException e) {
            assertThat(e.verdict().isGo()).isFalse();
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("verifier: closed (expected: open)");
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void a_probe_may_close_what_runs_it() throws Exception {
        Verifier[] verifier = new Verifier[1];
        VerificationPlan plan = VerificationPlan.named("order")
                .phase(VerificationPhase.named("watch")
                        .every(Duration.ofMillis(1))
                        .check(Check.of("a", timeout -> {
                            verifier[0].close();
                            return ProbeResult.up();
                        })))
                .build();
        verifier[0] = Verifier.builder(plan).build();
        verifier[0].start();
        while (!Threads.of("order").isEmpty()) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(verifier[0]::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_interrupt_of_the_schedule_costs_no_more_than_a_try() throws Exception {
        CountDownLatch watching = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        VerificationPlan plan = VerificationPlan.named("order")
                .phase(VerificationPhase.named("startup")
                        .within(Duration.ofMinutes(1))
                        .check(Check.of("a", timeout -> {
                            if (!interrupted.getAndSet(true)) {
                                Thread.getAllStackTraces().keySet().stream()
                                        .filter(thread -> thread.getName().equals("postflight-order-schedule"))
                                        .forEach(Thread::interrupt);
                                new CountDownLatch(1).await();
                            }
                            return ProbeResult.up();
                        })))
                .phase(VerificationPhase.named("watch")
                        .every(Duration.ofHours(1))
                        .check(Check.of("b", timeout -> {
                            watching.countDown();
                            return ProbeResult.up();
                        })))
                .build();
        try (Verifier verifier = Verifier.builder(plan).build()) {
            verifier.start();
            watching.await();
        }
    }

    @Test
    void closing_ends_even_if_probes_do_not_and_says_so() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(3);
        List<Thread> threads = new ArrayList<>();
        VerificationPhase watch = VerificationPhase.named("watch").every(Duration.ofMillis(10));
        for (int i = 0; i < 3; i++) {
            watch = watch.check(Check.of("stuck-" + i, timeout -> {
                        synchronized (threads) {
                            threads.add(Thread.currentThread());
                        }
                        running.countDown();
                        Stubborn.await(end);
                        return ProbeResult.up();
                    })
                    .timeout(Duration.ofDays(1)));
        }
        Verifier verifier = Verifier.builder(
                        VerificationPlan.named("order").phase(watch).build())
                .build();
        verifier.start();
        running.await();
        verifier.close();
        assertThat(verifier.abandoned()).isEqualTo(3);
        verifier.close();
        assertThat(Threads.of("order-schedule")).isEmpty();
        end.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(verifier.abandoned()).isZero();
    }

    @Test
    void all_threads_are_daemons_and_tell_whose_they_are() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        int checks = 5;
        CountDownLatch running = new CountDownLatch(checks);
        Set<String> names = new TreeSet<>();
        VerificationPhase watch = VerificationPhase.named("watch").every(Duration.ofHours(1));
        for (int i = 0; i < checks; i++) {
            watch = watch.check(Check.of("check-" + i, timeout -> {
                running.countDown();
                new CountDownLatch(1).await();
                return ProbeResult.up();
            }));
        }
        try (Verifier verifier = Verifier.builder(
                        VerificationPlan.named("order").phase(watch).build())
                .build()) {
            verifier.start();
            running.await();
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (!before.contains(thread)) {
                    assertThat(thread.isDaemon()).as(thread.getName()).isTrue();
                    names.add(thread.getName());
                }
            }
        }
        assertThat(names)
                .contains(
                        "postflight-order-1",
                        "postflight-order-2",
                        "postflight-order-3",
                        "postflight-order-4",
                        "postflight-order-5",
                        "postflight-order-schedule");
    }
}

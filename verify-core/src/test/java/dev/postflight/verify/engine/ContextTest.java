package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.AsyncProbe;
import dev.postflight.api.Check;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import io.micrometer.context.ContextRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/** What the caller of verify() carries, the probes of its run do too; nobody else does, and nothing stays behind. */
@Timeout(60)
class ContextTest {

    private static final String ORDER = "order";
    private static final String TRACE = "trace";

    /** So many that they run on virtual threads, where there are any. */
    private static final int MANY = 70;

    private final ThreadLocal<String> trace = new ThreadLocal<>();
    private final InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();

    /** What the probes have seen, and on which threads. */
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();

    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void carry() {
        ContextRegistry.getInstance().registerThreadLocalAccessor(TRACE, trace);
        MDC.put(ORDER, "17");
        trace.set("t-1");
        inherited.set("mine");
    }

    @AfterEach
    void dropAll() {
        ContextRegistry.getInstance().removeThreadLocalAccessor(TRACE);
        MDC.clear();
        trace.remove();
        inherited.remove();
    }

    private void carryNothing() {
        MDC.clear();
        trace.remove();
    }

    private String carried() {
        return MDC.get(ORDER) + " " + trace.get() + " " + inherited.get();
    }

    private ProbeResult look() {
        threads.add(Thread.currentThread());
        seen.add(carried());
        return ProbeResult.up();
    }

    private static Check[] checks(int count, Probe probe) {
        Check[] checks = new Check[count];
        for (int i = 0; i < count; i++) {
            checks[i] = Check.of("check-" + i, probe);
        }
        return checks;
    }

    @Nested
    class A_verification {

        @ParameterizedTest
        @ValueSource(ints = {1, 3, MANY})
        void runs_its_probes_with_what_its_caller_carries(int count) {
            try (Verifier verifier = Verifier.builder(Bench.once(checks(count, timeout -> look())))
                    .build()) {
                verifier.verify();
                assertThat(seen).hasSize(count).containsOnly("17 t-1 null");
                assertThat(threads).doesNotContain(Thread.currentThread());

                carryNothing();
                seen.clear();
                verifier.verify();
                assertThat(seen).as("of who calls now").hasSize(count).containsOnly("null null null");
            }
        }

        @Test
        void starts_asynchronous_probes_with_it() {
            AsyncProbe probe = timeout -> CompletableFuture.completedFuture(look());
            AsyncProbe late = timeout -> {
                look();
                return CompletableFuture.supplyAsync(ProbeResult::up);
            };
            try (Verifier verifier = Verifier.builder(Bench.once(Check.of("a", probe), Check.of("b", late)))
                    .build()) {
                assertThat(verifier.verify().isGo()).isTrue();
            }
            assertThat(seen).hasSize(2).containsOnly("17 t-1 null");
        }

        @Test
        void tries_again_with_it() {
            inherited.remove(); // the threads of this bench are not those of the library
            int[] runs = new int[1];
            VerificationPlan plan = Bench.within(Duration.ofMinutes(1), Check.of("a", timeout -> {
                look();
                return ++runs[0] < 3 ? ProbeResult.down("not yet") : ProbeResult.up();
            }));
            try (Bench bench = new Bench(plan)) {
                assertThat(bench.verify().isGo()).isTrue();
            }
            assertThat(seen).containsExactly("17 t-1 null", "17 t-1 null", "17 t-1 null");
        }

        @Test
        void leaves_its_caller_as_it_was_on_whatever_thread_probes_run() {
            Probe probe = timeout -> look();
            try (Verifier elsewhere =
                            Verifier.builder(Bench.once(Check.of("a", probe))).build();
                    Verifier here = Verifier.builder(Bench.once(Check.of("a", probe)))
                            .sameThread()
                            .build()) {
                elsewhere.verify();
                here.verify();
            }
            assertThat(seen).containsExactly("17 t-1 null", "17 t-1 mine");
            assertThat(carried()).isEqualTo("17 t-1 mine");
        }
    }

    @Nested
    class A_thread_that_is_used_again {

        /** Leaves something behind, and ends in one way or another. */
        private ProbeResult litter(int number) {
            look();
            MDC.put(ORDER, "left");
            return switch (number % 3) {
                case 0 -> ProbeResult.up();
                case 1 -> ProbeResult.down("no");
                default -> throw new AssertionError("no");
            };
        }

        @ParameterizedTest
        @CsvSource({"0, true", "1, true", "2, true", "0, false", "1, false", "2, false"})
        void carries_nothing_of_the_run_before(int first, boolean carriedBefore) {
            if (!carriedBefore) {
                carryNothing();
            }
            int[] number = {first};
            VerificationPlan plan = Bench.once(Check.of("a", timeout -> litter(number[0]++)));
            try (Verifier verifier = Verifier.builder(plan).build()) {
                verifier.verify();
                carryNothing();
                while (threads.size() < 6 || Set.copyOf(threads).size() == threads.size()) { // until one is used again
                    verifier.verify();
                }
            }
            assertThat(seen.poll()).isEqualTo(carriedBefore ? "17 t-1 null" : "null null null");
            assertThat(seen).containsOnly("null null null");
        }

        @Test
        void carries_nothing_of_a_probe_that_was_given_up_and_came_back() throws Exception {
            CountDownLatch end = new CountDownLatch(1);
            BlockingQueue<Thread> hung = new LinkedBlockingQueue<>();
            VerificationPlan plan = Bench.once(Check.of("hangs", timeout -> {
                        if (hung.isEmpty()) {
                            hung.add(Thread.currentThread());
                            Stubborn.await(end);
                        }
                        return look();
                    })
                    .timeout(Duration.ofMillis(500))); // it must have begun by then
            try (Verifier verifier = Verifier.builder(plan).build()) {
                assertThat(verifier.verify().isGo()).isFalse();
                assertThat(hung).hasSize(1);
                carryNothing();
                end.countDown();
                while (!verifier.verify().isGo()) {
                    Thread.onSpinWait(); // until it has come back
                }
            }
            assertThat(Objects.requireNonNull(seen.poll())).isEqualTo("17 t-1 null");
            assertThat(seen).isNotEmpty().containsOnly("null null null");
        }
    }

    @Nested
    class The_background {

        private final CountDownLatch done = new CountDownLatch(3);

        private ProbeResult lookAndCount() {
            ProbeResult result = look();
            done.countDown();
            return result;
        }

        @Test
        void carries_nothing_of_who_started_it() throws Exception {
            VerificationPlan plan = VerificationPlan.named("background")
                    .phase(VerificationPhase.named("startup").check(Check.of("first", timeout -> look())))
                    .phase(VerificationPhase.named("watch")
                            .every(Duration.ofMillis(1))
                            .check(Check.of("watched", timeout -> lookAndCount())))
                    .build();
            try (Verifier verifier = Verifier.builder(plan).build()) {
                verifier.start();
                done.await();
            }
            assertThat(seen).hasSizeGreaterThanOrEqualTo(4).containsOnly("null null null");
        }

        @Test
        void carries_nothing_of_who_verified_before() throws Exception {
            VerificationPlan plan = VerificationPlan.named("background")
                    .phase(VerificationPhase.named("startup").check(Check.of("first", timeout -> ProbeResult.up())))
                    .phase(VerificationPhase.named("watch")
                            .every(Duration.ofMillis(1))
                            .check(Check.of("watched", timeout -> lookAndCount())))
                    .build();
            try (Verifier verifier = Verifier.builder(plan).build()) {
                verifier.verify();
                verifier.start();
                done.await();
            }
            assertThat(seen).isNotEmpty().containsOnly("null null null");
        }

        @Test
        void tells_listeners_without_it() throws Exception {
            BlockingQueue<String> told = new LinkedBlockingQueue<>();
            try (Verifier verifier = Verifier.builder(Bench.once(Check.of("a", timeout -> look())))
                    .onVerdict(verdict -> told.add(carried()))
                    .build()) {
                verifier.verify();
                assertThat(told.take()).isEqualTo("null null null");
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {3, MANY})
        void has_the_context_class_loader_of_who_started_it_all_the_same(int count) {
            ClassLoader own = new ClassLoader(ContextTest.class.getClassLoader()) {};
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            Queue<ClassLoader> loaders = new ConcurrentLinkedQueue<>();
            thread.setContextClassLoader(own);
            try (Verifier verifier = Verifier.builder(Bench.once(checks(count, timeout -> {
                        loaders.add(Thread.currentThread().getContextClassLoader());
                        return ProbeResult.up();
                    })))
                    .build()) {
                verifier.verify();
            } finally {
                thread.setContextClassLoader(before);
            }
            assertThat(loaders).hasSize(count).containsOnly(own);
        }
    }
}

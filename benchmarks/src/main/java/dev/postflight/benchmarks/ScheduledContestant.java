package dev.postflight.benchmarks;

import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.benchmarks.Trivial.Figure;
import dev.postflight.verify.engine.Verifier;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Those who ask figures on a schedule, hold them against a limit, and record how long that took. */
enum ScheduledContestant {
    /** The floor: one task that goes over all, so that nothing is woken but once a cadence. */
    LOOP("one task that asks all, a timer for each") {
        @Override
        Schedule start(Figure[] figures, Duration every) {
            Tasks tasks = new Tasks();
            List<Runnable> all = tasks.of(figures);
            tasks.schedule(() -> all.forEach(Runnable::run), every);
            return tasks;
        }
    },
    /** By hand: a task for each. */
    EXECUTOR("`ScheduledThreadPoolExecutor(2)`, a task and a timer for each") {
        @Override
        Schedule start(Figure[] figures, Duration every) {
            Tasks tasks = new Tasks();
            tasks.of(figures).forEach(task -> tasks.schedule(task, every));
            return tasks;
        }
    },
    /** A verifier as it comes. */
    THREADS("**Postflight**") {
        @Override
        Schedule start(Figure[] figures, Duration every) {
            return new Watch(builder(figures, every).build(), figures.length);
        }
    },
    /** A verifier without threads for probes. */
    SAME_THREAD("**Postflight**, same thread") {
        @Override
        Schedule start(Figure[] figures, Duration every) {
            return new Watch(builder(figures, every).sameThread().build(), figures.length);
        }
    };

    /** What runs until it is closed. */
    interface Schedule extends AutoCloseable {

        /** Throws unless all is well with all checks. */
        void assertGood();

        @Override
        void close();
    }

    /** As the table says it. */
    final String title;

    ScheduledContestant(String title) {
        this.title = title;
    }

    abstract Schedule start(Figure[] figures, Duration every);

    private static Verifier.Builder builder(Figure[] figures, Duration every) {
        VerificationPhase phase = Trivial.phase(VerificationPhase.named("watch").every(every), figures);
        return Verifier.builder(VerificationPlan.named("trivial").phase(phase).build())
                .metrics(new SimpleMeterRegistry());
    }

    private record Watch(Verifier verifier, int checks) implements Schedule {

        Watch {
            verifier.start();
        }

        @Override
        public void assertGood() {
            Trivial.assertAllPass(verifier.latest(), checks);
        }

        @Override
        public void close() {
            verifier.close();
        }
    }

    /** Tasks of the JDK's scheduler, each due once a cadence from when it was scheduled. */
    private static final class Tasks implements Schedule {

        private static final double LIMIT = 0.8;

        private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(2);
        private final MeterRegistry registry = new SimpleMeterRegistry();
        private final List<Future<?>> scheduled = new ArrayList<>();
        private final LongAdder bad = new LongAdder();

        List<Runnable> of(Figure... figures) {
            List<Runnable> tasks = new ArrayList<>(figures.length);
            for (int i = 0; i < figures.length; i++) {
                Figure figure = figures[i];
                Timer timer = Timer.builder("check").tag("check", "check-" + i).register(registry);
                Runnable ask = () -> ask(figure);
                tasks.add(() -> timer.record(ask));
            }
            return tasks;
        }

        void schedule(Runnable task, Duration every) {
            scheduled.add(executor.scheduleAtFixedRate(task, 0, every.toNanos(), TimeUnit.NANOSECONDS));
        }

        private void ask(Figure figure) {
            if (figure.getAsDouble() >= LIMIT) {
                bad.increment();
            }
        }

        @Override
        public void assertGood() {
            if (bad.sum() > 0 || scheduled.stream().anyMatch(Future::isDone)) {
                throw new IllegalStateException("executor: " + bad + " bad (expected: all good, and no task ended)");
            }
        }

        @Override
        public void close() {
            executor.shutdownNow();
        }
    }
}

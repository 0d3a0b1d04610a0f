package dev.postflight.verify.engine;

import dev.postflight.api.Reason;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.history.Entry;
import dev.postflight.verify.observe.Observation;
import dev.postflight.verify.report.Course;
import dev.postflight.verify.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Feeds the phases of a plan with recorded observations, one by one, under a clock that follows them. */
final class RecordedFeed {

    private final VerificationPlan plan;
    private final @Nullable Instant deployment;
    private final Instant end;
    private final Set<String> known = new HashSet<>();
    private final Set<String> unknown = new HashSet<>();
    private final Map<String, CheckRun> present = new HashMap<>();
    private final Map<String, Instant> last = new HashMap<>();
    private final CourseBuilder course;

    private @Nullable Clock clock;
    private @Nullable Engine engine;
    private int phase = -1;
    private boolean over;

    /** A clock that is set. */
    private static final class Clock implements Time {
        private final Instant begin;
        private Instant wall;
        private long nanos;

        Clock(Instant begin) {
            this.begin = begin;
            wall = begin;
        }

        void set(Instant at) {
            wall = at;
            nanos = Duration.between(begin, at).toNanos();
        }

        void set(long elapsed) {
            nanos = elapsed;
            wall = begin.plusNanos(elapsed);
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public Instant instant() {
            return wall;
        }

        @Override
        public void park(long time) {}

        @Override
        public void unpark(Thread thread) {}
    }

    RecordedFeed(
            VerificationPlan plan,
            @Nullable Instant deployment,
            Instant end,
            @Nullable Consumer<? super Entry> entries) {
        this.plan = plan;
        this.deployment = deployment;
        this.end = end;
        boolean recurs = false;
        for (VerificationPhase each : plan.phases()) {
            each.checks().forEach(check -> known.add(check.name()));
            recurs |= each.checks().stream().anyMatch(check -> check.cadence() != null);
        }
        if (!recurs) {
            throw new IllegalArgumentException(
                    "plan: " + plan.name() + " (expected: a phase with a cadence, as others are not watched over)");
        }
        course = new CourseBuilder(plan.name(), entries);
    }

    void fault(String fault) {
        course.fault(fault);
    }

    /** Takes the next entry of the recording. */
    void accept(Entry entry) {
        if (entry instanceof Entry.Attested attested && isInTime(entry)) {
            open(entry.at());
            reach(entry.at());
            attest(attested);
        } else if (entry instanceof Entry.Observed observed && isUsable(observed)) {
            open(observed.at());
            reach(observed.at());
            observe(observed);
        }
    }

    private boolean isInTime(Entry entry) {
        if (entry.at().isAfter(end)) {
            fault("at: " + entry.at() + " of " + name(entry) + " (expected: not from the future, after " + end + ")");
            return false;
        }
        if (clock != null && entry.at().isBefore(clock.instant())) {
            fault("at: " + entry.at() + " of " + name(entry) + " (expected: in the order of time, not before "
                    + clock.instant() + ")");
            return false;
        }
        return deployment == null || !entry.at().isBefore(deployment);
    }

    private static String name(Entry entry) {
        return entry instanceof Entry.Observed observed ? observed.check() : "an attestation";
    }

    private boolean isUsable(Entry.Observed observed) {
        String check = observed.check();
        if (!known.contains(check)) {
            if (unknown.size() < 1_000 && unknown.add(check)) {
                fault("check: " + check + " (expected: a check of the plan)");
            }
            return false;
        }
        if (!isInTime(observed)) {
            return false;
        }
        if (observed.at().equals(last.put(check, observed.at()))) {
            fault("at: " + observed.at() + " of " + check + " twice (expected: each observation once)");
            return false;
        }
        return true;
    }

    private void open(Instant at) {
        if (clock != null) {
            return;
        }
        Instant begin = deployment == null ? at : deployment;
        Clock made = new Clock(begin);
        clock = made;
        course.from(begin);
        engine = SimulationRun.engine(plan, made, course, null, true);
        next();
    }

    /** The next phase with a cadence begins. */
    private void next() {
        do {
            phase++;
        } while (phase < plan.phases().size() && !engine().phases.get(phase).recurs());
        present.clear();
        over = phase >= plan.phases().size();
        if (!over) {
            PhaseRun run = engine().phases.get(phase);
            run.open();
            run.roster().checks().forEach(check -> present.put(check.check.name(), check));
        }
    }

    /** Lets happen what happens before the next observation. */
    private void reach(Instant at) {
        Clock set = clock();
        long until = Duration.between(set.begin, at).toNanos();
        while (!over) {
            long wake = engine().phases.get(phase).wake();
            if (wake > until) {
                break;
            }
            set.set(Math.max(wake, set.nanos()));
            step();
        }
        set.set(at);
    }

    private void step() {
        WatchState.Course then = engine().phases.get(phase).step();
        if (then == WatchState.Course.IS_OVER) {
            next();
        } else if (then == WatchState.Course.STOPS) {
            over = true;
        }
    }

    private void observe(Entry.Observed observed) {
        CheckRun run = over ? null : present.get(observed.check());
        if (run != null) {
            Reason reason = observed.reason();
            engine().phases
                    .get(phase)
                    .recorded(
                            run,
                            new Observation(
                                    reason,
                                    observed.text(),
                                    observed.measurements(),
                                    observed.took().toNanos()));
        }
    }

    private void attest(Entry.Attested attested) {
        WatchState watch = engine().watch;
        try {
            synchronized (watch) {
                watch.look();
                watch.attest(attested.attestation());
            }
        } catch (IllegalArgumentException e) {
            fault(String.valueOf(e.getMessage()));
        }
    }

    /** What came of it, after the last entry. */
    Course finish(@Nullable Instant until) {
        if (engine == null) {
            open(deployment == null ? end : deployment);
        }
        reach(until == null ? clock().instant() : until);
        if (!over) {
            step();
        }
        return course.build(engine().watch, clock());
    }

    private Engine engine() {
        return Objects.requireNonNull(engine);
    }

    private Clock clock() {
        return Objects.requireNonNull(clock);
    }
}

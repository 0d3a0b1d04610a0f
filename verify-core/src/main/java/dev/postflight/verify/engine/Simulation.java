package dev.postflight.verify.engine;

import static java.util.Objects.requireNonNull;

import dev.postflight.api.Check;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.history.Entry;
import dev.postflight.verify.observe.Abandoned;
import dev.postflight.verify.report.Course;
import dev.postflight.verify.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a whole plan under a virtual clock, on the thread that calls, as fast as it can: the same phases, alerts, incidents and
 * decisions as those of a {@link Verifier}, without waiting. What the probes find is scripted. The same input gives the same
 * {@link Course}, whatever the machine.
 *
 * <pre>{@code
 * Course course = Simulation.of(plan)
 *         .from(Instant.parse("2026-03-01T08:00:00Z"))
 *         .lasting(Duration.ofDays(30))
 *         .script((check, at) -> ProbeResult.up(Measurement.of("latency", 0.12, Unit.SECONDS)))
 *         .at(Duration.ofDays(3), watch -> watch.attest("security audit", "security lead", "Ana", ""))
 *         .run();
 * }</pre>
 *
 * <p>A simulation is put together by one thread. It may be run several times.
 *
 * @since 0.1
 */
public final class Simulation {

    private static final Duration LONGEST = Duration.ofDays(3650);

    private final VerificationPlan plan;
    private final List<Action> actions = new ArrayList<>();
    private Instant from = Instant.EPOCH;
    private Duration lasting = Duration.ofDays(30);
    private Script script = (check, at) -> ProbeResult.silent("the script says nothing");
    private @Nullable Consumer<? super Entry> entries;

    /** What somebody does, or what happens to the clock. */
    private record Action(
            Duration at,
            @Nullable Consumer<? super Watch> people,
            @Nullable Consumer<VirtualClock> clock) {}

    private Simulation(VerificationPlan plan) {
        this.plan = requireNonNull(plan, "plan: null (expected: a plan)");
    }

    /**
     * A simulation of 30 days in which no probe answers.
     *
     * @param plan what is run
     * @return a simulation that begins in 1970
     */
    public static Simulation of(VerificationPlan plan) {
        return new Simulation(plan);
    }

    /**
     * When the deployment was.
     *
     * @param deployment the beginning of the first phase
     * @return this simulation
     */
    public Simulation from(Instant deployment) {
        from = requireNonNull(deployment, "from: null (expected: a time)");
        return this;
    }

    /**
     * How long it goes on, unless the plan ends before.
     *
     * @param time positive, at most 3650 days; 30 days by default
     * @return this simulation
     * @throws IllegalArgumentException if it is not
     */
    public Simulation lasting(Duration time) {
        requireWithin("lasting", time, false);
        lasting = time;
        return this;
    }

    /**
     * What the probes find.
     *
     * @param script is asked instead of each of them
     * @return this simulation
     */
    public Simulation script(Script script) {
        this.script = requireNonNull(script, "script: null (expected: a script)");
        return this;
    }

    /**
     * What people do.
     *
     * @param after how long after the beginning: not negative
     * @param action is called on the thread that runs the simulation; what it throws ends the simulation
     * @return this simulation
     * @throws IllegalArgumentException if the time is negative or longer than 3650 days
     */
    public Simulation at(Duration after, Consumer<? super Watch> action) {
        requireWithin("at", after, true);
        requireNonNull(action, "action: null (expected: what somebody does)");
        actions.add(new Action(after, action, null));
        return this;
    }

    /**
     * Who is given all that a history would be given.
     *
     * @param reader is called on the thread that runs the simulation; what it throws ends the simulation
     * @return this simulation
     */
    public Simulation entries(Consumer<? super Entry> reader) {
        entries = requireNonNull(reader, "entries: null (expected: a reader)");
        return this;
    }

    /** For tests: something happens to the clock. */
    Simulation clock(Duration after, Consumer<VirtualClock> what) {
        actions.add(new Action(after, null, what));
        return this;
    }

    private static void requireWithin(String name, Duration time, boolean zero) {
        if (time == null || time.isNegative() || time.isZero() && !zero || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + ": " + time + " (expected: a "
                    + (zero
                            ? "duration of at most 3650 days, not negative)"
                            : "positive duration of at most 3650 days)"));
        }
    }

    /**
     * Runs it.
     *
     * @return what came of it
     * @throws RuntimeException what somebody has thrown who was called
     */
    public Course run() {
        Engine[] engine = new Engine[1];
        Guests guests = new Guests(() -> engine[0].stop());
        Consumer<? super Entry> reader = entries;
        CourseBuilder course =
                new CourseBuilder(plan.name(), reader == null ? null : entry -> guests.run(() -> reader.accept(entry)));
        course.from(from);
        Watch[] watch = new Watch[1];
        List<VirtualClock.Event> events = new ArrayList<>();
        VirtualClock[] clock = new VirtualClock[1];
        for (Action action : actions) {
            events.add(new VirtualClock.Event(
                    action.at().toNanos(),
                    () -> guests.run(() -> {
                        if (action.people() != null) {
                            action.people().accept(watch[0]);
                        } else if (action.clock() != null) {
                            action.clock().accept(clock[0]);
                        }
                    })));
        }
        clock[0] = new VirtualClock(from, lasting, events, () -> engine[0].stop());
        engine[0] = engine(plan, clock[0], course, new Probes(script, clock[0]), false);
        watch[0] = new Watch(engine[0].watch, clock[0]);
        engine[0].schedule.run();
        guests.rethrow();
        return course.build(engine[0].watch, clock[0]);
    }

    /** What is given to the simulation to call: the schedule would go on whatever it throws. */
    private static final class Guests {
        private final Runnable stop;
        private @Nullable RuntimeException exception;
        private @Nullable Error error;

        Guests(Runnable stop) {
            this.stop = stop;
        }

        void run(Runnable guest) {
            if (exception != null || error != null) {
                return;
            }
            try {
                guest.run();
            } catch (RuntimeException e) {
                exception = e;
                stop.run();
            } catch (Error e) {
                error = e;
                stop.run();
            }
        }

        void rethrow() {
            if (exception != null) {
                throw exception;
            }
            if (error != null) {
                throw error;
            }
        }
    }

    static Engine engine(
            VerificationPlan plan, Time time, WatchEvents events, @Nullable Probes probes, boolean recorded) {
        return new Engine(new Engine.Parts(
                plan,
                time,
                new SameThread(),
                new Abandoned(),
                null,
                new Listeners(plan.name(), List.of(), List.of(), List.of()),
                events,
                Duration.ZERO,
                0,
                probes == null ? null : probes::of,
                recorded));
    }

    /** Probes that ask the script. */
    private static final class Probes {
        private final Script script;
        private final Time time;
        private final Map<String, Scripted> byName = new HashMap<>();

        Probes(Script script, Time time) {
            this.script = script;
            this.time = time;
        }

        Probe of(Check check) {
            Scripted known = byName.get(check.name());
            if (known == null || !known.check.probe().equals(check.probe())) {
                known = new Scripted(check, script, time);
                byName.put(check.name(), known);
            }
            return known;
        }
    }

    private record Scripted(Check check, Script script, Time time) implements Probe {
        @Override
        public ProbeResult run(Duration timeout) {
            return script.answer(check, time.instant());
        }

        @Override
        public Map<String, Unit> metrics() {
            return check.probe().metrics();
        }

        @Override
        public SilenceRule silence() {
            return check.probe().silence();
        }
    }
}

package dev.postflight.verify.engine;

import static java.util.Objects.requireNonNull;

import dev.postflight.api.ProbeResult;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.history.Entry;
import dev.postflight.verify.report.Course;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    record Action(
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
     * What people do. What they would do after the simulation has lasted, or after the plan has ended, they do not do: a shorter
     * run of the same script is a run of its beginning.
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
        return new SimulationRun(plan, from, lasting, script, actions, entries).run();
    }
}

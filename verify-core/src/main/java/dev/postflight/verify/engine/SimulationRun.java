package dev.postflight.verify.engine;

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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One run of a {@link Simulation}. */
final class SimulationRun {

    private final VirtualClock clock;
    private final CourseBuilder course;
    private final Engine engine;
    private final Watch watch;
    private @Nullable RuntimeException exception;
    private @Nullable Error error;

    SimulationRun(
            VerificationPlan plan,
            Instant from,
            Duration lasting,
            Script script,
            List<Simulation.Action> actions,
            @Nullable Consumer<? super Entry> reader) {
        List<VirtualClock.Event> events = new ArrayList<>();
        for (Simulation.Action action : actions) {
            events.add(new VirtualClock.Event(action.at().toNanos(), () -> call(() -> act(action))));
        }
        clock = new VirtualClock(from, lasting, events, this::stop);
        course = new CourseBuilder(plan.name(), reader == null ? null : entry -> call(() -> reader.accept(entry)));
        course.from(from);
        engine = engine(plan, clock, course, new Probes(script, clock)::of, false);
        watch = new Watch(engine.watch, clock);
    }

    Course run() {
        engine.schedule.run();
        if (exception != null) {
            throw exception;
        }
        if (error != null) {
            throw error;
        }
        return course.build(engine.watch, clock);
    }

    private void stop() {
        engine.stop();
    }

    private void act(Simulation.Action action) {
        if (action.people() != null) {
            action.people().accept(watch);
        } else if (action.clock() != null) {
            action.clock().accept(clock);
        }
    }

    /** Whatever it throws ends the simulation: the schedule would go on. */
    private void call(Runnable guest) {
        if (exception != null || error != null) {
            return;
        }
        try {
            guest.run();
        } catch (RuntimeException e) {
            exception = e;
            stop();
        } catch (Error e) {
            error = e;
            stop();
        }
    }

    /** Phases on the thread that drives them, without anything that goes out. */
    static Engine engine(
            VerificationPlan plan,
            Time time,
            WatchEvents events,
            @Nullable Function<Check, Probe> probes,
            boolean recorded) {
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
                probes,
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

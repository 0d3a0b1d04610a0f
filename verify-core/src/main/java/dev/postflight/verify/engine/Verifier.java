package dev.postflight.verify.engine;

import static java.util.Objects.requireNonNull;

import dev.postflight.api.Check;
import dev.postflight.api.Finding;
import dev.postflight.api.Notice;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.history.History;
import dev.postflight.verify.observe.Abandoned;
import dev.postflight.verify.observe.Workers;
import dev.postflight.verify.time.Time;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a plan: the first phase when {@link #verify()} is called, the rest in the background from {@link #start()} on.
 *
 * <pre>{@code
 * try (Verifier verifier = Verifier.builder(plan).metrics(registry).build()) {
 *     verifier.requireGo();       // the first phase, now, in bounded time
 *     verifier.start();           // the rest, in the background, on its schedule
 *     ...
 * }
 * }</pre>
 *
 * <p>All methods may be called from any thread, in any order, any number of times. Nothing runs before
 * {@link #verify()} or {@link #start()}, nor after {@link #close()}, but for probes that hang and cannot be interrupted;
 * these are on daemon threads, and {@link #abandoned()} counts them.
 *
 * <p>Whatever a probe does, no exception of it comes out here: it ends in its finding.
 *
 * @since 0.1
 */
public final class Verifier implements AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(2);
    private static final int RECENT = 10_000;
    private static final String NO_PLAN = "plan: null (expected: a plan)";

    private final Time time;
    private final ExecutorService workers;
    private final @Nullable CheckMeters meters;
    private final HistoryWriter history;
    private final Listeners listeners;
    private final Engine engine;
    private final Watch watch;
    private final Object lifecycle = new Object();

    private volatile VerificationPlan plan; // written under lifecycle
    private volatile boolean closed;

    private Verifier(Builder builder) {
        plan = builder.plan;
        time = builder.time;
        ExecutorService given = builder.workers;
        workers = given != null ? given : Workers.of(plan.name(), Engine.mostChecks(plan), time);
        Abandoned abandoned = new Abandoned();
        MeterRegistry registry = builder.registry;
        meters = registry == null ? null : new CheckMeters(registry, plan.name(), abandoned);
        history = new HistoryWriter(plan.name(), builder.history);
        listeners = new Listeners(plan.name(), builder.ofFindings, builder.ofVerdicts, builder.ofNotices);
        engine = new Engine(new Engine.Parts(
                plan,
                time,
                workers,
                abandoned,
                meters,
                listeners,
                new LiveEvents(listeners, history),
                builder.freshFor,
                builder.jitter,
                null,
                false));
        watch = new Watch(engine.watch, time);
    }

    /**
     * Begins a verifier.
     *
     * @param plan what it runs
     * @return a builder
     */
    public static Builder builder(VerificationPlan plan) {
        return new Builder(plan);
    }

    /**
     * Runs the checks of the first phase, all at once as far as their dependencies allow, and what has not passed again
     * until all have or the phase's {@code within} is over. It takes no longer than {@code within}, or without it than
     * the longest chain of timeouts, of checks that wait for one another or for room. When the calling thread is interrupted,
     * it returns at once with what is known, and the interrupt stays set.
     *
     * <p>Callers that come while it runs wait for the same run and get the same verdict. A verdict that is young enough is
     * given again without a run; see {@link Builder#freshFor(Duration)}. Once the schedule runs phases on their cadences, it
     * is the schedule that verifies, and this returns its latest verdict, as soon as there is one of the present phase.
     * Probes carry the MDC of who began the run.
     *
     * @return the verdict
     * @throws IllegalStateException if this verifier is closed, or if a probe calls this on the thread that runs the phase
     */
    public Verdict verify() {
        requireOpen();
        return engine.first.verify();
    }

    /**
     * Runs the first phase as {@link #verify()} does, and insists on GO.
     *
     * @return the verdict, which is GO
     * @throws NotGoException if it is not; the message is the whole report
     * @throws IllegalStateException if this verifier is closed
     */
    public Verdict requireGo() {
        Verdict verdict = verify();
        NotGoException.throwUnlessGo(verdict);
        return verdict;
    }

    /**
     * Runs the phases in the background, on their cadences, one after another. A first phase that has no cadence and was
     * GO before is not run again. At the end of a phase, GO moves on, HOLD goes on, and NO_GO is the end. Further calls have no
     * effect.
     *
     * @throws IllegalStateException if this verifier is closed
     */
    public void start() {
        synchronized (lifecycle) {
            requireOpen();
            engine.schedule.start();
        }
    }

    /**
     * Goes on with other checks. Those that are {@linkplain Check#equals(Object) equal} to one of the same phase before go on
     * as if nothing had happened. Those that are gone have no more effect on any verdict; their probes are given up if they
     * run. Those that are new or were changed are pending until they have run. While the phase that they belong to is being
     * run, that happens at once; {@link #latest()} shows it soon, and if nothing runs, when this method returns.
     *
     * @param next a plan of the same name with phases of the same names in the same order
     * @throws IllegalArgumentException if it has another name or other phases; then nothing has changed
     * @throws IllegalStateException if this verifier is closed
     */
    public void change(VerificationPlan next) {
        requireNonNull(next, NO_PLAN);
        synchronized (lifecycle) {
            requireOpen();
            if (!Engine.frame(next).equals(Engine.frame(plan))) {
                throw new IllegalArgumentException(
                        "plan: " + Engine.frame(next) + " (expected: " + Engine.frame(plan) + ")");
            }
            plan = next;
            engine.change(next, listeners);
        }
    }

    /**
     * The latest verdict: while a phase is being run for the first time, how far it has come, and while it is run again, its
     * last verdict. A check that was not observed for longer than its cadence allows does not pass in it. Waits for nobody,
     * and looks at no clock unless the schedule is busy or over.
     *
     * @return the verdict; all checks are pending when nothing was run yet
     */
    public Verdict latest() {
        return engine.publisher.latest(engine.phases.get(0));
    }

    /**
     * Alerts, incidents, and what people say.
     *
     * @return what is watched over from {@link #start()} on
     */
    public Watch watch() {
        return watch;
    }

    /**
     * Where observations, alerts, incidents and attestations are kept.
     *
     * @return the history that was given, or else one in memory
     */
    public History history() {
        return history.history();
    }

    /**
     * How many runs of probes were given up and have not come back.
     *
     * @return 0 or more
     */
    public int abandoned() {
        return engine.abandoned.now();
    }

    /**
     * How many answers of probes came too late and were dropped.
     *
     * @return 0 or more
     */
    public long late() {
        return engine.abandoned.late();
    }

    /**
     * Ends everything that was started, within two seconds. Probes that hang are interrupted and left behind when they do
     * not heed it. Meters are taken out of the registry. {@link #latest()} still answers.
     */
    @Override
    public void close() {
        synchronized (lifecycle) {
            if (closed) {
                return;
            }
            closed = true;
        }
        engine.stop();
        Engine.shutDown(workers);
        awaitEnd();
        listeners.close(time, CLOSING.toNanos() / 2);
        history.close(CLOSING.toNanos() / 4);
        if (meters != null) {
            meters.close();
        }
    }

    private void awaitEnd() {
        boolean ended = false;
        try {
            engine.schedule.awaitEnd(CLOSING.toMillis() / 2);
            ended = workers.awaitTermination(CLOSING.toMillis() / 2, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // all were told to end, and nobody has the time to see it
        }
        if (!ended) {
            engine.tellLeftBehind(plan.name());
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("verifier: closed (expected: open)");
        }
    }

    /**
     * Puts a verifier together. Not thread-safe.
     *
     * @since 0.1
     */
    public static final class Builder {

        private final VerificationPlan plan;
        private @Nullable MeterRegistry registry;
        private Time time = Time.system();
        private @Nullable ExecutorService workers;
        private Duration freshFor = Duration.ZERO;
        private double jitter = 0.1;
        private final List<Consumer<? super Finding>> ofFindings = new ArrayList<>();
        private final List<Consumer<? super Verdict>> ofVerdicts = new ArrayList<>();
        private final List<Consumer<? super Notice>> ofNotices = new ArrayList<>();
        private History history = History.inMemory(RECENT);

        private Builder(VerificationPlan plan) {
            this.plan = requireNonNull(plan, NO_PLAN);
        }

        /**
         * Where durations and outcomes of the checks and the decision and score of the verdict are recorded.
         *
         * @param registry of the application
         * @return this builder
         */
        public Builder metrics(MeterRegistry registry) {
            this.registry = requireNonNull(registry, "metrics: null (expected: a meter registry)");
            return this;
        }

        /**
         * For how long a verdict of {@link Verifier#verify()} is given again without another run.
         *
         * @param time not negative; zero by default
         * @return this builder
         * @throws IllegalArgumentException if it is negative, or longer than 3650 days
         */
        public Builder freshFor(Duration time) {
            if (time == null || time.isNegative() || time.compareTo(Duration.ofDays(3650)) > 0) {
                throw new IllegalArgumentException(
                        "freshFor: " + time + " (expected: a duration of at most 3650 days, not negative)");
            }
            freshFor = time;
            return this;
        }

        /**
         * By how much of its cadence, at most, the runs of a check are put off after its first one. It is drawn by lot for each
         * check of each verifier, so that the instances of an application do not knock at the same moment.
         *
         * @param share 0 to 1; 0.1 by default
         * @return this builder
         * @throws IllegalArgumentException if it is not between 0 and 1
         */
        public Builder jitter(double share) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("jitter: " + share + " (expected: 0 to 1)");
            }
            jitter = share;
            return this;
        }

        /**
         * Runs each probe on the thread that drives the phase: the one that calls {@link Verifier#verify()}, or that of the
         * schedule. It is for probes that only look at something in memory, and for tests: nobody interrupts a probe that
         * takes too long, and nothing else happens meanwhile. What comes too late is a timeout all the same.
         *
         * @return this builder
         */
        public Builder sameThread() {
            workers = new SameThread();
            return this;
        }

        /**
         * Who is told when the outcome, the reason or the severity of a check becomes another one. It is told once for each
         * change, after {@link Verifier#latest()} shows it, in order, on a thread of its own: what it throws is logged,
         * and when it hangs it misses news, but holds up nobody.
         *
         * @param listener is given the new finding
         * @return this builder
         */
        public Builder onFinding(Consumer<? super Finding> listener) {
            ofFindings.add(requireNonNull(listener, "onFinding: null (expected: a listener)"));
            return this;
        }

        /**
         * Who is told when the decision, or what came of any check, becomes another one; see {@link #onFinding(Consumer)}.
         *
         * @param listener is given the new verdict
         * @return this builder
         */
        public Builder onVerdict(Consumer<? super Verdict> listener) {
            ofVerdicts.add(requireNonNull(listener, "onVerdict: null (expected: a listener)"));
            return this;
        }

        /**
         * Who is told what people are to be told, such as that an alert fires; see {@link #onFinding(Consumer)}.
         *
         * @param listener is given the notice, with the channels that it is for
         * @return this builder
         */
        public Builder onNotice(Consumer<? super Notice> listener) {
            ofNotices.add(requireNonNull(listener, "onNotice: null (expected: a listener)"));
            return this;
        }

        /**
         * Where observations, alerts, incidents and attestations are kept from {@link Verifier#start()} on. One that is not in
         * memory is written to on a thread of its own; while it cannot be, up to 10,000 entries wait, and the verdict says so.
         *
         * @param history of this deployment; the last 10,000 entries in memory by default
         * @return this builder
         */
        public Builder history(History history) {
            this.history = requireNonNull(history, "history: null (expected: a history)");
            return this;
        }

        /** For tests: another time. */
        Builder time(Time other) {
            time = other;
            return this;
        }

        /** For tests: other threads. */
        Builder workers(ExecutorService other) {
            workers = other;
            return this;
        }

        /**
         * Makes the verifier. Nothing is started.
         *
         * @return a verifier that is to be closed
         */
        public Verifier build() {
            return new Verifier(this);
        }
    }
}

package dev.postflight.api;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Probe} under a name, with what its answers may be and what it means when there is none. Every method that
 * takes a setting returns a new check and leaves this one as it is.
 *
 * <p>A faulty setting does not throw: it is kept, and {@link VerificationPlan.Builder#build()} reports the faults of a whole
 * plan at once.
 *
 * <pre>{@code
 * Check.of("migrations", JdbcProbes.query(dataSource, "select count(*) as failed from migration where not success"))
 *     .threshold("failed: CRITICAL > 0")
 *     .dependsOn("database")
 *     .critical();
 * }</pre>
 *
 * @since 0.1
 */
public final class Check {

    /** How long a probe may take unless its check says otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    private final CheckSettings settings;

    private Check(CheckSettings settings) {
        this.settings = settings;
    }

    /**
     * A check that is not critical, has weight 1, a timeout of 5 s, no thresholds and no dependencies.
     *
     * @param name its name, unique in its phase: 1 to 100 printable characters
     * @param probe what it asks
     * @return the check
     */
    public static Check of(String name, Probe probe) {
        return new Check(new CheckSettings(name, probe));
    }

    /**
     * The component that the check belongs to; several checks may share one.
     *
     * @param component 1 to 100 printable characters; the name of the check by default
     * @return the new check
     */
    public Check component(String component) {
        CheckSettings next = new CheckSettings(settings);
        if (next.holdsName("component", component, Faults.NAME_RULE)) {
            next.component = component;
        }
        return new Check(next);
    }

    /**
     * Makes the check critical: when it fails, the decision is {@link Decision#NO_GO}.
     *
     * @return the new check
     */
    public Check critical() {
        CheckSettings next = new CheckSettings(settings);
        next.critical = true;
        return new Check(next);
    }

    /**
     * How many failures in a row it takes for a critical check to mean {@link Decision#NO_GO}; up to then it means
     * {@link Decision#HOLD}.
     *
     * @param failures 1 to 1,000,000; 1 by default
     * @return the new check
     */
    public Check after(int failures) {
        CheckSettings next = new CheckSettings(settings);
        next.after = next.holdsCount("after", failures, "1 to 1000000 failures in a row") ? failures : next.after;
        return new Check(next);
    }

    /**
     * Adds a threshold on a metric of the probe.
     *
     * @param threshold for example {@code p95: target < 200ms, HIGH > 500ms}; see {@link Threshold}
     * @return the new check
     */
    public Check threshold(String threshold) {
        CheckSettings next = new CheckSettings(settings);
        try {
            next.add(Threshold.parse(threshold));
        } catch (IllegalArgumentException e) {
            next.faults.add(String.valueOf(e.getMessage()));
        }
        return new Check(next);
    }

    /**
     * Adds a threshold on a metric of the probe.
     *
     * @param threshold the threshold
     * @return the new check
     */
    public Check threshold(Threshold threshold) {
        CheckSettings next = new CheckSettings(settings);
        if (next.holds("threshold", threshold, threshold != null, "a threshold")) {
            next.add(threshold);
        }
        return new Check(next);
    }

    /**
     * How much the check counts in the score.
     *
     * @param weight 1 to 1,000,000; 1 by default
     * @return the new check
     */
    public Check weight(int weight) {
        CheckSettings next = new CheckSettings(settings);
        next.weight = next.holdsCount("weight", weight, "a whole number from 1 to 1000000") ? weight : next.weight;
        return new Check(next);
    }

    /**
     * How long the probe may take.
     *
     * @param timeout positive; {@link #DEFAULT_TIMEOUT} by default
     * @return the new check
     */
    public Check timeout(Duration timeout) {
        CheckSettings next = new CheckSettings(settings);
        if (next.holdsDuration("timeout", timeout)) {
            next.timeout = timeout;
        }
        return new Check(next);
    }

    /**
     * Checks of the same phase that must pass before this one is run. When one of them does not, this one is
     * {@link Outcome#SKIPPED}.
     *
     * @param names names of checks
     * @return the new check
     */
    public Check dependsOn(String... names) {
        CheckSettings next = new CheckSettings(settings);
        if (next.holds("dependsOn", null, names != null, "names of checks")) {
            for (String name : names) {
                if (next.holdsName("dependsOn", name, "the name of a check")
                        && next.holds("dependsOn", name + " twice", !next.dependencies.contains(name), "each once")) {
                    next.dependencies.add(name);
                }
            }
        }
        return new Check(next);
    }

    /**
     * What it means when there is no answer.
     *
     * @param rule the rule; what the probe says by default
     * @return the new check
     */
    public Check onSilence(SilenceRule rule) {
        CheckSettings next = new CheckSettings(settings);
        if (next.holds("onSilence", rule, rule != null, "FAIL, HOLD or IGNORE")) {
            next.silence = rule;
        }
        return new Check(next);
    }

    /**
     * How many good observations in a row it takes to resolve an alert of this check.
     *
     * @param observations 1 to 1,000,000; 1 by default
     * @return the new check
     */
    public Check recoverAfter(int observations) {
        CheckSettings next = new CheckSettings(settings);
        if (next.holdsCount("recoverAfter", observations, "1 to 1000000 good observations in a row")) {
            next.recoverAfter = observations;
        }
        return new Check(next);
    }

    /**
     * How long after the beginning of its phase the check may still fail, because something is being waited for. Until then a
     * failure is {@link Outcome#PENDING}, and it is tried again and again; from then on it is a failure.
     *
     * @param deadline positive
     * @return the new check
     */
    public Check waitUntil(Duration deadline) {
        CheckSettings next = new CheckSettings(settings);
        if (next.holdsDuration("waitUntil", deadline)) {
            next.waitUntil = deadline;
        }
        return new Check(next);
    }

    /**
     * Policies for the alerts of this check, instead of those of the plan for the same severities.
     *
     * @param policies one of a severity at most
     * @return the new check
     */
    public Check alerts(AlertPolicy... policies) {
        CheckSettings next = new CheckSettings(settings);
        next.policies.clear();
        AlertPolicy.collect(policies, next.policies, next.faults);
        return new Check(next);
    }

    /** The same check with the cadence of its place in a phase. */
    Check on(@Nullable Cadence cadence) {
        CheckSettings next = new CheckSettings(settings);
        next.cadence = cadence;
        return new Check(next);
    }

    /**
     * The name.
     *
     * @return unique in its phase
     */
    public String name() {
        return settings.name;
    }

    /**
     * What is asked.
     *
     * @return the probe
     */
    public Probe probe() {
        return settings.probe;
    }

    /**
     * What the check belongs to.
     *
     * @return the component
     */
    public String component() {
        return settings.component;
    }

    /**
     * Whether a failure means {@link Decision#NO_GO}.
     *
     * @return whether it is critical
     */
    public boolean isCritical() {
        return settings.critical;
    }

    /**
     * How many failures in a row it takes.
     *
     * @return 1 or more
     */
    public int after() {
        return settings.after;
    }

    /**
     * The thresholds, in the order in which they were added.
     *
     * @return an unmodifiable list
     */
    public List<Threshold> thresholds() {
        return settings.readOnlyThresholds;
    }

    /**
     * How much it counts.
     *
     * @return 1 or more
     */
    public int weight() {
        return settings.weight;
    }

    /**
     * How long the probe may take.
     *
     * @return a positive duration
     */
    public Duration timeout() {
        return settings.timeout;
    }

    /**
     * The names of the checks that must pass first.
     *
     * @return an unmodifiable list
     */
    public List<String> dependencies() {
        return settings.readOnlyDependencies;
    }

    /**
     * What silence means.
     *
     * @return the rule of this check, or else of its probe
     */
    public SilenceRule silence() {
        SilenceRule own = settings.silence;
        return own != null ? own : settings.probe.silence();
    }

    /**
     * How many good observations in a row resolve an alert.
     *
     * @return 1 or more
     */
    public int recoverAfter() {
        return settings.recoverAfter;
    }

    /**
     * How long it may still fail in its phase.
     *
     * @return {@code null} when it waits for nothing
     */
    public @Nullable Duration waitUntil() {
        return settings.waitUntil;
    }

    /**
     * The policies of its own for its alerts.
     *
     * @return an unmodifiable list
     */
    public List<AlertPolicy> alerts() {
        return Collections.unmodifiableList(settings.policies);
    }

    /**
     * When the check is run in its phase.
     *
     * @return the cadence; {@code null} when it is run once, and again only until it passes
     */
    public @Nullable Cadence cadence() {
        return settings.cadence;
    }

    /** The rule of this check's own, if there is one. */
    @Nullable
    SilenceRule ownSilence() {
        return settings.silence;
    }

    /** Whether there is a proper name; another stands in for it otherwise. */
    boolean isNamed() {
        return settings.named;
    }

    /** The faults of the settings, each on its own. */
    List<String> faults() {
        return Collections.unmodifiableList(settings.faults);
    }

    /**
     * Whether another check is the same in all its settings. Probes are compared by what they themselves call equal, which for
     * a lambda is only itself.
     *
     * @param other anything
     * @return whether it is a check with equal settings
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Check check
                && settings.probe.equals(check.settings.probe)
                && settings.all().equals(check.settings.all());
    }

    @Override
    public int hashCode() {
        return settings.name.hashCode();
    }

    /**
     * The check for people.
     *
     * @return its name
     */
    @Override
    public String toString() {
        return settings.name;
    }
}

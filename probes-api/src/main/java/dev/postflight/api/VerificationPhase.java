package dev.postflight.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A span of time after a deployment, and the checks that are run in it. Every method that takes a setting returns a new
 * phase and leaves this one as it is; faults are reported by {@link VerificationPlan.Builder#build()}.
 *
 * <pre>{@code
 * VerificationPhase.named("startup").within(Duration.ofSeconds(60)).check(database).check(self);
 * VerificationPhase.named("watch").lasting(Duration.ofHours(2)).every(Duration.ofMinutes(15)).check(api);
 * }</pre>
 *
 * @since 0.1
 */
public final class VerificationPhase {

    private final String name;
    private final Duration within;
    private final @Nullable Duration lasting;
    private final @Nullable Duration every;
    private final List<Check> checks;
    private final List<String> faults;

    private VerificationPhase(
            String name,
            Duration within,
            @Nullable Duration lasting,
            @Nullable Duration every,
            List<Check> checks,
            List<String> faults) {
        this.name = name;
        this.within = within;
        this.lasting = lasting;
        this.every = every;
        this.checks = Collections.unmodifiableList(checks);
        this.faults = faults;
    }

    /**
     * A phase without checks.
     *
     * @param name its name, unique in its plan: 1 to 100 printable characters
     * @return the phase
     */
    public static VerificationPhase named(String name) {
        boolean valid = Faults.isName(name);
        return new VerificationPhase(
                valid ? name : "?",
                Duration.ZERO,
                null,
                null,
                List.of(),
                valid ? List.of() : List.of(Faults.sentence("name", Faults.quoted(name), Faults.NAME_RULE)));
    }

    /**
     * Keeps trying what has not passed, with back-off, until all checks pass or the time is up.
     *
     * @param time positive; without it, every check is tried once
     * @return the new phase
     */
    public VerificationPhase within(Duration time) {
        return Faults.isPositive(time)
                ? new VerificationPhase(name, time, lasting, every, checks, faults)
                : faulty("within", time, Faults.POSITIVE_DURATION_RULE);
    }

    /**
     * How long the phase lasts. A phase that is not {@link Decision#GO} at its end goes on until it is.
     *
     * @param time positive; without it, a phase with a cadence has no end
     * @return the new phase
     */
    public VerificationPhase lasting(Duration time) {
        return Faults.isPositive(time)
                ? new VerificationPhase(name, within, time, every, checks, faults)
                : faulty("lasting", time, Faults.POSITIVE_DURATION_RULE);
    }

    /**
     * The cadence of the checks that are added from here on.
     *
     * @param cadence positive
     * @return the new phase
     */
    public VerificationPhase every(Duration cadence) {
        return Faults.isPositive(cadence)
                ? new VerificationPhase(name, within, lasting, cadence, checks, faults)
                : faulty("every", cadence, Faults.POSITIVE_DURATION_RULE);
    }

    /**
     * Adds a check.
     *
     * @param check the check
     * @return the new phase
     */
    public VerificationPhase check(Check check) {
        if (check == null) {
            return faulty("check", null, "a check");
        }
        List<Check> more = new ArrayList<>(checks);
        more.add(check.every(every));
        return new VerificationPhase(name, within, lasting, every, more, faults);
    }

    /**
     * The name.
     *
     * @return unique in its plan
     */
    public String name() {
        return name;
    }

    /**
     * For how long what has not passed is tried again.
     *
     * @return zero when every check is tried once
     */
    public Duration within() {
        return within;
    }

    /**
     * How long the phase lasts.
     *
     * @return {@code null} when it has no fixed end
     */
    public @Nullable Duration lasting() {
        return lasting;
    }

    /**
     * The checks, in the order in which they were added.
     *
     * @return an unmodifiable list
     */
    public List<Check> checks() {
        return checks;
    }

    /** Whether there is a proper name; another stands in for it otherwise. */
    boolean isNamed() {
        return !hasFault("name");
    }

    /** Whether a setting was refused. */
    boolean hasFault(String setting) {
        for (String fault : faults) {
            if (fault.startsWith(setting + ": ")) {
                return true;
            }
        }
        return false;
    }

    /** The faults of this phase on its own. */
    List<String> faults() {
        return faults;
    }

    /** A cadence that was set after the last check, and is that of none. */
    @Nullable
    Duration idleCadence() {
        boolean idle = every != null
                && !checks.isEmpty()
                && !every.equals(checks.get(checks.size() - 1).cadence());
        return idle ? every : null;
    }

    /**
     * The phase for people.
     *
     * @return its name
     */
    @Override
    public String toString() {
        return name;
    }

    private VerificationPhase faulty(String setting, @Nullable Object value, String rule) {
        List<String> more = new ArrayList<>(faults);
        more.add(Faults.sentence(setting, value, rule));
        return new VerificationPhase(name, within, lasting, every, checks, more);
    }
}

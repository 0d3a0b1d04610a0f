package dev.postflight.api;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A span of time after a deployment, the checks that are run in it, and what must hold at its end. Every method that takes a
 * setting returns a new phase and leaves this one as it is; faults are reported by
 * {@link VerificationPlan.Builder#build()}.
 *
 * <pre>{@code
 * VerificationPhase.named("startup").within(Duration.ofSeconds(60)).check(database).check(self);
 * VerificationPhase.named("first week")
 *         .lasting(Duration.ofDays(7))
 *         .every(Duration.ofMinutes(15)).check(api)
 *         .daily(LocalTime.of(0, 10), ZoneId.of("Asia/Manila")).check(midnightReset)
 *         .exit("availability: >= 99%", "incidents.critical: = 0", "passes in midnight reset: >= 7")
 *         .attested("security audit", "security lead");
 * }</pre>
 *
 * <p>At the end of a phase, {@link Decision#GO} moves on to the next one, {@link Decision#HOLD} extends it, and
 * {@link Decision#NO_GO} stops the plan. No phase ends during maintenance.
 *
 * @since 0.1
 */
public final class VerificationPhase {

    private final PhaseSettings settings;

    private VerificationPhase(PhaseSettings settings) {
        this.settings = settings;
    }

    /**
     * A phase without checks.
     *
     * @param name its name, unique in its plan: 1 to 100 printable characters
     * @return the phase
     */
    public static VerificationPhase named(String name) {
        return new VerificationPhase(new PhaseSettings(name));
    }

    /**
     * Keeps trying what has not passed, with back-off, until all checks pass or the time is up.
     *
     * @param time positive; without it, every check is tried once
     * @return the new phase
     */
    public VerificationPhase within(Duration time) {
        PhaseSettings next = new PhaseSettings(settings);
        next.within = next.holdsDuration("within", time) ? time : next.within;
        return new VerificationPhase(next);
    }

    /**
     * How long the phase lasts.
     *
     * @param time positive; without it, a phase with a cadence has no end
     * @return the new phase
     */
    public VerificationPhase lasting(Duration time) {
        PhaseSettings next = new PhaseSettings(settings);
        next.lasting = next.holdsDuration("lasting", time) ? time : next.lasting;
        return new VerificationPhase(next);
    }

    /**
     * For how long, at most, a phase that is {@link Decision#HOLD} at its end goes on; then it is {@link Decision#NO_GO}. Exit
     * criteria have that much more time, too.
     *
     * @param time positive; without it, criteria that are missed at the end are {@link Decision#NO_GO}, and for anything else
     *     the phase goes on until it is decided otherwise, or a person moves on
     * @return the new phase
     */
    public VerificationPhase extendedBy(Duration time) {
        PhaseSettings next = new PhaseSettings(settings);
        next.extension = next.holdsDuration("extendedBy", time) ? time : next.extension;
        return new VerificationPhase(next);
    }

    /**
     * Goes on until a caller moves on, for example when more traffic is sent to the new version: that is possible once the
     * phase has lasted as long as it must and is {@link Decision#GO}.
     *
     * @return the new phase
     */
    public VerificationPhase untilAdvanced() {
        PhaseSettings next = new PhaseSettings(settings);
        next.advanced = true;
        return new VerificationPhase(next);
    }

    /**
     * The cadence of the checks that are added from here on.
     *
     * @param cadence positive
     * @return the new phase
     */
    public VerificationPhase every(Duration cadence) {
        PhaseSettings next = new PhaseSettings(settings);
        if (next.holdsDuration("every", cadence)) {
            next.cadence = new Cadence.Every(cadence);
        }
        return new VerificationPhase(next);
    }

    /**
     * The checks that are added from here on are run once.
     *
     * @param offset how long after the beginning of the phase: positive
     * @return the new phase
     */
    public VerificationPhase at(Duration offset) {
        PhaseSettings next = new PhaseSettings(settings);
        if (next.holdsDuration("at", offset)) {
            next.cadence = new Cadence.Once(offset);
        }
        return new VerificationPhase(next);
    }

    /**
     * The checks that are added from here on are run once a day.
     *
     * @param time the time of day
     * @param zone whose clocks count
     * @return the new phase
     */
    public VerificationPhase daily(LocalTime time, ZoneId zone) {
        PhaseSettings next = new PhaseSettings(settings);
        boolean whole = time != null && zone != null;
        if (next.holds("daily", time + " " + zone, whole, "a time of day and a time zone")) {
            next.cadence = new Cadence.Daily(time, zone);
        }
        return new VerificationPhase(next);
    }

    /**
     * The checks that are added from here on are run once a week.
     *
     * @param day the day of the week
     * @param time the time of day
     * @param zone whose clocks count
     * @return the new phase
     */
    public VerificationPhase weekly(DayOfWeek day, LocalTime time, ZoneId zone) {
        PhaseSettings next = new PhaseSettings(settings);
        boolean whole = day != null && time != null && zone != null;
        if (next.holds("weekly", day + " " + time + " " + zone, whole, "a day, a time of day and a time zone")) {
            next.cadence = new Cadence.Weekly(day, time, zone);
        }
        return new VerificationPhase(next);
    }

    /**
     * Adds a check.
     *
     * @param check the check
     * @return the new phase
     */
    public VerificationPhase check(Check check) {
        PhaseSettings next = new PhaseSettings(settings);
        if (next.holds("check", null, check != null, "a check")) {
            next.checks.add(check.on(next.cadence));
        }
        return new VerificationPhase(next);
    }

    /**
     * What must hold of all that was observed in the phase before it is {@link Decision#GO}.
     *
     * @param criteria for example {@code availability: >= 99%}; see {@link Criterion}
     * @return the new phase
     */
    public VerificationPhase exit(String... criteria) {
        PhaseSettings next = new PhaseSettings(settings);
        if (!next.holds("exit", null, criteria != null, "criteria such as \"availability: >= 99%\"")) {
            return new VerificationPhase(next);
        }
        for (String text : criteria) {
            try {
                Criterion criterion = Criterion.parse(text);
                if (next.holds("exit", criterion + " twice", !next.criteria.contains(criterion), "each once")) {
                    next.criteria.add(criterion);
                }
            } catch (IllegalArgumentException e) {
                next.faults.add(String.valueOf(e.getMessage()));
            }
        }
        return new VerificationPhase(next);
    }

    /**
     * What a person must say was done before the phase is {@link Decision#GO}.
     *
     * @param item what is to be done, for example {@code security audit}
     * @param role in which role a person must say so
     * @return the new phase
     */
    public VerificationPhase attested(String item, String role) {
        PhaseSettings next = new PhaseSettings(settings);
        boolean named = next.holds("attested", Faults.quoted(item), Faults.isName(item), Faults.NAME_RULE);
        if (next.holds("attested by", Faults.quoted(role), Faults.isName(role), Faults.NAME_RULE) && named) {
            Attestation.Wanted wanted = new Attestation.Wanted(item, role);
            if (next.holds("attested", wanted + " twice", !next.attestations.contains(wanted), "each once")) {
                next.attestations.add(wanted);
            }
        }
        return new VerificationPhase(next);
    }

    /**
     * The name.
     *
     * @return unique in its plan
     */
    public String name() {
        return settings.name;
    }

    /**
     * For how long what has not passed is tried again.
     *
     * @return zero when every check is tried once
     */
    public Duration within() {
        return settings.within;
    }

    /**
     * How long the phase lasts.
     *
     * @return {@code null} when it has no fixed end
     */
    public @Nullable Duration lasting() {
        return settings.lasting;
    }

    /**
     * For how long, at most, it goes on when it is {@link Decision#HOLD} at its end.
     *
     * @return {@code null} when there is no limit
     */
    public @Nullable Duration extendedBy() {
        return settings.extension;
    }

    /**
     * Whether it goes on until a caller moves on.
     *
     * @return whether it does
     */
    public boolean isUntilAdvanced() {
        return settings.advanced;
    }

    /**
     * The checks, in the order in which they were added.
     *
     * @return an unmodifiable list
     */
    public List<Check> checks() {
        return Collections.unmodifiableList(settings.checks);
    }

    /**
     * What must hold at its end, in the order in which it was added.
     *
     * @return an unmodifiable list
     */
    public List<Criterion> criteria() {
        return Collections.unmodifiableList(settings.criteria);
    }

    /**
     * What people must have said by its end, in the order in which it was added.
     *
     * @return an unmodifiable list
     */
    public List<Attestation.Wanted> attestations() {
        return Collections.unmodifiableList(settings.attestations);
    }

    /** Whether there is a proper name; another stands in for it otherwise. */
    boolean isNamed() {
        return !hasFault("name");
    }

    /** Whether a setting was refused. */
    boolean hasFault(String setting) {
        for (String fault : settings.faults) {
            if (fault.startsWith(setting + ": ")) {
                return true;
            }
        }
        return false;
    }

    /** The faults of this phase on its own. */
    List<String> faults() {
        return Collections.unmodifiableList(settings.faults);
    }

    /** A cadence that was set after the last check, and is that of none. */
    @Nullable
    Cadence idleCadence() {
        List<Check> checks = settings.checks;
        boolean idle = settings.cadence != null
                && !checks.isEmpty()
                && !settings.cadence.equals(checks.get(checks.size() - 1).cadence());
        return idle ? settings.cadence : null;
    }

    /**
     * The phase for people.
     *
     * @return its name
     */
    @Override
    public String toString() {
        return settings.name;
    }
}

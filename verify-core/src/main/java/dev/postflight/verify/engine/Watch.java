package dev.postflight.verify.engine;

import dev.postflight.api.Alert;
import dev.postflight.api.Attestation;
import dev.postflight.api.Availability;
import dev.postflight.api.Check;
import dev.postflight.api.Incident;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What people see and do while a plan is watched over: alerts, incidents, attestations, and moving on. Safe for any number of
 * threads. Texts that people give are kept without the secrets in them.
 *
 * @since 0.1
 */
public final class Watch {

    private final WatchState state;
    private final Time time;

    Watch(WatchState state, Time time) {
        this.state = state;
        this.time = time;
    }

    /**
     * The alerts that are known: of those that are over, the last 10,000.
     *
     * @return in the order in which they became pending
     */
    public List<Alert> alerts() {
        synchronized (state) {
            return state.alerts().all();
        }
    }

    /**
     * The incidents that are known: the last 10,000.
     *
     * @return in the order of opening
     */
    public List<Incident> incidents() {
        synchronized (state) {
            return state.incidents().all(state.now());
        }
    }

    /**
     * The attestations that were given.
     *
     * @return in the order in which they were given
     */
    public List<Attestation> attestations() {
        synchronized (state) {
            return state.attestations();
        }
    }

    /**
     * How the time of the present phase was spent until it was last looked at.
     *
     * @param of a check or component of the phase; {@code null} for the phase as a whole
     * @return nothing but zero when no phase is watched over, or there is no such check or component
     */
    public Availability availability(@Nullable String of) {
        synchronized (state) {
            return state.availability(of);
        }
    }

    /**
     * Somebody takes care of an alert: it is not escalated any further, but where its policy says so all the same. Whoever was
     * first stays.
     *
     * @param alert its id
     * @param who the person
     * @throws IllegalArgumentException if there is no such alert, if it does not fire, or if the name is none
     */
    public void acknowledge(long alert, String who) {
        String name = name("who", who);
        synchronized (state) {
            state.look();
            state.alerts().acknowledge(alert, name);
            state.incidentNote(alert, "#" + alert + " was acknowledged by " + name);
        }
    }

    /**
     * Somebody says whether there was something to an alert.
     *
     * @param alert its id
     * @param real whether there was; {@code false} for a false alert
     * @param who the person
     * @throws IllegalArgumentException if there is no such alert, if it has not fired, or if the name is none
     */
    public void mark(long alert, boolean real, String who) {
        String name = name("who", who);
        synchronized (state) {
            state.look();
            state.alerts().mark(alert, real);
            state.incidentNote(alert, "#" + alert + " is " + (real ? "real" : "false") + ", says " + name);
        }
    }

    /**
     * Nobody is to be told of the alerts of a check or component for some time. They fire all the same, and count.
     *
     * @param name a check or component of the plan
     * @param time how long: positive
     * @param who wants that
     * @param why the reason
     * @throws IllegalArgumentException if there is no such check or component, or a setting is out of its range
     */
    public void silence(String name, Duration time, String who, String why) {
        if (time == null || time.isNegative() || time.isZero() || time.compareTo(Duration.ofDays(3650)) > 0) {
            throw new IllegalArgumentException(
                    "silence: " + time + " (expected: a positive duration of at most 3650 days)");
        }
        String text = "silenced by " + name("who", who) + ": " + redacted(why);
        synchronized (state) {
            Set<String> known = names(state.plan());
            if (name == null || !known.contains(name)) {
                throw new IllegalArgumentException(
                        "silence: " + name + " (expected: a check or component of the plan: " + known + ")");
            }
            state.look();
            state.alerts().silence(name, time.toNanos(), text);
        }
    }

    private static Set<String> names(VerificationPlan plan) {
        Set<String> names = new TreeSet<>();
        for (VerificationPhase phase : plan.phases()) {
            for (Check check : phase.checks()) {
                names.add(check.name());
                names.add(check.component());
            }
        }
        return names;
    }

    /**
     * Somebody says what is known of an incident.
     *
     * @param incident its id
     * @param impact who or what suffered; {@code null} for as before
     * @param cause why it happened; {@code null} for as before
     * @param resolution what was done; {@code null} for as before
     * @param who the person
     * @throws IllegalArgumentException if there is no such incident, or the name is none
     */
    public void describe(
            long incident, @Nullable String impact, @Nullable String cause, @Nullable String resolution, String who) {
        String name = name("who", who);
        synchronized (state) {
            state.look();
            state.happened(state.incidents()
                    .describe(
                            incident,
                            impact == null ? null : redacted(impact),
                            cause == null ? null : redacted(cause),
                            resolution == null ? null : redacted(resolution),
                            name,
                            state.now(),
                            state.at()));
        }
    }

    /**
     * A person says that something was done that a phase of the plan asks for.
     *
     * @param item what was done
     * @param role in which role the person says so
     * @param who the person
     * @param note what else there is to say; may be empty
     * @return the attestation
     * @throws IllegalArgumentException if no phase asks for that by that role, if it was attested before, or if a text is
     *     empty or too long
     */
    public Attestation attest(String item, String role, String who, String note) {
        Instant now = time.instant();
        String kept = new Attestation(item, role, who, now, note).note(); // it is checked as it was given
        String safe = kept.isEmpty() ? "" : redacted(kept);
        Attestation attestation =
                new Attestation(item, role, who, now, safe.substring(0, Math.min(safe.length(), kept.length())));
        synchronized (state) {
            state.look();
            state.attest(attestation);
        }
        return attestation;
    }

    /**
     * Moves on from a phase that goes on {@linkplain VerificationPhase#untilAdvanced() until a caller moves on}. The next phase
     * begins soon.
     *
     * @throws IllegalStateException if no such phase is watched over, if its time is not over, or if it is not GO; the message
     *     says what is missing
     */
    public void advance() {
        synchronized (state) {
            state.advance();
        }
    }

    /**
     * A person decides to move on from a phase that is HOLD and whose time is over.
     *
     * @param who the person
     * @param note why
     * @throws IllegalStateException if no phase is watched over, if its time is not over, or if it is not HOLD
     * @throws IllegalArgumentException if the name is none
     */
    public void override(String who, String note) {
        String name = name("who", who);
        synchronized (state) {
            state.override(name + (note == null || note.isEmpty() ? "" : ": " + redacted(note)));
        }
    }

    private static String name(String setting, String name) {
        return new Attestation(setting, setting, name, Instant.EPOCH, "").who();
    }

    private static String redacted(String text) {
        return ProbeResult.silent(text).cause();
    }
}

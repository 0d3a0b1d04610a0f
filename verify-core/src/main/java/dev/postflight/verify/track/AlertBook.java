package dev.postflight.verify.track;

import dev.postflight.api.Alert;
import dev.postflight.api.AlertPolicy;
import dev.postflight.api.Explanation;
import dev.postflight.api.Notice;
import dev.postflight.verify.evaluate.Judged.Standing;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All alerts of a plan: by rule R3 from observation to observation, and by their policies from when they fire. Used by one
 * thread at a time.
 *
 * <p>A level fires when its threshold says that it is reached. It is resolved after as many good observations in a row as the
 * check wants. Observations without an answer change nothing: silence freezes what is pending, and never resolves what fires.
 */
public final class AlertBook {

    private final AlertEvents events;
    private final AlertRegister register = new AlertRegister();
    private final Silences silences = new Silences();
    private @Nullable String maintenance;
    private boolean timed;
    private long nextLimit;

    // of the observation that is being taken in
    private long now;
    private Instant at = Instant.EPOCH;

    /**
     * An empty book.
     *
     * @param events is told of everything that changes
     */
    public AlertBook(AlertEvents events) {
        this.events = events;
    }

    /**
     * Says what time it is, for what comes next.
     *
     * @param nanos elapsed time
     * @param instant now
     */
    public void look(long nanos, Instant instant) {
        now = nanos;
        at = instant;
    }

    /** Lets time go on: what took too long by its policy is told of. */
    public void advance() {
        if (!timed || now - nextLimit < 0) {
            return;
        }
        for (LiveAlert alert : register.live()) {
            Long limit = alert.nextLimit();
            while (limit != null && now - limit >= 0) {
                pass(alert);
                limit = alert.nextLimit();
            }
        }
        retime();
    }

    /**
     * When the next limit of a policy is reached.
     *
     * @param latest if not earlier
     * @return elapsed time
     */
    public long next(long latest) {
        return timed && nextLimit - latest < 0 ? nextLimit : latest;
    }

    /**
     * Other checks are looked at: levels that were there before go on, and alerts of those that are gone are closed.
     *
     * @param before the checks before
     * @param after the checks from now on
     */
    public void turn(List<CheckAlerts> before, List<CheckAlerts> after) {
        Map<String, CheckAlerts> byName = new HashMap<>();
        for (CheckAlerts check : after) {
            byName.put(check.check.name(), check);
        }
        for (CheckAlerts check : before) {
            CheckAlerts next = byName.get(check.check.name());
            for (LevelTrack track : check.tracks) {
                LevelTrack heir = next == null ? null : next.same(track);
                if (heir != null) {
                    heir.continues(track);
                } else if (track.alert != null) {
                    track.alert.seen = "nobody looks any more";
                    end(track.alert);
                }
            }
        }
    }

    /**
     * Takes in an observation, after {@link #look}.
     *
     * @param check whose levels; what its thresholds say must be up to date
     * @param failure how the check fails without a level; UNKNOWN when nobody knows
     * @param answered whether there was an answer for the thresholds
     * @param gap whether nobody looked for too long before, so that nothing is pending any more
     * @param seen what was seen
     */
    public void observe(CheckAlerts check, Standing failure, boolean answered, boolean gap, Explanation seen) {
        if (failure == Standing.GOOD && answered && check.isQuiet() && check.isAtRest()) {
            return;
        }
        for (int i = 0; i < check.tracks.size(); i++) {
            LevelTrack track = check.tracks.get(i);
            LiveAlert alert = track.alert;
            if (gap && alert != null && !alert.isFiring()) {
                end(alert);
            }
            Standing standing = i == 0 ? failure : answered ? check.standing(i) : Standing.UNKNOWN;
            if (standing == Standing.GOOD) {
                good(track, seen);
            } else if (standing != Standing.UNKNOWN) {
                bad(track, standing == Standing.REACHED, seen);
            }
        }
    }

    private void good(LevelTrack track, Explanation seen) {
        if (track.isAtRest()) {
            return;
        }
        track.note(false);
        LiveAlert alert = track.alert;
        if (alert == null) {
            return;
        }
        if (!alert.isFiring()) {
            end(alert);
            return;
        }
        if (damp(alert)) {
            events.changed(alert.snapshot(now), at);
        }
        if (track.good() >= track.owner.check.recoverAfter() && alert.flapping == 0) {
            alert.seen = seen.seen();
            end(alert);
        }
    }

    private void bad(LevelTrack track, boolean reached, Explanation seen) {
        LiveAlert alert = track.alert;
        if (alert == null) {
            alert = register.open(track, at, seen(track, seen));
        } else if (!reached && !alert.isFiring()) {
            return; // pending as before
        }
        track.bad();
        if (reached || !track.isAtRest()) {
            track.note(reached);
        }
        if (reached) {
            fires(alert, seen);
        } else if (!alert.isFiring()) {
            events.changed(alert.snapshot(now), at);
        }
    }

    /** A failure without a level has no figure that would speak for itself. */
    private static String seen(LevelTrack track, Explanation seen) {
        return track.equals(track.owner.fails) ? seen.toString() : seen.seen();
    }

    private void fires(LiveAlert alert, Explanation seen) {
        boolean fresh = !alert.isFiring();
        if (fresh) {
            alert.state = Alert.State.FIRING;
            alert.firedAt = at;
            alert.fired = now;
            alert.seen = seen(alert.track, seen);
        }
        boolean mutes = mute(alert);
        boolean changed = fresh || mutes;
        if (maintenance == null && alert.incident == 0) {
            long above = alert.parent == null ? 0 : alert.parent.incident;
            alert.incident = events.fired(alert.snapshot(now), above, now, at);
            changed = true;
        }
        if (alert.muted == null && !alert.told) {
            alert.told = true;
            alert.toldAt = now;
            notice(alert, Notice.Kind.FIRING, channels(alert));
        }
        changed |= damp(alert);
        if (fresh) {
            adopt(alert);
        }
        if (changed) {
            events.changed(alert.snapshot(now), at);
            retime();
        }
    }

    /** Returns whether it has begun or ended to flap. */
    private boolean damp(LiveAlert alert) {
        boolean flapped = alert.flapping > 0;
        alert.flapping = alert.track.flapping(flapped);
        boolean flaps = alert.flapping > 0;
        if (flaps && !flapped && alert.told && alert.muted == null) {
            notice(alert, Notice.Kind.FLAPPING, channels(alert));
        }
        return flaps != flapped;
    }

    /** Sees whether people are to be told. Returns whether that is another answer than before. */
    private boolean mute(LiveAlert alert) {
        String before = alert.muted;
        alert.parent = alert.track.owner.firingAbove();
        alert.muted = muted(alert);
        return !Objects.equals(before, alert.muted);
    }

    private @Nullable String muted(LiveAlert alert) {
        if (maintenance != null) {
            return "maintenance: " + maintenance;
        }
        if (alert.parent != null) {
            return under(alert.parent);
        }
        LiveAlert covering = alert.track.owner.covering(alert.track);
        return covering == null
                ? silences.of(alert.track, now)
                : "covered by #" + covering.id + " " + covering.track.severity;
    }

    private static String under(LiveAlert parent) {
        return "grouped under #" + parent.id + " " + parent.track.check;
    }

    /** Alerts that fire already because of what fires now. */
    private void adopt(LiveAlert parent) {
        for (LiveAlert alert : register.live()) {
            if (alert.isFiring() && alert.parent == null && alert.track.owner.isBelow(parent.track.owner)) {
                alert.parent = parent;
                alert.muted = under(parent);
                events.changed(alert.snapshot(now), at);
            }
        }
    }

    private void end(LiveAlert alert) {
        boolean fired = alert.isFiring();
        alert.lasted = fired ? now - alert.fired : 0;
        alert.state = fired ? Alert.State.RESOLVED : Alert.State.DROPPED;
        alert.resolvedAt = fired ? at : null;
        register.close(alert);
        if (fired) {
            events.resolved(alert.snapshot(now), now, at);
        }
        if (alert.told) {
            notice(alert, Notice.Kind.RESOLVED, channels(alert));
        }
        events.changed(alert.snapshot(now), at);
        retime();
    }

    private void pass(LiveAlert alert) {
        AlertPolicy policy = Objects.requireNonNull(alert.track.policy);
        long age = now - alert.toldAt;
        if (alert.isLate(age)) {
            alert.late = true;
            notice(alert, Notice.Kind.UNACKNOWLEDGED, policy.channels());
        }
        if (alert.isOverdue(age)) {
            alert.overdue = true;
            notice(alert, Notice.Kind.OVERDUE, policy.channels());
        }
        while (alert.steps < policy.escalations().size()
                && age >= policy.escalations().get(alert.steps).after().toNanos()) {
            AlertPolicy.Escalation step = policy.escalations().get(alert.steps++);
            if (!step.unacknowledged() || alert.acknowledged == null) {
                notice(alert, Notice.Kind.ESCALATED, step.channels());
            }
        }
        events.changed(alert.snapshot(now), at);
    }

    private void retime() {
        timed = false;
        for (LiveAlert alert : register.live()) {
            Long limit = alert.nextLimit();
            if (limit != null && (!timed || limit - nextLimit < 0)) {
                timed = true;
                nextLimit = limit;
            }
        }
    }

    private static List<String> channels(LiveAlert alert) {
        return alert.track.policy == null ? List.of() : alert.track.policy.channels();
    }

    private void notice(LiveAlert alert, Notice.Kind kind, List<String> channels) {
        Alert snapshot = alert.snapshot(now);
        events.notice(new Notice(kind, at, channels, AlertText.of(kind, snapshot), snapshot));
    }

    /**
     * There is maintenance, or no more. What fires when it is over is told of with its next observation.
     *
     * @param name what is done; {@code null} for nothing
     */
    public void maintenance(@Nullable String name) {
        maintenance = name;
        for (LiveAlert alert : register.live()) {
            if (name != null && alert.isFiring()) {
                mute(alert);
            }
        }
        retime();
    }

    /**
     * Somebody takes care of an alert.
     *
     * @param id of the alert
     * @param who does so
     * @throws IllegalArgumentException if there is no such alert, or it does not fire
     */
    public void acknowledge(long id, String who) {
        LiveAlert alert = register.find(id);
        if (!alert.isFiring()) {
            throw new IllegalArgumentException(
                    "acknowledge: #" + id + ", which is " + alert.state + " (expected: an alert that fires)");
        }
        if (alert.acknowledged == null) {
            alert.acknowledged = who;
            events.changed(alert.snapshot(now), at);
            retime();
        }
    }

    /**
     * Somebody says whether there was something to an alert.
     *
     * @param id of the alert
     * @param real whether there was
     * @throws IllegalArgumentException if there is no such alert, or it has not fired
     */
    public void mark(long id, boolean real) {
        LiveAlert alert = register.find(id);
        if (alert.firedAt == null) {
            throw new IllegalArgumentException(
                    "mark: #" + id + ", which is " + alert.state + " (expected: an alert that has fired)");
        }
        alert.real = real;
        events.changed(alert.snapshot(now), at);
    }

    /**
     * Nobody is to be told of the alerts of a check or component for some time.
     *
     * @param name of the check or component
     * @param nanos how long
     * @param text who wants that, and why
     */
    public void silence(String name, long nanos, String text) {
        silences.add(name, now + nanos, text);
        for (LiveAlert alert : register.live()) {
            if (alert.isFiring() && mute(alert)) {
                events.changed(alert.snapshot(now), at);
            }
        }
        retime();
    }

    /**
     * The alerts that are pending or fire.
     *
     * @return in the order in which they became pending
     */
    public List<Alert> current() {
        return register.current(now);
    }

    /**
     * All alerts that are known: of those that are over, the last 10,000.
     *
     * @return in the order in which they became pending
     */
    public List<Alert> all() {
        return register.all(now);
    }
}

package dev.postflight.verify.track;

import dev.postflight.api.Alert;
import dev.postflight.api.AlertPolicy;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An alert that may still change. Guarded by the {@link AlertBook}. */
final class LiveAlert {

    final long id;
    LevelTrack track;
    final Instant since;

    Alert.State state = Alert.State.PENDING;
    String seen;

    @Nullable
    Instant firedAt;

    @Nullable
    Instant resolvedAt;

    long fired;
    long lasted;

    /** Why people are not told; none when they are. */
    @Nullable
    String muted;

    /** Whether people were told that it fires, and when. */
    boolean told;

    long toldAt;

    @Nullable
    LiveAlert parent;

    long incident;

    @Nullable
    String acknowledged;

    int steps;
    boolean late;
    boolean overdue;
    int flapping;

    @Nullable
    Boolean real;

    LiveAlert(long id, LevelTrack track, Instant since, String seen) {
        this.id = id;
        this.track = track;
        this.since = since;
        this.seen = seen;
    }

    boolean isFiring() {
        return state == Alert.State.FIRING;
    }

    /** Whether nobody has acknowledged it in time, and nobody was told of that yet. */
    boolean isLate(long age) {
        Duration within = track.policy == null ? null : track.policy.acknowledgeWithin();
        return within != null && !late && acknowledged == null && age >= within.toNanos();
    }

    /** Whether it was not resolved in time, and nobody was told of that yet. */
    boolean isOverdue(long age) {
        Duration within = track.policy == null ? null : track.policy.resolveWithin();
        return within != null && !overdue && age >= within.toNanos();
    }

    /** When the next limit of its policy is reached, in elapsed time; none while nobody is to be told. */
    @Nullable
    Long nextLimit() {
        AlertPolicy policy = track.policy;
        if (!told || muted != null || policy == null || !isFiring()) {
            return null;
        }
        Duration next = null;
        if (policy.acknowledgeWithin() != null && !late && acknowledged == null) {
            next = policy.acknowledgeWithin();
        }
        if (policy.resolveWithin() != null && !overdue) {
            next = earlier(next, policy.resolveWithin());
        }
        if (steps < policy.escalations().size()) {
            next = earlier(next, policy.escalations().get(steps).after());
        }
        return next == null ? null : toldAt + next.toNanos();
    }

    private static Duration earlier(@Nullable Duration one, Duration other) {
        return one == null || other.compareTo(one) < 0 ? other : one;
    }

    Alert snapshot(long now) {
        long elapsed = isFiring() ? now - fired : lasted;
        return new Alert(
                id,
                track.check,
                track.component,
                track.severity,
                track.rule,
                state,
                since,
                firedAt,
                resolvedAt,
                Duration.ofNanos(elapsed),
                seen,
                muted,
                parent == null ? 0 : parent.id,
                incident,
                acknowledged,
                steps,
                overdue,
                flapping,
                real);
    }
}

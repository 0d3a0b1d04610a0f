package dev.postflight.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The time from the first alert that fired to the resolution of all that belong together: those of one component that come
 * close to each other, and those of checks that depend on one of them.
 *
 * @param id unique for a verifier, in the order of opening; from 1 on
 * @param component where it began
 * @param severity that of the gravest of its alerts
 * @param description what happened first, for people
 * @param openedAt when its first alert fired
 * @param resolvedAt when its last alert was resolved; {@code null} while it is open
 * @param lasted from opening to resolution, or so far, in elapsed time
 * @param alerts the ids of its alerts, in the order in which they fired
 * @param impact who or what suffered, as people say; empty until then
 * @param cause why it happened, as people say; empty until then
 * @param resolution what was done, as people say; empty until then
 * @param timeline what happened when, in the order of time
 * @since 0.1
 */
public record Incident(
        long id,
        String component,
        Severity severity,
        String description,
        Instant openedAt,
        @Nullable Instant resolvedAt,
        Duration lasted,
        List<Long> alerts,
        String impact,
        String cause,
        String resolution,
        List<Entry> timeline) {

    /**
     * One thing that happened.
     *
     * @param at when
     * @param text what, for people
     */
    public record Entry(Instant at, String text) {
        /** Refuses null. */
        public Entry {
            requireNonNull(at, "at");
            requireNonNull(text, "text");
        }
    }

    /** Copies the lists. */
    public Incident {
        requireNonNull(component, "component");
        requireNonNull(severity, "severity");
        requireNonNull(openedAt, "openedAt");
        requireNonNull(lasted, "lasted");
        alerts = List.copyOf(alerts);
        timeline = List.copyOf(timeline);
    }

    /**
     * Whether it is not resolved.
     *
     * @return whether any of its alerts fires
     */
    public boolean isOpen() {
        return resolvedAt == null;
    }

    /**
     * The incident in one line.
     *
     * @return for example {@code #1 HIGH database, open for 12 min: connection refused}
     */
    @Override
    public String toString() {
        return "#" + id + " " + severity + " " + component + ", "
                + (isOpen() ? "open for " : "resolved after ") + Unit.SECONDS.format(lasted.toNanos() / 1e9) + ": "
                + description;
    }
}

package dev.postflight.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that people are to be told.
 *
 * @param kind what happened
 * @param at when
 * @param channels where it is to be told, as the policies have it; may be none
 * @param text what, in one line
 * @param alert which alert it is about; {@code null} for none
 * @since 0.1
 */
public record Notice(
        Kind kind,
        Instant at,
        List<String> channels,
        String text,
        @Nullable Alert alert) {

    /** What happened. */
    public enum Kind {
        /** An alert fires. */
        FIRING,
        /** An alert that was told of is resolved. */
        RESOLVED,
        /** An alert changes so often that its changes are told no more until it has calmed down. */
        FLAPPING,
        /** Nobody has acknowledged an alert in time. */
        UNACKNOWLEDGED,
        /** A step of the escalation was taken. */
        ESCALATED,
        /** An alert was not resolved in time. */
        OVERDUE,
        /** A maintenance window comes. */
        MAINTENANCE,
        /** A phase began, ended, was extended, or waits for somebody. */
        PHASE
    }

    /** Copies the channels. */
    public Notice {
        requireNonNull(kind, "kind");
        requireNonNull(at, "at");
        requireNonNull(text, "text");
        channels = List.copyOf(channels);
    }

    @Override
    public String toString() {
        return at + " " + kind + " " + text + (channels.isEmpty() ? "" : " → " + String.join(", ", channels));
    }
}

package dev.postflight.verify.track;

import dev.postflight.api.Alert;
import dev.postflight.api.Incident;
import dev.postflight.api.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All incidents of a plan. An alert belongs to the incident of the alert that it is grouped under, or else to the one of its
 * component that is open or was resolved just before, or else to a new one. Used by one thread at a time.
 */
public final class IncidentBook {

    private static final int MOST = 10_000;
    private static final int MOST_ENTRIES = 200;

    private final long sameWithin;
    private final TreeMap<Long, Live> all = new TreeMap<>();
    private long ids;

    private static final class Live {
        final long id;
        final String component;
        final String description;
        final Instant openedAt;
        final long opened;
        final List<Long> alerts = new ArrayList<>();
        final List<Incident.Entry> timeline = new ArrayList<>();
        /** All that it ever was: to have become graver undoes nothing. */
        final Set<Severity> severities;

        Severity severity;

        @Nullable
        Instant resolvedAt;

        long resolved;
        int firing;
        String impact = "";
        String cause = "";
        String resolution = "";

        Live(long id, Alert first, long now, Instant at) {
            this.id = id;
            component = first.component();
            description = first.check() + ": " + first.seen();
            severity = first.severity();
            severities = EnumSet.of(severity);
            openedAt = at;
            opened = now;
        }

        /** Of a very long story, the middle is left out. */
        void tell(Instant at, String text) {
            if (timeline.size() == MOST_ENTRIES) {
                timeline.remove(MOST_ENTRIES / 2);
            }
            timeline.add(new Incident.Entry(at, text));
        }

        Incident snapshot(long now) {
            long lasted = (resolvedAt == null ? now : resolved) - opened;
            return new Incident(
                    id,
                    component,
                    severity,
                    description,
                    openedAt,
                    resolvedAt,
                    Duration.ofNanos(lasted),
                    alerts,
                    impact,
                    cause,
                    resolution,
                    timeline);
        }
    }

    /**
     * An empty book.
     *
     * @param sameWithin how long after its end another alert of its component belongs to an incident
     */
    public IncidentBook(Duration sameWithin) {
        this.sameWithin = sameWithin.toNanos();
    }

    /**
     * An alert fires.
     *
     * @param alert the alert
     * @param above the incident of the alert that it is grouped under; 0 for none
     * @param now elapsed time
     * @param at now
     * @return the incident as it is then
     */
    public Incident fired(Alert alert, long above, long now, Instant at) {
        Live incident = above == 0 ? null : all.get(above);
        for (Live other : all.descendingMap().values()) {
            if (incident == null && other.component.equals(alert.component()) && isNear(other, now)) {
                incident = other;
            }
        }
        if (incident == null) {
            incident = new Live(++ids, alert, now, at);
            all.put(incident.id, incident);
            trim();
        }
        incident.alerts.add(alert.id());
        incident.firing++;
        if (incident.resolvedAt != null) {
            incident.resolvedAt = null;
            incident.tell(at, "opened again");
        }
        if (alert.severity().compareTo(incident.severity) > 0) {
            incident.severity = alert.severity();
            incident.severities.add(alert.severity());
        }
        incident.tell(at, "#" + alert.id() + " " + alert.severity() + " " + alert.check() + " fires: " + alert.seen());
        return incident.snapshot(now);
    }

    private boolean isNear(Live incident, long now) {
        return incident.resolvedAt == null || now - incident.resolved <= sameWithin;
    }

    /**
     * An alert is resolved.
     *
     * @param alert the alert
     * @param now elapsed time
     * @param at now
     * @return the incident as it is then; {@code null} when the alert belongs to none
     */
    public @Nullable Incident resolved(Alert alert, long now, Instant at) {
        Live incident = all.get(alert.incident());
        if (incident == null) {
            return null;
        }
        incident.tell(at, "#" + alert.id() + " " + alert.check() + " is resolved");
        if (--incident.firing == 0) {
            incident.resolvedAt = at;
            incident.resolved = now;
            incident.tell(at, "resolved");
        }
        return incident.snapshot(now);
    }

    /**
     * People say what they know.
     *
     * @param id of the incident
     * @param impact who or what suffered; {@code null} for as before
     * @param cause why it happened; {@code null} for as before
     * @param resolution what was done; {@code null} for as before
     * @param who says so
     * @param now elapsed time
     * @param at now
     * @return the incident as it is then
     * @throws IllegalArgumentException if there is no such incident
     */
    public Incident describe(
            long id,
            @Nullable String impact,
            @Nullable String cause,
            @Nullable String resolution,
            String who,
            long now,
            Instant at) {
        Live incident = find(id);
        incident.impact = impact == null ? incident.impact : impact;
        incident.cause = cause == null ? incident.cause : cause;
        incident.resolution = resolution == null ? incident.resolution : resolution;
        incident.tell(at, "described by " + who);
        return incident.snapshot(now);
    }

    /**
     * Something is to be known about an incident.
     *
     * @param id of the incident
     * @param text what
     * @param now elapsed time
     * @param at now
     * @return the incident as it is then
     * @throws IllegalArgumentException if there is no such incident
     */
    public Incident note(long id, String text, long now, Instant at) {
        Live incident = find(id);
        incident.tell(at, text);
        return incident.snapshot(now);
    }

    private Live find(long id) {
        Live incident = all.get(id);
        if (incident == null) {
            throw new IllegalArgumentException("incident: #" + id + " (expected: an incident that there was)");
        }
        return incident;
    }

    /** The oldest ones that are over are forgotten. */
    private void trim() {
        if (all.size() > MOST) {
            for (Live incident : all.values()) {
                if (incident.resolvedAt != null) {
                    all.remove(incident.id);
                    return;
                }
            }
        }
    }

    /**
     * All incidents that are known: the last 10,000.
     *
     * @param now elapsed time
     * @return in the order of opening
     */
    public List<Incident> all(long now) {
        List<Incident> incidents = new ArrayList<>(all.size());
        all.values().forEach(incident -> incidents.add(incident.snapshot(now)));
        return List.copyOf(incidents);
    }

    /**
     * How many incidents there were since some time, with those that were open then.
     *
     * @param since elapsed time
     * @param severity of which severity, at some time; {@code null} for any
     * @param component of which component; {@code null} for any
     * @return 0 or more
     */
    public int count(long since, @Nullable Severity severity, @Nullable String component) {
        int count = 0;
        for (Live incident : all.descendingMap().values()) {
            boolean counts = isSince(incident, since)
                    && (severity == null || incident.severities.contains(severity))
                    && (component == null || component.equals(incident.component));
            count += counts ? 1 : 0;
        }
        return count;
    }

    /**
     * The longest time that it took to resolve an incident, or is taking, since some time.
     *
     * @param since elapsed time
     * @param component of which component; {@code null} for any
     * @param now elapsed time
     * @return nanoseconds; 0 when there was none
     */
    public long longest(long since, @Nullable String component, long now) {
        long longest = 0;
        for (Live incident : all.descendingMap().values()) {
            if (isSince(incident, since) && (component == null || component.equals(incident.component))) {
                longest = Math.max(longest, (incident.resolvedAt == null ? now : incident.resolved) - incident.opened);
            }
        }
        return longest;
    }

    private static boolean isSince(Live incident, long since) {
        return incident.resolvedAt == null || incident.resolved - since >= 0;
    }
}

package dev.postflight.examples.shop;

import dev.postflight.api.Alert;
import dev.postflight.api.Attestation;
import dev.postflight.api.Incident;
import dev.postflight.api.Notice;
import dev.postflight.api.Unit;
import dev.postflight.examples.shop.DaysLine.Kind;
import dev.postflight.verify.history.Entry;
import dev.postflight.verify.report.Course;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person wants to know of the days after a deployment: not what was observed, but what came of it. A line each. */
final class DaysLog {

    private static final String NOT_MET = " is not met yet";

    private final List<DaysLine> lines = new ArrayList<>();
    private final Map<Long, Alert> alerts = new HashMap<>();
    private final Map<Long, Incident> incidents = new HashMap<>();

    /** While the days go by: what a history would be given. */
    void entry(Entry entry) {
        if (entry instanceof Entry.Alerted alerted) {
            alert(alerted.at(), alerted.alert());
        } else if (entry instanceof Entry.Happened happened) {
            incident(happened.at(), happened.incident());
        } else if (entry instanceof Entry.Attested attested) {
            Attestation given = attested.attestation();
            add(
                    attested.at(),
                    Kind.ATTESTED,
                    given.item() + " by " + given.who() + ", " + given.role() + ": " + given.note());
        }
    }

    /** When all days are over: all lines in the order of time. */
    List<DaysLine> of(Course course, List<DaysLine> others) {
        Set<Long> told = new HashSet<>();
        course.notices().forEach(notice -> notice(notice, course, told));
        course.decisions().forEach(change -> decision(change, course));
        alerts.values().stream()
                .filter(alert -> alert.resolvedAt() != null && !told.contains(alert.id()))
                .sorted(Comparator.comparingLong(Alert::id))
                .forEach(alert -> add(
                        Objects.requireNonNull(alert.resolvedAt()),
                        Kind.MUTED,
                        name(alert) + " is over after " + time(alert.lasted()) + "; nobody was told"));
        lines.addAll(others);
        lines.sort(Comparator.comparing(DaysLine::at).thenComparing(DaysLine::kind));
        return List.copyOf(lines);
    }

    private void add(Instant at, Kind kind, String text) {
        lines.add(DaysLine.of(at, kind, text));
    }

    private void alert(Instant at, Alert alert) {
        Alert before = alerts.put(alert.id(), alert);
        if (!alert.isFiring()) {
            return;
        }
        if (alert.muted() != null && (before == null || before.muted() == null)) {
            add(at, Kind.MUTED, name(alert) + ": " + alert.seen() + "; " + alert.muted());
        }
        if (alert.acknowledged() != null && (before == null || before.acknowledged() == null)) {
            add(at, Kind.ACKNOWLEDGED, name(alert) + ", by " + alert.acknowledged());
        }
    }

    private void incident(Instant at, Incident incident) {
        Incident before = incidents.put(incident.id(), incident);
        String name = "incident " + incident.id() + " ";
        if (before == null) {
            add(at, Kind.INCIDENT, name + "begins: " + incident.severity() + " " + incident.component());
            return;
        }
        if (before.severity() != incident.severity()) {
            add(at, Kind.INCIDENT, name + "is " + incident.severity());
        }
        if (before.isOpen() && !incident.isOpen()) {
            add(at, Kind.INCIDENT, name + "is resolved after " + time(incident.lasted()));
        }
        said(at, name, "impact", before.impact(), incident.impact());
        said(at, name, "cause", before.cause(), incident.cause());
        said(at, name, "resolution", before.resolution(), incident.resolution());
    }

    private void said(Instant at, String name, String what, String before, String now) {
        if (!now.equals(before)) {
            add(at, Kind.INCIDENT, name + what + ": " + now);
        }
    }

    private void notice(Notice notice, Course course, Set<Long> told) {
        Alert alert = notice.alert();
        if (alert != null) {
            told.add(alert.id());
        }
        switch (notice.kind()) {
            case FIRING ->
                lines.add(DaysLine.fires(
                        notice.at(), Objects.requireNonNull(alert).severity(), told(notice)));
            case RESOLVED -> add(notice.at(), Kind.RESOLVED, told(notice));
            case FLAPPING -> add(notice.at(), Kind.FLAPPING, told(notice));
            case UNACKNOWLEDGED -> add(notice.at(), Kind.UNACKNOWLEDGED, told(notice));
            case ESCALATED -> add(notice.at(), Kind.ESCALATED, told(notice));
            case OVERDUE -> add(notice.at(), Kind.OVERDUE, told(notice));
            case MAINTENANCE -> add(notice.at(), Kind.MAINTENANCE, without("maintenance ", told(notice)));
            case PHASE -> phase(notice, course);
        }
    }

    private static String told(Notice notice) {
        return notice.text() + "  [" + String.join(", ", notice.channels()) + "]";
    }

    private void phase(Notice notice, Course course) {
        String text = without("the phase ", notice.text());
        if (text.contains(" is HOLD")) {
            add(notice.at(), Kind.HOLD, text + ": " + missing(notice.at(), course));
        } else {
            add(notice.at(), Kind.PHASE, text);
        }
    }

    private static String without(String beginning, String text) {
        return text.startsWith(beginning) ? text.substring(beginning.length()) : text;
    }

    /** What was missing when the phase was last put on hold; but not the figures of then. */
    private static String missing(Instant at, Course course) {
        List<String> reasons = List.of();
        for (Course.Change change : course.decisions()) {
            if (!change.at().isAfter(at)) {
                reasons = change.reasons();
            }
        }
        return reasons.stream()
                .filter(reason -> reason.contains(NOT_MET))
                .map(reason -> reason.substring(0, reason.indexOf(NOT_MET) + NOT_MET.length()))
                .collect(Collectors.joining("; "));
    }

    /** But not those that are told with the beginning or the end of a phase. */
    private void decision(Course.Change change, Course course) {
        for (Course.Phase phase : course.phases()) {
            if (change.at().equals(phase.began()) || change.at().equals(phase.ended())) {
                return;
            }
        }
        Kind kind = Kind.valueOf(change.decision().name());
        String reasons = change.reasons().stream()
                .filter(reason -> !reason.equals("the time of the phase is not over"))
                .collect(Collectors.joining("; "));
        add(change.at(), kind, change.phase() + (reasons.isEmpty() ? "" : ": " + reasons));
    }

    private static String name(Alert alert) {
        return "#" + alert.id() + " " + alert.severity() + " " + alert.check();
    }

    private static String time(Duration time) {
        return Unit.SECONDS.format(time.toNanos() / 1e9);
    }
}

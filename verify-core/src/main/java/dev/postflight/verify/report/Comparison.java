package dev.postflight.verify.report;

import static java.util.Objects.requireNonNull;

import dev.postflight.api.Alert;
import dev.postflight.api.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two courses of the same time side by side: what was, and what would have been. Alerts are the same when they are of one check
 * and severity and overlap.
 *
 * @param was what was
 * @param would what would have been
 * @param gained alerts that would have been and were not
 * @param lost alerts that were and would not have been
 * @since 0.1
 */
public record Comparison(Course was, Course would, List<Alert> gained, List<Alert> lost) {

    /** Copies the lists. */
    public Comparison {
        requireNonNull(was, "was");
        requireNonNull(would, "would");
        gained = List.copyOf(gained);
        lost = List.copyOf(lost);
    }

    /**
     * Compares two courses.
     *
     * @param was what was
     * @param would what would have been
     * @return the comparison
     */
    public static Comparison of(Course was, Course would) {
        return new Comparison(was, would, without(would, was), without(was, would));
    }

    private static List<Alert> without(Course course, Course other) {
        List<Alert> rest = new ArrayList<>();
        for (Alert alert : course.alerts()) {
            boolean found = false;
            for (Alert same : other.alerts()) {
                found |= isSame(alert, same);
            }
            if (!found) {
                rest.add(alert);
            }
        }
        return rest;
    }

    private static boolean isSame(Alert one, Alert other) {
        return one.check().equals(other.check())
                && one.severity() == other.severity()
                && !begin(one).isAfter(end(other))
                && !begin(other).isAfter(end(one));
    }

    private static Instant begin(Alert alert) {
        return alert.firedAt() == null ? alert.since() : alert.firedAt();
    }

    private static Instant end(Alert alert) {
        return alert.resolvedAt() == null ? Instant.MAX : alert.resolvedAt();
    }

    /**
     * By how much later a phase would have been GO for the first time.
     *
     * @param phase the name of the phase
     * @return negative for earlier; {@code null} when it was not GO, or would not have been
     */
    public @Nullable Duration later(String phase) {
        Instant before = was.firstGo(phase);
        Instant after = would.firstGo(phase);
        return before == null || after == null ? null : Duration.between(before, after);
    }

    /**
     * The comparison for people: phases, alerts and incidents side by side.
     *
     * @return lines that end with a line feed
     */
    public String text() {
        StringBuilder out = new StringBuilder(1024);
        row(out, "", "was", "would be");
        for (String phase : phases()) {
            row(out, phase + ", first GO", shown(was.firstGo(phase)), shown(would.firstGo(phase)) + shift(phase));
            row(out, phase + ", availability", availability(was, phase), availability(would, phase));
        }
        row(
                out,
                "alerts",
                String.valueOf(was.alerts().size()),
                String.valueOf(would.alerts().size()));
        row(out, "incidents", incidents(was), incidents(would));
        list(out, "Alerts gained", gained);
        list(out, "Alerts lost", lost);
        return out.toString();
    }

    private Set<String> phases() {
        Set<String> names = new LinkedHashSet<>();
        was.phases().forEach(phase -> names.add(phase.name()));
        would.phases().forEach(phase -> names.add(phase.name()));
        return names;
    }

    private String shift(String phase) {
        Duration later = later(phase);
        if (later == null || later.isZero()) {
            return "";
        }
        return " (" + TextReport.duration(later.abs()) + (later.isNegative() ? " earlier)" : " later)");
    }

    private static String shown(@Nullable Instant at) {
        return at == null ? "never" : CourseReport.shown(at);
    }

    private static String availability(Course course, String name) {
        for (Course.Phase phase : course.phases()) {
            if (phase.name().equals(name)) {
                String text = phase.availability().toString();
                return text.substring(0, text.indexOf(" ("));
            }
        }
        return "did not begin";
    }

    private static String incidents(Course course) {
        Duration longest = Duration.ZERO;
        for (Incident incident : course.incidents()) {
            longest = incident.lasted().compareTo(longest) > 0 ? incident.lasted() : longest;
        }
        int count = course.incidents().size();
        return count == 0 ? "0" : count + ", the longest " + TextReport.duration(longest);
    }

    private static void row(StringBuilder out, String label, String left, String right) {
        out.append("  ")
                .append(Columns.pad(label, 34))
                .append(Columns.pad(left, 30))
                .append(right)
                .append('\n');
    }

    private static void list(StringBuilder out, String title, List<Alert> alerts) {
        if (alerts.isEmpty()) {
            return;
        }
        out.append('\n').append(title).append(": ").append(alerts.size()).append('\n');
        for (Alert alert : alerts.subList(0, Math.min(20, alerts.size()))) {
            out.append("  ")
                    .append(CourseReport.shown(begin(alert)))
                    .append("  ")
                    .append(Columns.pad(alert.severity().toString(), 10))
                    .append(Columns.cut(
                            alert.check() + ", " + alert.rule() + ", for " + TextReport.duration(alert.lasted()), 90))
                    .append('\n');
        }
    }
}

package dev.postflight.verify.report;

import dev.postflight.api.Alert;
import dev.postflight.api.Decision;
import dev.postflight.api.Incident;
import dev.postflight.api.Outlook;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan came to over time, as text for people and as JSON for machines. The same course gives the same bytes.
 *
 * @since 0.1
 */
public final class CourseReport {

    private static final int WIDTH = 110;
    private static final int MOST = 20;

    private final StringBuilder out = new StringBuilder(2048);
    private final boolean colours;

    private CourseReport(boolean colours) {
        this.colours = colours;
    }

    /**
     * The course for people: phases with what was wanted for their ends, incidents, alerts. Of very many, the last ones.
     *
     * @param course what is reported
     * @return lines that end with a line feed
     */
    public static String text(Course course) {
        return text(course, false);
    }

    /**
     * The course for people, with ANSI colours if they are wanted.
     *
     * @param course what is reported
     * @param colours whether there are colours
     * @return lines that end with a line feed
     */
    public static String text(Course course, boolean colours) {
        CourseReport report = new CourseReport(colours);
        report.course(course);
        return report.out.toString();
    }

    /**
     * The course for machines. Times are ISO 8601 in UTC, durations seconds.
     *
     * @param course what is reported
     * @return an indented JSON object
     */
    public static String json(Course course) {
        return CourseJson.render(course);
    }

    private void course(Course course) {
        Decision decision = course.phases().isEmpty()
                ? Decision.HOLD
                : course.phases().get(course.phases().size() - 1).decision();
        out.append(Style.of(decision).bold(colours, decision.toString()))
                .append("  ")
                .append(course.plan())
                .append("   ")
                .append(TextReport.duration(Duration.between(course.from(), course.until())))
                .append(" from ")
                .append(shown(course.from()))
                .append("   ")
                .append(course.observations())
                .append(" observations\n");
        for (Course.Phase phase : course.phases()) {
            phase(phase);
        }
        incidents(course.incidents());
        alerts(course.alerts());
        title(course.faulty() == 0 ? "" : "Not used: " + course.faulty());
        for (String fault : last(course.faults())) {
            line("  - " + fault);
        }
    }

    private void phase(Course.Phase phase) {
        out.append("\n  ")
                .append(Style.of(phase.decision())
                        .bold(colours, Columns.pad(phase.decision().toString(), 6)))
                .append(phase.name())
                .append("   ")
                .append(shown(phase.began()))
                .append(phase.ended() == null ? " and on" : " to " + shown(phase.ended()))
                .append('\n');
        line("        availability " + phase.availability());
        int widest = 0;
        for (Outlook.Item item : phase.items()) {
            widest = Math.min(50, Math.max(widest, Columns.width(item.wanted())));
        }
        for (Outlook.Item item : phase.items()) {
            Style style = switch (item.state()) {
                case MET -> Style.GOOD;
                case MISSING -> Style.DOUBTFUL;
                case IMPOSSIBLE -> Style.BAD;
            };
            out.append("        ")
                    .append(style.paint(colours, Columns.pad(item.state().toString(), 12)));
            out.append(Columns.cut(Columns.pad(item.wanted(), widest) + "  " + item.explanation(), WIDTH - 20))
                    .append('\n');
        }
    }

    private void incidents(List<Incident> incidents) {
        title(incidents.isEmpty() ? "" : count(incidents.size(), "incident"));
        for (Incident incident : last(incidents)) {
            line("  " + shown(incident.openedAt()) + "  "
                    + Columns.pad(incident.severity().toString(), 10)
                    + incident.component() + ", "
                    + (incident.isOpen() ? "open for " : "resolved after ") + TextReport.duration(incident.lasted())
                    + ": "
                    + incident.description());
            told("impact", incident.impact());
            told("cause", incident.cause());
            told("resolution", incident.resolution());
        }
    }

    private void told(String label, String text) {
        if (!text.isEmpty()) {
            line(" ".repeat(24) + Columns.pad(label, 12) + text);
        }
    }

    private void alerts(List<Alert> alerts) {
        title(alerts.isEmpty() ? "" : count(alerts.size(), "alert") + effect(alerts));
        for (Alert alert : last(alerts)) {
            String end = alert.isFiring() ? "fires since " : "for ";
            line("  " + shown(alert.firedAt()) + "  "
                    + Columns.pad(alert.severity().toString(), 10) + alert.check() + ", "
                    + alert.rule() + ", " + end + TextReport.duration(alert.lasted())
                    + (alert.muted() == null ? "" : ", " + alert.muted()));
        }
    }

    /** How many were real, as far as people have said. */
    private static String effect(List<Alert> alerts) {
        int real = 0;
        int wrong = 0;
        for (Alert alert : alerts) {
            real += Boolean.TRUE.equals(alert.real()) ? 1 : 0;
            wrong += Boolean.FALSE.equals(alert.real()) ? 1 : 0;
        }
        return real + wrong == 0 ? "" : ", " + real + " real and " + wrong + " false";
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private void title(String title) {
        if (!title.isEmpty()) {
            out.append('\n').append(Style.QUIET.bold(colours, title)).append('\n');
        }
    }

    private void line(String text) {
        out.append(Columns.cut(text, WIDTH)).append('\n');
    }

    private static <T> List<T> last(List<T> all) {
        return all.subList(Math.max(0, all.size() - MOST), all.size());
    }

    static String shown(@Nullable Instant at) {
        return at == null
                ? "?"
                : at.truncatedTo(ChronoUnit.MINUTES)
                        .toString()
                        .replace(":00Z", "Z")
                        .replace('T', ' ');
    }
}

package dev.postflight.examples.shop;

import dev.postflight.api.Availability;
import dev.postflight.api.Decision;
import dev.postflight.api.Maintenance;
import dev.postflight.api.VerificationPlan;
import dev.postflight.examples.shop.DaysLine.Kind;
import dev.postflight.verify.engine.Simulation;
import dev.postflight.verify.report.Course;
import dev.postflight.verify.report.CourseReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The days after a deployment in virtual time: what happens in them, what people are told and do, and what is decided. */
final class Days {

    /** How often it is told how far it has come. */
    private static final int TIMES = 6;

    private final int days;
    private final Instant until;
    private final VerificationPlan plan = DaysPlan.of();
    private final List<Moment> moments = new ArrayList<>();

    private record Moment(Instant at, Availability ofPhase) {}

    Days(int days) {
        this.days = days;
        until = DaysWorld.DEPLOYED.plus(Duration.ofDays(days));
    }

    /** Prints a line for whatever happens and a summary, and writes the report. */
    Decision show(PrintStream out, Pace pace, boolean colours, Path report) throws IOException {
        DaysLog log = new DaysLog();
        Course course = run(log);
        Instant before = DaysWorld.DEPLOYED;
        for (DaysLine line : log.of(course, others(course))) {
            pace.pass(Duration.between(before, line.at()));
            out.println(line.render(colours));
            before = line.at();
        }
        out.println();
        out.print(CourseReport.text(course, colours));
        Files.writeString(report, CourseReport.json(course));
        out.println("\nWritten to " + report);
        List<Course.Phase> phases = course.phases();
        return phases.get(phases.size() - 1).decision();
    }

    private Course run(DaysLog log) {
        Simulation simulation = Simulation.of(plan)
                .from(DaysWorld.DEPLOYED)
                .lasting(Duration.ofDays(days))
                .script(new DaysWorld())
                .entries(log::entry);
        DaysPeople.in(simulation);
        int step = (days + TIMES - 1) / TIMES;
        for (int day = step; day <= days; day += step) {
            Instant at = DaysWorld.after(day, 12, 0).plusSeconds(30); // when no phase ends
            simulation.at(
                    Duration.between(DaysWorld.DEPLOYED, at),
                    watch -> moments.add(new Moment(at, watch.availability(null))));
        }
        return simulation.run();
    }

    /** What the course does not tell. */
    private List<DaysLine> others(Course course) {
        List<DaysLine> lines = new ArrayList<>();
        for (DaysWorld.Happening happening : DaysWorld.happenings()) {
            add(lines, happening.at(), Kind.HAPPENS, happening.text());
        }
        for (Maintenance window : plan.maintenance()) {
            Instant begin = window.next(DaysWorld.DEPLOYED);
            while (begin != null && begin.isBefore(until)) {
                add(
                        lines,
                        begin,
                        Kind.MAINTENANCE,
                        window.name() + " begins: alerts are muted, and time does not count");
                add(lines, begin.plus(window.lasting()), Kind.MAINTENANCE, window.name() + " is over");
                begin = window.next(begin);
            }
        }
        moments.forEach(moment -> add(lines, moment.at(), Kind.SO_FAR, soFar(moment, course)));
        return lines;
    }

    private void add(List<DaysLine> lines, Instant at, Kind kind, String text) {
        if (at.isBefore(until)) {
            lines.add(DaysLine.of(at, kind, text));
        }
    }

    private static String soFar(Moment moment, Course course) {
        Duration up = moment.ofPhase().up();
        Duration down = moment.ofPhase().down();
        for (Course.Phase phase : course.phases()) {
            if (phase.ended() != null && phase.ended().isBefore(moment.at())) {
                up = up.plus(phase.availability().up());
                down = down.plus(phase.availability().down());
            }
        }
        long incidents = course.incidents().stream()
                .filter(incident -> incident.openedAt().isBefore(moment.at()))
                .count();
        double percent = 100.0 * up.toMillis() / Math.max(1, up.plus(down).toMillis());
        return String.format(
                Locale.ROOT,
                "availability %.2f %%, down for %d min, %d incident%s",
                percent,
                down.toMinutes(),
                incidents,
                incidents == 1 ? "" : "s");
    }
}

package dev.postflight.verify.engine;

import dev.postflight.api.Notice;
import dev.postflight.verify.report.Course;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What people were told in a {@link Course}, a line each, with the minutes since the beginning. */
final class ToldAt {

    private ToldAt() {}

    /** Of one alert: {@code 5 FIRING sms email}. */
    static List<String> channels(Course course, long alert) {
        List<String> lines = new ArrayList<>();
        for (Notice notice : course.notices()) {
            if (notice.alert() != null && Objects.requireNonNull(notice.alert()).id() == alert) {
                lines.add((minute(notice) + " " + notice.kind() + " " + String.join(" ", notice.channels())).strip());
            }
        }
        return lines;
    }

    /** Of all alerts: {@code 5 #1 HIGH api: latency 1 s}. */
    static List<String> alerts(Course course) {
        List<String> lines = new ArrayList<>();
        for (Notice notice : course.notices()) {
            if (notice.alert() != null) {
                lines.add(minute(notice) + " " + notice.text());
            }
        }
        return lines;
    }

    /** Of everything else: {@code 0 the phase watch begins}. */
    static List<String> others(Course course) {
        List<String> lines = new ArrayList<>();
        for (Notice notice : course.notices()) {
            if (notice.alert() == null) {
                lines.add(minute(notice) + " " + notice.text());
            }
        }
        return lines;
    }

    private static long minute(Notice notice) {
        return Duration.between(Letters.BEGIN, notice.at()).toMinutes();
    }
}

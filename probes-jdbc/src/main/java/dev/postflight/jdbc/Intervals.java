package dev.postflight.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Intervals in seconds. A month has 30 days and a year 365.25, as PostgreSQL has it in {@code extract(epoch from …)}: they
 * are in what {@code age(…)} gives, which should not fall silent when it is a month.
 */
final class Intervals {

    private static final double DAY = 86_400;
    private static final double MONTH = 30 * DAY;
    private static final double YEAR = 365.25 * DAY;

    /** What the driver of PostgreSQL writes: {@code -1 days 2 hours 0.5 secs}, each part with a sign of its own. */
    private static final Pattern TEXT = Pattern.compile("(?:" + part("years") + ")?(?:" + part("mons") + ")?(?:"
            + part("days") + ")?(?:" + part("hours") + ")?(?:" + part("mins") + ")?(?:(-?[0-9]+(?:\\.[0-9]+)?) secs)?");

    private static final double[] SECONDS = {YEAR, MONTH, DAY, 3_600, 60, 1};

    /** What H2 writes of the two that are no durations: {@code INTERVAL '1-2' YEAR TO MONTH}. */
    private static final Pattern MONTHS =
            Pattern.compile("INTERVAL '(-?)([0-9]+)(?:-([0-9]+))?' (YEAR|MONTH)(?: TO MONTH)?");

    private Intervals() {}

    private static String part(String name) {
        return "(-?[0-9]+) " + name + " ?";
    }

    /** Seconds, or what the driver gave when it cannot be read. */
    static @Nullable Object read(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value == null || value instanceof Number) {
            return value;
        }
        if (value instanceof Duration duration) {
            return seconds(duration);
        }
        String text = value.toString();
        Double seconds = text == null ? null : seconds(text);
        if (seconds != null) {
            return seconds;
        }
        try {
            Duration duration = rows.getObject(column, Duration.class);
            return duration == null ? value : (Object) seconds(duration);
        } catch (SQLException | RuntimeException | AbstractMethodError unsupported) {
            return value; // a sentence about it follows
        }
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    static @Nullable Double seconds(String text) {
        Matcher months = MONTHS.matcher(text);
        if (months.matches()) {
            double first =
                    Double.parseDouble(months.group(2)) * (months.group(4).equals("YEAR") ? YEAR : MONTH);
            double second = months.group(3) == null ? 0 : Double.parseDouble(months.group(3)) * MONTH;
            return (months.group(1).isEmpty() ? 1 : -1) * (first + second);
        }
        Matcher parts = TEXT.matcher(text.strip());
        if (text.isBlank() || !parts.matches()) {
            return null;
        }
        double sum = 0;
        for (int i = 0; i < SECONDS.length; i++) {
            String part = parts.group(i + 1);
            sum += part == null ? 0 : Double.parseDouble(part) * SECONDS[i];
        }
        return sum;
    }
}

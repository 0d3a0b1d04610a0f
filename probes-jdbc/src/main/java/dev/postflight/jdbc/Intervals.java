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

    private static final String WHOLE = "([+-]?[0-9]+)";
    private static final String SECONDS_PART = "([+-]?[0-9]+(?:\\.[0-9]+)?)";

    /** {@code -1 days 2 hours 0.5 secs}, each part with a sign of its own, all turned round by {@code ago}. */
    private static final Pattern WORDS = Pattern.compile("(?:@ )?" + word("year") + word("mon") + word("day")
            + word("hour") + word("min") + "(?:" + SECONDS_PART + " secs? ?)?(ago)?");

    /** {@code P1Y2M-3DT4H5M6.5S}, as ISO 8601 has it, but with signs. */
    private static final Pattern ISO = Pattern.compile("P" + letter("Y") + letter("M") + letter("D") + "(?:T"
            + letter("H") + letter("M") + "(?:" + SECONDS_PART + "S)?)?()");

    /** What the standard has of years and months, {@code 1-2}. */
    private static final Pattern STANDARD_MONTHS = Pattern.compile("([+-]?)([0-9]+)-([0-9]+)");

    /** What it has of days, {@code 3 4:05:06}, whose sign is that of the time as well, unless that has its own. */
    private static final Pattern STANDARD_DAYS = Pattern.compile("(?<![:.0-9])([+-]?)([0-9]+) (?=[0-9]+:)");

    private static final Pattern STANDARD_SIGNED_DAYS = Pattern.compile("(?<![:.0-9])([+-]?[0-9]+) (?=[+-][0-9]+:)");

    private static final Pattern CLOCK = Pattern.compile("([+-]?)([0-9]+):([0-9]{2}):([0-9]{2}(?:\\.[0-9]+)?)$");

    private static final double[] SECONDS = {YEAR, MONTH, DAY, 3_600, 60, 1};

    /** What H2 writes of the two that are no durations: {@code INTERVAL '1-2' YEAR TO MONTH}. */
    private static final Pattern MONTHS =
            Pattern.compile("INTERVAL '(-?)([0-9]+)(?:-([0-9]+))?' (YEAR|MONTH)(?: TO MONTH)?");

    private Intervals() {}

    private static String word(String name) {
        return "(?:" + WHOLE + " " + name + "s? ?)?";
    }

    private static String letter(String name) {
        return "(?:" + WHOLE + name + ")?";
    }

    /**
     * Seconds, or what the driver gave when it cannot be read. The text comes first: the object that the driver of PostgreSQL
     * makes of it is zero where it does not know the style, or the interval is infinite.
     */
    static @Nullable Object read(ResultSet rows, int column) throws SQLException {
        String text = rows.getString(column);
        Double seconds = text == null ? null : seconds(text);
        if (text == null || seconds != null) {
            return seconds;
        }
        Object value = rows.getObject(column);
        if (value == null || value instanceof Number) {
            return value;
        }
        if (value instanceof Duration duration) {
            return seconds(duration);
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
        String written = text.strip();
        if (written.equals("0") || written.equals("@ 0")) {
            return 0.0;
        }
        Matcher parts = (written.startsWith("P") ? ISO : WORDS).matcher(inWords(written));
        return parts.matches() ? sum(parts) : null;
    }

    /** {@code null} when there is no part at all. */
    private static @Nullable Double sum(Matcher parts) {
        double sum = 0;
        boolean any = false;
        for (int i = 0; i < SECONDS.length; i++) {
            String part = parts.group(i + 1);
            any |= part != null;
            sum += part == null ? 0 : Double.parseDouble(part) * SECONDS[i];
        }
        return any ? "ago".equals(parts.group(SECONDS.length + 1)) ? -sum : sum : null;
    }

    /** Writes {@code 1-2}, {@code 3 4:05:06} and {@code 04:05:06} as years, months, days, hours, minutes and seconds. */
    private static String inWords(String text) {
        String words = STANDARD_MONTHS.matcher(text).replaceFirst("$1$2 years $1$3 mons");
        words = STANDARD_DAYS.matcher(words).replaceFirst("$1$2 days $1");
        words = STANDARD_SIGNED_DAYS.matcher(words).replaceFirst("$1 days ");
        return CLOCK.matcher(words).replaceFirst("$1$2 hours $1$3 mins $1$4 secs");
    }
}

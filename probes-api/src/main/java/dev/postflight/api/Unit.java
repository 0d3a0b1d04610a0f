package dev.postflight.api;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The base unit of a {@link Measurement}. Figures are held in base units and shown to people in sensible ones.
 *
 * @since 0.1
 */
public enum Unit {
    /** Durations and ages, in seconds. */
    SECONDS("a duration such as 200ms"),
    /** Sizes, in bytes. */
    BYTES("a size such as 512MiB"),
    /** Shares of a whole: 0.05 is 5 %. */
    RATIO("a ratio such as 5% or 0.05"),
    /** Numbers of things, and figures that have no other unit. */
    COUNT("a number without unit"),
    /** Rates, per second. */
    PER_SECOND("a rate such as 10/s");

    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB"};

    private final String example;

    Unit(String example) {
        this.example = example;
    }

    /** What a quantity of this unit looks like, for error sentences. */
    String example() {
        return example;
    }

    /**
     * A figure for people, with three significant digits.
     *
     * @param value in the base unit
     * @return for example {@code 612 ms}, {@code 1.5 GiB}, {@code 99.9 %}, {@code 12} or {@code 3.2/s}
     */
    public String format(double value) {
        return format(value, 3);
    }

    /**
     * A figure for people.
     *
     * @param value in the base unit
     * @param digits how many significant digits at most, 1 to 17; whole numbers below a million keep all of theirs
     * @return the text
     */
    public String format(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "not a number" : value > 0 ? "infinite" : "minus infinite";
        }
        return switch (this) {
            case SECONDS -> seconds(value, digits);
            case BYTES -> bytes(value, digits);
            case RATIO -> number(value * 100, digits) + " %";
            case COUNT -> number(value, digits);
            case PER_SECOND -> number(value, digits) + "/s";
        };
    }

    private static String seconds(double value, int digits) {
        double size = Math.abs(value);
        if (size >= 60 && size < 1e15) {
            return (value < 0 ? "-" : "") + clock(Math.round(size));
        }
        if (size >= 1 || size == 0) {
            return number(value, digits) + " s";
        }
        if (size >= 1e-3) {
            return number(value * 1e3, digits) + " ms";
        }
        return size >= 1e-6 ? number(value * 1e6, digits) + " µs" : number(value * 1e9, digits) + " ns";
    }

    /** The two largest of days, hours, minutes and seconds. */
    private static String clock(long seconds) {
        long[] parts = {seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60};
        String[] names = {" d", " h", " min", " s"};
        int first = 0;
        while (parts[first] == 0) {
            first++;
        }
        String text = parts[first] + names[first];
        return first < 3 && parts[first + 1] > 0 ? text + " " + parts[first + 1] + names[first + 1] : text;
    }

    private static String bytes(double value, int digits) {
        double scaled = value;
        int power = 0;
        while (Math.abs(scaled) >= 1024 && power < BINARY.length - 1) {
            scaled /= 1024;
            power++;
        }
        return number(scaled, digits) + " " + BINARY[power];
    }

    private static String number(double value, int digits) {
        if (value == Math.rint(value) && Math.abs(value) < 1e6) {
            return Long.toString((long) value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        BigDecimal plain = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
        return plain.precision() - plain.scale() > 15 || plain.scale() > 12 ? plain.toString() : plain.toPlainString();
    }
}

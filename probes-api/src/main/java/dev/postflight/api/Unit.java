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
    private static final String[] DECIMAL = {" s", " ms", " µs", " ns"};
    private static final String[] CLOCK = {" d", " h", " min", " s"};
    private static final long[] CLOCK_SECONDS = {86_400, 3_600, 60, 1};
    private static final int USUAL_DIGITS = 3;
    private static final int MOST_DIGITS = 17;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

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
        return format(value, USUAL_DIGITS);
    }

    /**
     * A figure for people. A share that is not the whole is not shown as 100 %.
     *
     * @param value in the base unit
     * @param digits how many significant digits at most, 1 to 17; below a million, those before the point are all kept.
     *     From a minute on, durations are given in days, hours, minutes and seconds, the two largest of them; where that
     *     is not exact and more than three digits are wanted, in seconds
     * @return the text
     */
    public String format(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "not a number" : value > 0 ? "infinite" : "minus infinite";
        }
        return switch (this) {
            case SECONDS -> seconds(value, digits);
            case BYTES -> bytes(value, digits);
            case RATIO -> percent(value, digits);
            case COUNT -> text(rounded(value, digits));
            case PER_SECOND -> text(rounded(value, digits)) + "/s";
        };
    }

    private static String seconds(double value, int digits) {
        double size = Math.abs(value);
        if (size >= 60 && size < 1e15) {
            return clock(value, digits);
        }
        int thousandths = size >= 1 || size == 0 ? 0 : size >= 1e-3 ? 1 : size >= 1e-6 ? 2 : 3;
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal shown = rounded(exact.movePointRight(3 * thousandths), digits);
        if (thousandths > 0 && shown.abs().intValue() >= 1000) {
            thousandths--;
            shown = rounded(exact.movePointRight(3 * thousandths), digits);
        }
        return size < 60 && shown.abs().intValue() >= 60 && thousandths == 0
                ? clock(Math.copySign(60, value), digits)
                : text(shown) + DECIMAL[thousandths];
    }

    /** The two largest of days, hours, minutes and seconds. */
    private static String clock(double value, int digits) {
        double size = Math.abs(value);
        long seconds = Math.round(size);
        int first = 0;
        while (seconds < CLOCK_SECONDS[first]) {
            first++;
        }
        long smallest = CLOCK_SECONDS[first + 1];
        if (digits > USUAL_DIGITS && (size != seconds || seconds % smallest != 0)) {
            return text(rounded(value, digits)) + " s";
        }
        String text = (value < 0 ? "-" : "") + seconds / CLOCK_SECONDS[first] + CLOCK[first];
        long rest = seconds % CLOCK_SECONDS[first] / smallest;
        return rest == 0 ? text : text + " " + rest + CLOCK[first + 1];
    }

    private static String bytes(double value, int digits) {
        double scaled = value;
        int power = 0;
        while (Math.abs(scaled) >= 1024 && power < BINARY.length - 1) {
            scaled /= 1024;
            power++;
        }
        BigDecimal shown = rounded(scaled, digits);
        if (shown.abs().intValue() == 1024 && power < BINARY.length - 1) {
            shown = BigDecimal.valueOf(shown.signum());
            power++;
        }
        return text(shown) + " " + BINARY[power];
    }

    private static String percent(double value, int digits) {
        BigDecimal exact = BigDecimal.valueOf(value).movePointRight(2);
        BigDecimal shown = rounded(exact, digits);
        for (int more = digits + 1; more <= MOST_DIGITS && isFalselyWhole(shown, exact); more++) {
            shown = rounded(exact, more);
        }
        return text(shown) + " %";
    }

    private static boolean isFalselyWhole(BigDecimal shown, BigDecimal exact) {
        return shown.compareTo(HUNDRED) == 0 && exact.compareTo(HUNDRED) != 0;
    }

    private static BigDecimal rounded(double value, int digits) {
        return rounded(BigDecimal.valueOf(value), digits);
    }

    private static BigDecimal rounded(BigDecimal value, int digits) {
        boolean keepsWhole = value.abs().compareTo(MILLION) < 0;
        int kept = keepsWhole ? Math.max(digits, value.precision() - value.scale()) : digits;
        return value.round(new MathContext(kept, RoundingMode.HALF_EVEN));
    }

    private static String text(BigDecimal rounded) {
        BigDecimal plain = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
        return plain.precision() - plain.scale() > 15 || plain.scale() > 12 ? plain.toString() : plain.toPlainString();
    }
}

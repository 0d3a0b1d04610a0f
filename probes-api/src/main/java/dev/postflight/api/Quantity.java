package dev.postflight.api;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A number with its unit as a person writes it: {@code 200ms}, {@code 5%}, {@code 1.5GiB}, {@code 10/s}, {@code 0}.
 *
 * <p>Numbers are decimals. {@link #value()} is the double nearest to the quantity in its base unit, so that {@code 5%}
 * is 0.05 and a measured 0.05 is not above it.
 *
 * @param amount the number as it is written, without trailing zeros
 * @param symbol the unit as it is written: one of {@code ns us ms s m min h d % B kB MB GB TB KiB MiB GiB TiB /s /min},
 *     or empty
 * @since 0.1
 */
public record Quantity(BigDecimal amount, String symbol) {

    static final String SYMBOLS = "ns us µs ms s m min h d % B kB MB GB TB KiB MiB GiB TiB /s /min";

    private static final int LONGEST_AMOUNT = 64;
    private static final int MOST_DIGITS = 40;
    private static final int LARGEST_EXPONENT = 999;
    private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000);

    /**
     * Checks that the quantity has a value.
     *
     * @throws IllegalArgumentException if the symbol is unknown, the amount has more than 40 significant digits, or the
     *     value is no finite double
     */
    public Quantity {
        requireNonNull(amount, "amount");
        requireNonNull(symbol, "symbol");
        amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
        symbol = canonical(symbol);
        if (unit(symbol) == null) {
            throw new IllegalArgumentException(Faults.sentence("unit", Faults.quoted(symbol), symbolRule(symbol)));
        }
        if (amount.precision() > MOST_DIGITS) {
            throw new IllegalArgumentException(Faults.sentence(
                    "number",
                    "one of " + amount.precision() + " digits",
                    "at most " + MOST_DIGITS + " significant digits"));
        }
        if (!isDouble(amount, symbol)) {
            throw new IllegalArgumentException(
                    Faults.sentence("number", amount + symbol, "a number that a double can hold"));
        }
    }

    /**
     * Reads a quantity.
     *
     * @param text for example {@code 200ms}; white space around and between number and unit is allowed
     * @return the quantity
     * @throws IllegalArgumentException if the text is no quantity; the message says where and why
     */
    public static Quantity parse(String text) {
        return new Scanner("quantity", text).wholeQuantity();
    }

    /** A quantity from its two parts as they stand in a text. */
    static Quantity of(String number, String symbol) {
        if (number.length() > LONGEST_AMOUNT) {
            throw new IllegalArgumentException(
                    Faults.sentence("number", Faults.quoted(number), "at most " + LONGEST_AMOUNT + " characters"));
        }
        return new Quantity(new BigDecimal(number), symbol);
    }

    /**
     * The base unit.
     *
     * @return {@link Unit#COUNT} when there is no symbol
     */
    public Unit unit() {
        return requireNonNull(unit(symbol));
    }

    /**
     * The quantity in its base unit.
     *
     * @return the nearest double
     */
    public double value() {
        return value(amount, symbol);
    }

    /**
     * Whether a metric of a unit can be compared with this quantity: the units are the same, or this is zero, or this is
     * a bare number and the metric a ratio.
     *
     * @param metric the unit of the metric
     * @return whether it can
     */
    public boolean fits(Unit metric) {
        return unit() == metric || amount.signum() == 0 || symbol.isEmpty() && metric == Unit.RATIO;
    }

    /** The quantity as a duration, cut to whole nanoseconds. The unit must be a time. */
    Duration toDuration() {
        BigDecimal nanos = amount.multiply(factor(symbol)).multiply(NANOS_PER_SECOND);
        BigDecimal[] parts = nanos.divideAndRemainder(NANOS_PER_SECOND);
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValue());
    }

    /**
     * The quantity as it is written.
     *
     * @return for example {@code 200ms}
     */
    @Override
    public String toString() {
        int scale = amount.scale();
        return (scale >= -18 && scale <= 18 ? amount.toPlainString() : amount.toString()) + symbol;
    }

    /** Far exponents are refused before anything is calculated, as they would overflow there. */
    private static boolean isDouble(BigDecimal amount, String symbol) {
        long exponent = (long) amount.precision() - amount.scale();
        if (Math.abs(exponent) > LARGEST_EXPONENT) {
            return false;
        }
        double value = value(amount, symbol);
        return Double.isFinite(value) && (value != 0 || amount.signum() == 0);
    }

    private static String symbolRule(String symbol) {
        for (String known : SYMBOLS.split(" ", -1)) {
            if (known.equalsIgnoreCase(symbol)) {
                return known + ", as upper and lower case differ";
            }
        }
        return "one of " + SYMBOLS + ", or none";
    }

    /** There are two signs for micro, and a way around them. */
    static String canonical(String symbol) {
        return symbol.equals("µs") || symbol.equals("μs") ? "us" : symbol;
    }

    static double value(BigDecimal amount, String symbol) {
        return symbol.equals("/min")
                ? amount.divide(BigDecimal.valueOf(60), MathContext.DECIMAL128).doubleValue()
                : amount.multiply(factor(symbol)).doubleValue();
    }

    static @Nullable Unit unit(String symbol) {
        return switch (symbol) {
            case "ns", "us", "ms", "s", "m", "min", "h", "d" -> Unit.SECONDS;
            case "B", "kB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB" -> Unit.BYTES;
            case "%" -> Unit.RATIO;
            case "/s", "/min" -> Unit.PER_SECOND;
            case "" -> Unit.COUNT;
            default -> null;
        };
    }

    /** How many base units one of the symbol is. */
    private static BigDecimal factor(String symbol) {
        return switch (symbol) {
            case "ns" -> BigDecimal.valueOf(1, 9);
            case "us" -> BigDecimal.valueOf(1, 6);
            case "ms" -> BigDecimal.valueOf(1, 3);
            case "m", "min" -> BigDecimal.valueOf(60);
            case "h" -> BigDecimal.valueOf(3_600);
            case "d" -> BigDecimal.valueOf(86_400);
            case "%" -> BigDecimal.valueOf(1, 2);
            case "kB" -> BigDecimal.valueOf(1_000);
            case "MB" -> BigDecimal.valueOf(1_000_000);
            case "GB" -> BigDecimal.valueOf(1_000_000_000);
            case "TB" -> BigDecimal.valueOf(1_000_000_000_000L);
            case "KiB" -> BigDecimal.valueOf(1L << 10);
            case "MiB" -> BigDecimal.valueOf(1L << 20);
            case "GiB" -> BigDecimal.valueOf(1L << 30);
            case "TiB" -> BigDecimal.valueOf(1L << 40);
            default -> BigDecimal.ONE;
        };
    }
}

package dev.postflight.verify.history;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Numbers as texts: doubles to the last bit, durations to the nanosecond. */
final class Decimals {

    /** Up to here a double is exact, and so is a power of ten; their quotient is then rounded once, and rightly. */
    private static final long MOST_EXACT = 1L << 53;

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final int NANO_DIGITS = 9;

    /** Of the seconds of a duration. */
    private static final int MOST_DIGITS = 19;

    private Decimals() {}

    /** The double nearest to a decimal number; NaN if it is none, infinite if it is too large. */
    static double of(char[] text, int from, int end) {
        int i = from < end && (text[from] == '-' || text[from] == '+') ? from + 1 : from;
        long digits = 0;
        int count = 0;
        int fraction = 0;
        boolean hasPoint = false;
        for (; i < end; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                count++;
                fraction += hasPoint ? 1 : 0;
                digits = digits < MOST_EXACT ? digits * 10 + digit : MOST_EXACT;
            } else if (text[i] == '.' && !hasPoint) {
                hasPoint = true;
            } else {
                break;
            }
        }
        if (count == 0 || i < end && !isExponent(text, i, end)) {
            return Double.NaN;
        }
        if (i == end && digits < MOST_EXACT && fraction < POWERS.length) {
            double value = digits / POWERS[fraction];
            return text[from] == '-' ? -value : value;
        }
        return Double.parseDouble(new String(text, from, end - from));
    }

    private static boolean isExponent(char[] text, int from, int end) {
        if (text[from] != 'e' && text[from] != 'E') {
            return false;
        }
        int i = from + 1 < end && (text[from + 1] == '-' || text[from + 1] == '+') ? from + 2 : from + 1;
        boolean is = i < end;
        for (; i < end; i++) {
            is &= text[i] >= '0' && text[i] <= '9';
        }
        return is;
    }

    /** In seconds, without an exponent. */
    static String text(Duration duration) {
        if (duration.isZero()) {
            return "0";
        }
        return BigDecimal.valueOf(duration.getSeconds())
                .add(BigDecimal.valueOf(duration.getNano(), NANO_DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** What is finer than a nanosecond is rounded. */
    static Duration duration(String name, String text) throws Unreadable {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        try {
            BigDecimal seconds = new BigDecimal(text);
            long size = (long) seconds.precision() - seconds.scale(); // before it is made longer: 1e999999999
            if (seconds.signum() == 0 || size < -NANO_DIGITS) {
                return Duration.ZERO;
            }
            if (size <= MOST_DIGITS) {
                BigDecimal nanos =
                        seconds.setScale(NANO_DIGITS, RoundingMode.HALF_EVEN).movePointRight(NANO_DIGITS);
                return duration(nanos);
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // told below, as what is too long
        }
        throw Unreadable.of(name, Shown.quoted(text), "a number of seconds");
    }

    private static Duration duration(BigDecimal nanos) {
        if (nanos.precision() - nanos.scale() < MOST_DIGITS) {
            return Duration.ofNanos(nanos.longValueExact());
        }
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
    }
}

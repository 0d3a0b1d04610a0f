package dev.postflight.verify.evaluate;

import dev.postflight.api.Limit;
import dev.postflight.api.Operator;
import dev.postflight.api.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** A limit with its numbers read. */
final class Condition {

    /** With these, no two doubles look the same. */
    static final int MOST_DIGITS = 17;

    /** A comparison with a baseline cannot be made here. */
    final boolean relative;

    private final Operator operator;
    private final double limit;
    private final double upper;
    private final boolean outside;

    Condition(Limit limit) {
        relative = limit instanceof Limit.Relative;
        outside = limit instanceof Limit.Outside;
        if (limit instanceof Limit.Outside range) {
            operator = Operator.LESS;
            this.limit = range.from().value();
            upper = range.to().value();
        } else if (limit instanceof Limit.Fixed fixed) {
            operator = fixed.operator();
            this.limit = fixed.quantity().value();
            upper = Double.NaN;
        } else {
            operator = Operator.EQUAL;
            this.limit = Double.NaN;
            upper = Double.NaN;
        }
    }

    boolean holds(double value) {
        return outside ? value < limit || value > upper : operator.test(value, limit);
    }

    /**
     * Whether a person who reads the value with so many digits takes it for the limit, or sees it on the other side.
     * Rounding is not all: sizes are shown in powers of 1024, long times in hours and minutes.
     */
    boolean isBlurred(double value, Unit unit, int digits) {
        return holds(rounded(value, digits)) != holds(value)
                || isBlurred(limit, value, unit, digits)
                || isBlurred(upper, value, unit, digits);
    }

    /** The limit itself must be told in full, and any other value apart from it. */
    private static boolean isBlurred(double limit, double value, Unit unit, int digits) {
        String shown = unit.format(value, digits);
        return value == limit
                ? !shown.equals(unit.format(value, MOST_DIGITS))
                : shown.equals(unit.format(limit, digits));
    }

    private static double rounded(double value, int digits) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .doubleValue();
    }
}

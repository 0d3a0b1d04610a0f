package dev.postflight.verify.evaluate;

import dev.postflight.api.Limit;
import dev.postflight.api.Operator;
import dev.postflight.api.Quantity;
import dev.postflight.api.Reason;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a limit. A limit of one number has it twice; a range is compared as if it were one number: a value
 * between the ends equals it.
 *
 * @param unknown why there are no numbers; {@code null} when there are
 */
record Bounds(
        Operator operator,
        double lower,
        double upper,
        @Nullable Reason unknown) {

    private static final int FEWEST_SAMPLES = 30;

    static Bounds of(Limit limit, @Nullable Reference baseline) {
        if (limit instanceof Limit.Fixed fixed) {
            return single(fixed.operator(), fixed.quantity().value());
        }
        if (limit instanceof Limit.Outside range) {
            return new Bounds(
                    Operator.NOT_EQUAL, range.from().value(), range.to().value(), null);
        }
        if (limit instanceof Limit.Relative relative) {
            return relative(relative, baseline);
        }
        return single(Operator.AT_LEAST, 1); // what holds is one, what does not is zero
    }

    private static Bounds single(Operator operator, double limit) {
        return new Bounds(operator, limit, limit, null);
    }

    private static Bounds relative(Limit.Relative limit, @Nullable Reference baseline) {
        Operator operator = limit.operator();
        Quantity margin = limit.margin();
        if (baseline == null || !Double.isFinite(baseline.value())) {
            return unknown(operator, Reason.NO_BASELINE);
        }
        if (baseline.samples() < FEWEST_SAMPLES) {
            return unknown(operator, Reason.THIN_BASELINE);
        }
        if (margin == null || margin.amount().signum() == 0) {
            return single(operator, baseline.value());
        }
        // in decimals, so that 10 % above 0.3 is 0.33 and not the double after it
        BigDecimal base = BigDecimal.valueOf(baseline.value());
        if (!margin.symbol().equals("%")) {
            return single(operator, base.add(BigDecimal.valueOf(margin.value())).doubleValue());
        }
        if (base.signum() == 0) {
            return unknown(operator, Reason.ZERO_BASELINE);
        }
        BigDecimal share = base.abs().multiply(margin.amount().movePointLeft(2));
        return single(operator, base.add(share).doubleValue());
    }

    private static Bounds unknown(Operator operator, Reason reason) {
        return new Bounds(operator, Double.NaN, Double.NaN, reason);
    }
}

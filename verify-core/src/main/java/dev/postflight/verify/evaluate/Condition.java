package dev.postflight.verify.evaluate;

import dev.postflight.api.Limit;
import dev.postflight.api.Operator;

/** A limit with its numbers read. */
final class Condition {

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
}

package dev.postflight.verify.evaluate;

import dev.postflight.api.Arithmetic;
import dev.postflight.api.Clause;
import dev.postflight.api.Composite;
import dev.postflight.api.Figure;
import dev.postflight.api.Limit;
import dev.postflight.api.Quantity;
import dev.postflight.api.Subject;
import dev.postflight.api.Threshold;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a figure below zero makes sense. A measured duration does not: a clock was set back meanwhile. But the offset of a
 * clock does, and so does a difference.
 */
final class Signs {

    private Signs() {}

    static boolean mayBeNegative(Threshold threshold) {
        List<Limit> limits = new ArrayList<>();
        for (Clause clause : threshold.clauses()) {
            limits.add(clause.limit());
        }
        return isDifference(threshold.subject(), limits) || limits.stream().anyMatch(Signs::isNegative);
    }

    private static boolean isDifference(Subject subject, List<Limit> limits) {
        if (subject instanceof Composite composite) {
            boolean any = false;
            for (Composite.Element element : composite.elements()) {
                limits.add(element.limit());
                any |= isDifference(element.subject(), limits);
            }
            return any;
        }
        return subject instanceof Figure.Combined combined
                && (combined.operation() == Arithmetic.MINUS
                        || isDifference(combined.left(), limits)
                        || isDifference(combined.right(), limits));
    }

    private static boolean isNegative(Limit limit) {
        if (limit instanceof Limit.Fixed fixed) {
            return isNegative(fixed.quantity());
        }
        return limit instanceof Limit.Outside outside && isNegative(outside.from());
    }

    private static boolean isNegative(Quantity quantity) {
        return quantity.amount().signum() < 0;
    }
}

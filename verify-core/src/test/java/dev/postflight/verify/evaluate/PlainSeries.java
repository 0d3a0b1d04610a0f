package dev.postflight.verify.evaluate;

import dev.postflight.api.Clause;
import dev.postflight.api.Limit;
import dev.postflight.api.Operator;
import dev.postflight.api.Quantity;
import dev.postflight.api.Reason;
import dev.postflight.api.Threshold;
import dev.postflight.api.Unit;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The rules as they are told, clause by clause and as slow as that is: what the fast evaluation must come to. */
final class PlainSeries {

    private final Threshold threshold;
    private final Reference baseline;
    private final Map<Clause, Long> since = new HashMap<>();
    private final Set<Clause> fired = new HashSet<>();

    PlainSeries(Threshold threshold, Reference baseline) {
        this.threshold = threshold;
        this.baseline = baseline;
    }

    byte level(double value, long now) {
        boolean signed = baseline.value() < 0
                || threshold.toString().contains("-1")
                || threshold.toString().contains("-2");
        if (!Double.isFinite(value) || threshold.unit() == Unit.SECONDS && value < 0 && !signed) {
            return Batch.UNKNOWN;
        }
        byte worst = Batch.MET;
        boolean unknown = false;
        for (Clause clause : threshold.clauses()) {
            if (isUnknown(clause.limit())) {
                unknown = true;
            } else {
                worst = (byte) Math.max(worst, level(clause, value, now));
            }
        }
        return unknown && worst < Batch.CRITICAL ? Batch.UNKNOWN : worst;
    }

    private byte level(Clause clause, double value, long now) {
        if (holds(clause.limit(), value) != clause instanceof Clause.Level) {
            since.remove(clause);
            fired.remove(clause);
            return Batch.MET;
        }
        if (clause instanceof Clause.Target) {
            return Batch.TARGET_MISSED;
        }
        if (!(clause instanceof Clause.Level level)) {
            return Batch.CRITICAL;
        }
        long first = since.getOrDefault(clause, now);
        first = now - first < 0 ? now : first;
        since.put(clause, first);
        if (now - first >= level.holding().toNanos()) {
            fired.add(clause);
        }
        return fired.contains(clause) ? Batch.level(new Evaluation(Reason.LEVEL_REACHED, clause)) : Batch.PENDING;
    }

    private boolean isUnknown(Limit limit) {
        if (!(limit instanceof Limit.Relative relative)) {
            return false;
        }
        Quantity margin = relative.margin();
        boolean isShare =
                margin != null && margin.symbol().equals("%") && margin.amount().signum() != 0;
        return !Double.isFinite(baseline.value()) || baseline.samples() < 30 || isShare && baseline.value() == 0;
    }

    private boolean holds(Limit limit, double value) {
        if (limit instanceof Limit.Outside range) {
            return value < range.from().value() || value > range.to().value();
        }
        if (limit instanceof Limit.Fixed fixed) {
            return holds(fixed.operator(), value, fixed.quantity().value());
        }
        Limit.Relative relative = (Limit.Relative) limit;
        BigDecimal sum = BigDecimal.valueOf(baseline.value());
        Quantity margin = relative.margin();
        if (margin != null) {
            BigDecimal amount = margin.amount();
            sum = sum.add(margin.symbol().equals("%") ? sum.abs().multiply(amount.scaleByPowerOfTen(-2)) : amount);
        }
        return holds(relative.operator(), value, sum.doubleValue());
    }

    private static boolean holds(Operator operator, double value, double limit) {
        return switch (operator) {
            case LESS -> value < limit;
            case AT_MOST -> value <= limit;
            case GREATER -> value > limit;
            case AT_LEAST -> value >= limit;
            case EQUAL -> value == limit;
            case NOT_EQUAL -> value != limit;
        };
    }
}

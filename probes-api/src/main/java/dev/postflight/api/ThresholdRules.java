package dev.postflight.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes the clauses of one threshold fit together. Every clause is seen as the values that it finds bad: those above
 * one bound, those below another, or a single point. What a target or a required limit finds bad is the opposite of what
 * it wants.
 */
final class ThresholdRules {

    private ThresholdRules() {}

    /** Clauses come in the order of {@link Threshold#clauses()}: of two, the second is never the milder one. */
    static void check(String metric, List<Clause> clauses) {
        if (clauses.isEmpty()) {
            throw fault(metric, "no clause", "at least one target, level or limit");
        }
        checkUnits(metric, clauses);
        for (int i = 0; i < clauses.size(); i++) {
            checkCanMatter(metric, clauses.get(i));
            for (int j = i + 1; j < clauses.size(); j++) {
                checkPair(metric, clauses.get(i), clauses.get(j));
            }
        }
    }

    /** The quantities that are compared with the metric itself; a margin in per cent is not. */
    static List<Quantity> quantities(List<Clause> clauses) {
        List<Quantity> quantities = new ArrayList<>();
        for (Clause clause : clauses) {
            Limit limit = clause.limit();
            if (limit instanceof Limit.Fixed fixed) {
                quantities.add(fixed.quantity());
            } else if (limit instanceof Limit.Outside outside) {
                quantities.add(outside.from());
                quantities.add(outside.to());
            } else if (limit instanceof Limit.Relative relative && relative.margin() != null && !isShare(relative)) {
                quantities.add(relative.margin());
            }
        }
        return quantities;
    }

    private static void checkUnits(String metric, List<Clause> clauses) {
        Quantity first = null;
        for (Quantity quantity : quantities(clauses)) {
            if (first == null
                    && !quantity.symbol().isEmpty()
                    && quantity.amount().signum() != 0) {
                first = quantity;
            }
        }
        for (Quantity quantity : quantities(clauses)) {
            if (first != null && !quantity.fits(first.unit())) {
                throw fault(metric, quantity + " beside " + first, "quantities of one unit");
            }
        }
    }

    /** Only counts may be negative: a limit below zero on anything else never bites. */
    private static void checkCanMatter(String metric, Clause clause) {
        if (!(clause.limit() instanceof Limit.Fixed fixed)
                || fixed.quantity().symbol().isEmpty()) {
            return;
        }
        int sign = fixed.quantity().amount().signum();
        boolean never = switch (badOperator(clause, fixed.operator())) {
            case LESS -> sign <= 0;
            case AT_MOST, EQUAL -> sign < 0;
            case GREATER, AT_LEAST, NOT_EQUAL -> false;
        };
        if (never) {
            throw fault(metric, clause.toString(), "a limit that can be missed, and this metric is never below zero");
        }
    }

    private static void checkPair(String metric, Clause first, Clause second) {
        if (first.equals(second)) {
            throw fault(metric, first + " twice", "each clause once");
        }
        if (first instanceof Clause.Target && second instanceof Clause.Target) {
            throw fault(metric, first + " and " + second, "one target");
        }
        boolean contradict = first instanceof Clause.Target target
                ? onTargetAndBad(target, second)
                : severity(first) != severity(second)
                        && beginsTooEarly(milder(first, second), milder(first, second) == first ? second : first);
        if (contradict) {
            throw fault(metric, first + " and " + second, "clauses that do not contradict one another");
        }
    }

    /** What is required comes first, and is CRITICAL. */
    private static Clause milder(Clause first, Clause second) {
        return severity(first).compareTo(severity(second)) < 0 ? first : second;
    }

    private static boolean onTargetAndBad(Clause.Target target, Clause level) {
        if (level.limit() instanceof Limit.Fixed point && badOperator(level, point.operator()) == Operator.EQUAL) {
            return target.limit() instanceof Limit.Fixed wanted
                    && wanted.operator()
                            .test(point.quantity().value(), wanted.quantity().value());
        }
        Bounds missed = bounds(target);
        Bounds bad = bounds(level);
        boolean opposite = missed.upper() != null && missed.lower() == null && sameKind(missed.upper(), bad.lower())
                || missed.lower() != null && missed.upper() == null && sameKind(missed.lower(), bad.upper());
        boolean onOneSide = bad.upper() == null || bad.lower() == null;
        return beginsTooEarly(target, level) || opposite && onOneSide;
    }

    /**
     * Whether the graver of two clauses begins before the milder one on a side that both have. If both begin at the same
     * value, the milder one must at least be there sooner, or it would never be seen.
     */
    private static boolean beginsTooEarly(Clause milder, Clause graver) {
        Bounds mild = bounds(milder);
        Bounds grave = bounds(graver);
        return beginsTooEarly(milder, mild.upper(), graver, grave.upper(), 1)
                || beginsTooEarly(milder, mild.lower(), graver, grave.lower(), -1);
    }

    private static boolean beginsTooEarly(
            Clause milder, @Nullable Bound mild, Clause graver, @Nullable Bound grave, int direction) {
        if (mild == null || grave == null || !sameKind(mild, grave)) {
            return false;
        }
        int distance = direction * Double.compare(grave.at(), mild.at());
        if (distance != 0 || grave.inclusive() != mild.inclusive()) {
            return distance < 0 || distance == 0 && grave.inclusive();
        }
        return !(milder instanceof Clause.Target) && holding(graver).compareTo(holding(milder)) <= 0;
    }

    private static boolean sameKind(Bound one, @Nullable Bound other) {
        return other != null && one.kind() == other.kind();
    }

    private static Severity severity(Clause clause) {
        return clause instanceof Clause.Level level ? level.severity() : Severity.CRITICAL;
    }

    private static Duration holding(Clause clause) {
        return clause instanceof Clause.Level level ? level.holding() : Duration.ZERO;
    }

    private static Operator badOperator(Clause clause, Operator written) {
        return clause instanceof Clause.Level ? written : written.negated();
    }

    private static Bounds bounds(Clause clause) {
        Limit limit = clause.limit();
        if (limit instanceof Limit.Fixed fixed) {
            return bounds(
                    badOperator(clause, fixed.operator()), fixed.quantity().value(), Kind.VALUE);
        }
        if (limit instanceof Limit.Relative relative) {
            double margin = relative.margin() == null ? 0 : relative.margin().value();
            Kind kind = isShare(relative) ? Kind.SHARE_OF_BASELINE : Kind.MARGIN_ON_BASELINE;
            return bounds(badOperator(clause, relative.operator()), margin, kind);
        }
        Limit.Outside range = (Limit.Outside) limit;
        return clause instanceof Clause.Level
                ? new Bounds(
                        new Bound(range.to().value(), false, Kind.VALUE),
                        new Bound(range.from().value(), false, Kind.VALUE))
                : new Bounds(null, null);
    }

    private static Bounds bounds(Operator bad, double at, Kind kind) {
        Bound exclusive = new Bound(at, false, kind);
        Bound inclusive = new Bound(at, true, kind);
        return switch (bad) {
            case GREATER -> new Bounds(exclusive, null);
            case AT_LEAST -> new Bounds(inclusive, null);
            case LESS -> new Bounds(null, exclusive);
            case AT_MOST -> new Bounds(null, inclusive);
            case NOT_EQUAL -> new Bounds(exclusive, exclusive);
            case EQUAL -> new Bounds(null, null);
        };
    }

    private static boolean isShare(Limit.Relative relative) {
        return relative.margin() != null && relative.margin().symbol().equals("%");
    }

    private static IllegalArgumentException fault(String metric, String value, String rule) {
        return new IllegalArgumentException(Faults.sentence(metric, value, rule));
    }

    /** Bounds of different kinds cannot be compared. */
    private enum Kind {
        VALUE,
        SHARE_OF_BASELINE,
        MARGIN_ON_BASELINE
    }

    /** Where badness begins on one side. */
    private record Bound(double at, boolean inclusive, Kind kind) {}

    private record Bounds(@Nullable Bound upper, @Nullable Bound lower) {}
}

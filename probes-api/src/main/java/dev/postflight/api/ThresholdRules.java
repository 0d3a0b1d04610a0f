package dev.postflight.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What makes the clauses of one threshold fit together. Every clause is seen as the values that it finds bad: those above
 * one bound, those below another, or a single point. What a target or a required limit finds bad is the opposite of what
 * it wants.
 */
final class ThresholdRules {

    private ThresholdRules() {}

    /** Clauses come in the order of {@link Threshold#clauses()}: of two, the second is never the milder one. */
    static void check(Subject subject, List<Clause> clauses) {
        String metric = subject.toString();
        if (clauses.isEmpty()) {
            throw fault(metric, "no clause", "at least one target, level or limit");
        }
        checkFit(subject, clauses);
        for (int i = 0; i < clauses.size(); i++) {
            checkCanMatter(subject, clauses.get(i), clauses.get(i).toString());
            for (int j = i + 1; j < clauses.size(); j++) {
                checkPair(metric, clauses.get(i), clauses.get(j));
            }
        }
    }

    /** A condition without a severity. */
    static void checkElement(Subject subject, Limit limit, Duration holding) {
        Clause clause = new Clause.Level(Severity.CRITICAL, limit, holding);
        checkFit(subject, List.of(clause));
        checkCanMatter(subject, clause, limit.toString());
    }

    private static void checkFit(Subject subject, List<Clause> clauses) {
        checkKinds(subject, clauses);
        checkUnits(subject.toString(), clauses);
        checkKnownUnit(subject, clauses);
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

    /** Several conditions hold or do not, and a figure has a value. */
    private static void checkKinds(Subject subject, List<Clause> clauses) {
        for (Clause clause : clauses) {
            boolean holds = clause.limit() instanceof Limit.Holds;
            if (subject instanceof Figure && holds) {
                throw fault(subject.toString(), clause.toString(), "a limit such as > 500ms behind a figure");
            }
            if (subject instanceof Composite && !(holds && clause instanceof Clause.Level)) {
                throw fault(subject.toString(), clause.toString(), "a severity such as HIGH, without a limit");
            }
        }
    }

    /** Counts, rates and shares have their units whatever they are counts, rates and shares of. */
    private static void checkKnownUnit(Subject subject, List<Clause> clauses) {
        Unit known = subject instanceof Figure figure ? figure.unit(Map.of()) : null;
        for (Quantity quantity : quantities(clauses)) {
            if (known != null && !quantity.fits(known)) {
                throw fault(subject.toString(), quantity.toString(), known.example());
            }
        }
    }

    private static void checkUnits(String metric, List<Clause> clauses) {
        List<Quantity> all = quantities(clauses);
        Quantity first = null;
        for (Quantity quantity : all) {
            if (first == null && !quantity.symbol().isEmpty()) {
                first = quantity;
            }
        }
        for (Quantity quantity : all) {
            if (first != null && !isBesides(quantity, first)) {
                throw fault(metric, quantity + " beside " + first, "quantities of one unit");
            }
        }
    }

    /** Zero fits any unit, unless it is written with another one. */
    private static boolean isBesides(Quantity quantity, Quantity first) {
        return quantity.fits(first.unit()) && (quantity.symbol().isEmpty() || quantity.unit() == first.unit());
    }

    static boolean isDifference(Subject subject) {
        return subject instanceof Figure.Combined combined
                && (combined.operation() == Arithmetic.MINUS
                        || isDifference(combined.left())
                        || isDifference(combined.right()));
    }

    /** Only counts may be negative: a limit below zero on anything else never bites. */
    private static void checkCanMatter(Subject subject, Clause clause, String shown) {
        if (isDifference(subject)
                || !(clause.limit() instanceof Limit.Fixed fixed)
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
            throw fault(
                    subject.toString(),
                    shown,
                    "a limit that can take effect: a figure with this unit is never below zero");
        }
    }

    private static void checkPair(String metric, Clause first, Clause second) {
        if (first.equals(second)) {
            throw fault(metric, first + " twice", "each clause once");
        }
        if (first instanceof Clause.Target && second instanceof Clause.Target) {
            throw fault(metric, first + " and " + second, "one target");
        }
        String rule = brokenRule(first, second);
        if (rule != null) {
            throw fault(metric, first + " and " + second, rule);
        }
    }

    private static @Nullable String brokenRule(Clause first, Clause second) {
        if (first instanceof Clause.Target target) {
            String rule = brokenRuleOfTarget(target, second);
            if (rule != null) {
                return rule;
            }
        } else if (severity(first) != severity(second)) {
            Clause milder = milder(first, second);
            if (beginsTooEarly(milder, milder == first ? second : first)) {
                return "the graver limit further out than the milder one";
            }
        }
        boolean nothingIsGood =
                leaveNothing(bounds(first).upper(), bounds(second).lower())
                        || leaveNothing(bounds(second).upper(), bounds(first).lower());
        return nothingIsGood ? "limits that leave some value good" : null;
    }

    /** Whether every value is above the one bound or below the other. */
    private static boolean leaveNothing(@Nullable Bound upper, @Nullable Bound lower) {
        if (upper == null || lower == null || !sameKind(upper, lower)) {
            return false;
        }
        return upper.at() < lower.at() || upper.at() == lower.at() && (upper.inclusive() || lower.inclusive());
    }

    /** What is required comes first, and is CRITICAL. */
    private static Clause milder(Clause first, Clause second) {
        return severity(first).compareTo(severity(second)) < 0 ? first : second;
    }

    private static @Nullable String brokenRuleOfTarget(Clause.Target target, Clause level) {
        if (level.limit() instanceof Limit.Fixed point && badOperator(level, point.operator()) == Operator.EQUAL) {
            boolean wanted = target.limit() instanceof Limit.Fixed fixed
                    && fixed.operator()
                            .test(point.quantity().value(), fixed.quantity().value());
            return wanted ? "a level that spares what the target wants" : null;
        }
        if (beginsTooEarly(target, level)) {
            return "a level that begins where the target is missed, or further out";
        }
        Bounds missed = bounds(target);
        Bounds bad = bounds(level);
        boolean opposite = missed.upper() != null && missed.lower() == null && sameKind(missed.upper(), bad.lower())
                || missed.lower() != null && missed.upper() == null && sameKind(missed.lower(), bad.upper());
        boolean onOneSide = bad.upper() == null || bad.lower() == null;
        return opposite && onOneSide ? "a level on the side on which the target is missed" : null;
    }

    /**
     * Whether the graver of two clauses begins before the milder one on a side that both have; or begins at the same
     * value on every side that the milder one has, and so soon that the milder one would never be seen.
     */
    private static boolean beginsTooEarly(Clause milder, Clause graver) {
        Bounds mild = bounds(milder);
        Bounds grave = bounds(graver);
        if (isBefore(grave.upper(), mild.upper(), 1) || isBefore(grave.lower(), mild.lower(), -1)) {
            return true;
        }
        boolean hidden = (mild.upper() != null || mild.lower() != null)
                && isWhere(grave.upper(), mild.upper())
                && isWhere(grave.lower(), mild.lower());
        return hidden && !(milder instanceof Clause.Target) && holding(graver).compareTo(holding(milder)) <= 0;
    }

    private static boolean isBefore(@Nullable Bound grave, @Nullable Bound mild, int direction) {
        if (mild == null || grave == null || !sameKind(mild, grave)) {
            return false;
        }
        int distance = direction * Double.compare(grave.at(), mild.at());
        return distance < 0 || distance == 0 && grave.inclusive() && !mild.inclusive();
    }

    private static boolean isWhere(@Nullable Bound grave, @Nullable Bound mild) {
        return mild == null
                || grave != null
                        && sameKind(mild, grave)
                        && grave.at() == mild.at()
                        && grave.inclusive() == mild.inclusive();
    }

    private static boolean sameKind(Bound one, @Nullable Bound other) {
        if (other == null || one.kind() == Kind.VALUE || other.kind() == Kind.VALUE) {
            return other != null && one.kind() == other.kind();
        }
        return one.kind() == other.kind() || one.at() == 0 || other.at() == 0;
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
        if (limit instanceof Limit.Holds) {
            return bounds(Operator.AT_LEAST, 1, Kind.VALUE);
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

    /** Bounds of different kinds cannot be compared, unless one is the baseline itself. */
    private enum Kind {
        VALUE,
        SHARE_OF_BASELINE,
        MARGIN_ON_BASELINE
    }

    /** Where badness begins on one side. */
    private record Bound(double at, boolean inclusive, Kind kind) {}

    private record Bounds(@Nullable Bound upper, @Nullable Bound lower) {}
}

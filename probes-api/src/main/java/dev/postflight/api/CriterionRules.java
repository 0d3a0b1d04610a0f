package dev.postflight.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What makes an exit criterion one that can be met and missed. */
final class CriterionRules {

    private CriterionRules() {}

    static void check(Threshold threshold, @Nullable String of) {
        Criterion.Subject subject = subject(threshold.subject());
        String text = threshold.subject().toString();
        if (subject == null && !isFigureOfPhase(threshold.subject())) {
            throw fault(
                    text,
                    "one of " + words() + ", or a figure over the phase, as in \"p95 of latency over phase in api\"");
        }
        boolean limited = threshold.clauses().size() == 1
                && threshold.clauses().get(0) instanceof Clause.Required required
                && required.limit() instanceof Limit.Fixed;
        if (!limited) {
            throw fault(threshold.toString(), "one limit, as in \"availability: >= 99%\"");
        }
        if (of != null && !Faults.isName(of)) {
            throw new IllegalArgumentException(Faults.sentence("in", Faults.quoted(of), Faults.NAME_RULE));
        }
        if (of == null && (subject == null || subject == Criterion.Subject.PASSES)) {
            throw fault(text, "the check that it is about, as in \"" + text + " in api\"");
        }
        if (subject != null) {
            checkLimit(subject, threshold);
        } else if (threshold.subject() instanceof Figure figure) {
            checkFigure(figure, threshold);
        }
    }

    private static void checkLimit(Criterion.Subject subject, Threshold threshold) {
        Limit.Fixed limit = (Limit.Fixed) threshold.clauses().get(0).limit();
        if (!threshold.fits(subject.unit())) {
            throw fault(
                    threshold.toString(), "a limit in the unit of " + subject.word() + ", as in " + example(subject));
        }
        boolean more = subject == Criterion.Subject.AVAILABILITY
                || subject == Criterion.Subject.MTBF
                || subject == Criterion.Subject.PASSES;
        Operator operator = limit.operator();
        boolean directed = switch (operator) {
            case GREATER, AT_LEAST -> more;
            case LESS, AT_MOST -> !more;
            case EQUAL -> !more && limit.quantity().value() == 0;
            case NOT_EQUAL -> false;
        };
        if (!directed) {
            throw fault(threshold.toString(), (more ? "> or >=" : "< or <=") + ", as in " + example(subject));
        }
        checkCanMatter(threshold, limit, subject == Criterion.Subject.AVAILABILITY ? 1 : Double.POSITIVE_INFINITY);
    }

    /** What a metric may be is not known; what is counted or has a unit is never below zero. */
    private static void checkFigure(Figure figure, Threshold threshold) {
        Limit.Fixed limit = (Limit.Fixed) threshold.clauses().get(0).limit();
        Unit known = figure.unit(Map.of());
        boolean signed = known == null && limit.quantity().symbol().isEmpty();
        boolean ratio = figure instanceof Figure.OverTime over && over.statistic() == Statistic.ERROR_RATIO;
        if (!signed && !ThresholdRules.isDifference(figure)) {
            checkCanMatter(threshold, limit, ratio ? 1 : Double.POSITIVE_INFINITY);
        }
    }

    /** Whether a value from zero to the most there can be is good, and another one bad. */
    private static void checkCanMatter(Threshold threshold, Limit.Fixed limit, double most) {
        double value = limit.quantity().value();
        boolean within = value >= 0 && value <= most;
        boolean meetable = switch (limit.operator()) {
            case LESS -> value > 0;
            case AT_MOST -> value >= 0;
            case GREATER -> value < most;
            case AT_LEAST -> value <= most;
            case EQUAL -> within;
            case NOT_EQUAL -> true;
        };
        boolean missable = switch (limit.operator()) {
            case LESS -> value <= most;
            case AT_MOST -> value < most;
            case GREATER -> value >= 0;
            case AT_LEAST -> value > 0;
            case EQUAL -> true;
            case NOT_EQUAL -> within;
        };
        if (!missable || !meetable) {
            Criterion.Subject subject = subject(threshold.subject());
            throw fault(
                    threshold.toString(),
                    "a limit that can be " + (meetable ? "missed" : "met")
                            + (subject == null ? "" : ", as in " + example(subject)));
        }
    }

    private static String example(Criterion.Subject subject) {
        return subject.word()
                + switch (subject) {
                    case AVAILABILITY -> ": >= 99%";
                    case MTBF -> ": >= 168h";
                    case PASSES -> ": >= 7";
                    case RESOLUTION, MTTR, SILENCE -> ": < 1h";
                    default -> ": <= 1";
                };
    }

    static Criterion.@Nullable Subject subject(Subject subject) {
        for (Criterion.Subject known : Criterion.Subject.values()) {
            if (subject instanceof Figure.Metric metric && known.word().equalsIgnoreCase(metric.name())) {
                return known;
            }
        }
        return null;
    }

    /** The threshold with its subject as it is spelt here, so that equal criteria are equal. */
    static Threshold spelt(Threshold threshold) {
        Criterion.Subject subject = subject(threshold.subject());
        return subject == null ? threshold : new Threshold(new Figure.Metric(subject.word()), threshold.clauses());
    }

    private static boolean isFigureOfPhase(Subject subject) {
        if (!(subject instanceof Figure)) {
            return false;
        }
        for (Figure term : subject.terms()) {
            if (!(term instanceof Figure.OverTime figure) || figure.window() != null) {
                return false;
            }
        }
        return true;
    }

    /** Whether a name needs no quotes. */
    static boolean isPlain(String name) {
        return name.indexOf(':') < 0
                && name.indexOf('"') < 0
                && !Scanner.isSpace(name.charAt(0))
                && !Scanner.isSpace(name.charAt(name.length() - 1));
    }

    private static String words() {
        List<String> words = new ArrayList<>();
        for (Criterion.Subject subject : Criterion.Subject.values()) {
            words.add(subject.word());
        }
        return String.join(", ", words);
    }

    private static IllegalArgumentException fault(String value, String rule) {
        return new IllegalArgumentException(Faults.sentence("exit", '"' + value + '"', rule));
    }
}

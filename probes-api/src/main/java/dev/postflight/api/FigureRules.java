package dev.postflight.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What makes the figures of a threshold and the metrics of a probe fit together. */
final class FigureRules {

    private static final String SUM_RULE =
            "units that go together: two of one kind, or one over a count, a ratio or seconds";

    private FigureRules() {}

    /** All metrics that are named. */
    static Set<String> names(Subject subject) {
        Set<String> names = new TreeSet<>();
        for (Figure term : subject.terms()) {
            if (term instanceof Figure.Metric metric) {
                names.add(metric.name());
            } else if (term instanceof Figure.OverTime overTime && overTime.metric() != null) {
                names.add(overTime.metric());
            }
        }
        return names;
    }

    static void check(
            String place, Subject subject, List<Clause> clauses, Map<String, Unit> metrics, List<String> faults) {
        if (subject instanceof Composite composite) {
            for (Composite.Element element : composite.elements()) {
                Clause clause = new Clause.Level(Severity.CRITICAL, element.limit(), element.holding());
                check(place, element.subject(), List.of(clause), metrics, faults);
            }
        } else if (subject instanceof Figure figure && metrics.keySet().containsAll(names(figure))) {
            checkFigure(place, figure, clauses, metrics, faults);
        }
    }

    private static void checkFigure(
            String place, Figure figure, List<Clause> clauses, Map<String, Unit> metrics, List<String> faults) {
        Figure.OverTime ambiguous = metrics.size() == 1 ? null : withoutMetric(figure);
        if (ambiguous != null) {
            faults.add(place
                    + Faults.sentence(
                            "metric",
                            "none for " + ambiguous,
                            "of one of " + Faults.list(new TreeSet<>(metrics.keySet()))));
            return;
        }
        Unit unit = figure.unit(metrics);
        if (unit == null) {
            faults.addAll(mismatches(place, figure, metrics));
            return;
        }
        for (Quantity quantity : ThresholdRules.quantities(clauses)) {
            if (!quantity.fits(unit)) {
                Unit written = quantity.symbol().isEmpty() ? null : quantity.unit();
                faults.add(place + Faults.sentence("unit", written == null ? "none" : written, unit.example()));
                return;
            }
        }
    }

    static Figure.@Nullable OverTime withoutMetric(Figure figure) {
        for (Figure term : figure.terms()) {
            if (term instanceof Figure.OverTime overTime
                    && overTime.metric() == null
                    && overTime.statistic() != Statistic.ERROR_RATIO) {
                return overTime;
            }
        }
        return null;
    }

    /** The innermost figures whose units do not go together. */
    private static List<String> mismatches(String place, Figure figure, Map<String, Unit> metrics) {
        if (!(figure instanceof Figure.Combined combined)) {
            return List.of();
        }
        Unit left = combined.left().unit(metrics);
        Unit right = combined.right().unit(metrics);
        if (left != null && right != null) {
            return List.of(place + Faults.sentence("unit", left + " " + combined.operation() + " " + right, SUM_RULE));
        }
        List<String> faults = new ArrayList<>(mismatches(place, combined.left(), metrics));
        faults.addAll(mismatches(place, combined.right(), metrics));
        return faults;
    }
}

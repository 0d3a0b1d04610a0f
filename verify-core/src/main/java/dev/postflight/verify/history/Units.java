package dev.postflight.verify.history;

import dev.postflight.api.Check;
import dev.postflight.api.Figure;
import dev.postflight.api.Statistic;
import dev.postflight.api.Subject;
import dev.postflight.api.Threshold;
import dev.postflight.api.Unit;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The units of the metrics of a plan's checks: as their probes tell, or else as their thresholds do. */
final class Units {

    private final Map<String, Map<String, Unit>> byCheck = new HashMap<>();

    Units(VerificationPlan plan) {
        for (VerificationPhase phase : plan.phases()) {
            for (Check check : phase.checks()) {
                check.probe().metrics().forEach((metric, unit) -> put(check, metric, unit));
            }
        }
        for (VerificationPhase phase : plan.phases()) {
            for (Check check : phase.checks()) {
                for (Threshold threshold : check.thresholds()) {
                    Unit unit = threshold.unit();
                    String metric = metric(threshold.subject(), unit);
                    if (metric != null && unit != null) {
                        put(check, metric, unit);
                    }
                }
            }
        }
    }

    private void put(Check check, String metric, Unit unit) {
        byCheck.computeIfAbsent(check.name(), name -> new HashMap<>()).putIfAbsent(metric, unit);
    }

    /** The metric that has the unit of the threshold. */
    private static @Nullable String metric(Subject subject, @Nullable Unit unit) {
        if (unit == null) {
            return null;
        } else if (subject instanceof Figure.Metric metric) {
            return metric.name();
        } else if (subject instanceof Figure.OverTime overTime && isOfMetric(overTime.statistic())) {
            return overTime.metric();
        }
        return null;
    }

    private static boolean isOfMetric(Statistic statistic) {
        return statistic.unit(Unit.SECONDS) == Unit.SECONDS && statistic.unit(Unit.BYTES) == Unit.BYTES;
    }

    Unit of(String check, String metric) {
        Map<String, Unit> units = byCheck.get(check);
        Unit unit = units == null ? null : units.get(metric);
        return unit == null ? Unit.COUNT : unit;
    }
}

package dev.postflight.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What makes a check and its probe fit together. A probe is code of others: whatever it throws becomes a fault. */
final class CheckRules {

    private static final String METRICS_RULE = "names and units of metrics, or an empty map";
    private static final String SILENCE_RULE = "FAIL, HOLD or IGNORE";

    private CheckRules() {}

    static List<String> faults(Check check) {
        List<String> faults = new ArrayList<>(check.faults());
        Probe probe = check.probe();
        try {
            checkMetrics(check, probe.metrics(), faults);
        } catch (Throwable e) {
            faults.add(thrown("metrics()", e, METRICS_RULE));
        }
        try {
            checkSilence(check.ownSilence() == null ? probe.silence() : check.ownSilence(), faults);
        } catch (Throwable e) {
            faults.add(thrown("silence()", e, SILENCE_RULE));
        }
        return faults;
    }

    private static void checkMetrics(Check check, @Nullable Map<String, Unit> metrics, List<String> faults) {
        if (metrics == null) {
            faults.add(Faults.sentence("probe", "metrics() gave null", METRICS_RULE));
            return;
        }
        if (metrics.isEmpty()) {
            return;
        }
        for (Threshold threshold : check.thresholds()) {
            String place = "threshold \"" + threshold + "\": ";
            for (String name : FigureRules.names(threshold.subject())) {
                if (!metrics.containsKey(name)) {
                    String known = Faults.list(new TreeSet<>(metrics.keySet()));
                    faults.add(place + Faults.sentence("metric", name, "one that the probe reports: " + known));
                } else if (metrics.get(name) == null) {
                    faults.add(Faults.sentence("probe", "metrics() gave no unit of " + name, METRICS_RULE));
                }
            }
            FigureRules.check(place, threshold.subject(), threshold.clauses(), metrics, faults);
        }
    }

    private static void checkSilence(@Nullable SilenceRule rule, List<String> faults) {
        if (rule == null) {
            faults.add(Faults.sentence("probe", "silence() gave null", SILENCE_RULE));
        }
    }

    private static String thrown(String method, Throwable thrown, String rule) {
        return Faults.sentence("probe", method + " threw " + Redaction.of(Redaction.describe(thrown)), rule);
    }
}

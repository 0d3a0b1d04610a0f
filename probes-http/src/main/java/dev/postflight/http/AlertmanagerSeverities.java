package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How alerts are counted.
 *
 * @param label the label that has the severity
 * @param values the values in small letters, by metric
 * @param unwanted the metrics that must be zero
 */
record AlertmanagerSeverities(String label, Map<String, Set<String>> values, Set<String> unwanted) {

    static final AlertmanagerSeverities USUAL = new AlertmanagerSeverities("severity", usual(), Set.of());

    private static final String OTHER = "other";
    private static final List<String> STATES =
            List.of("active", "unprocessed", "suppressed", "silenced", "inhibited", "muted");
    private static final int MOST_SHOWN = 10;

    private static Map<String, Set<String>> usual() {
        Map<String, Set<String>> usual = new LinkedHashMap<>();
        for (String name : List.of("critical", "warning", "info")) {
            usual.put(name, Set.of(name));
        }
        return Collections.unmodifiableMap(usual);
    }

    AlertmanagerSeverities label(@Nullable String name) {
        if (name == null || name.isBlank()) {
            throw Texts.fault("severityLabel", Texts.quoted(name), "the name of a label");
        }
        return new AlertmanagerSeverities(name, values, unwanted);
    }

    AlertmanagerSeverities with(@Nullable String metric, String... given) {
        if (metric == null || metric.equals(OTHER) || STATES.contains(metric)) {
            throw Texts.fault("severity", metric, "a name other than other, " + String.join(", ", STATES));
        }
        // it has the rule for names
        Measurement.of(metric, 0, Unit.COUNT);
        if (given == null || given.length == 0) {
            throw Texts.fault("values of " + metric, given == null ? null : "none", "one or more");
        }
        Set<String> own = new TreeSet<>();
        for (String value : given) {
            if (value == null || value.isBlank()) {
                throw Texts.fault("values of " + metric, Texts.quoted(value), "texts that are not blank");
            }
            own.add(value.toLowerCase(Locale.ROOT));
        }
        Map<String, Set<String>> more = new LinkedHashMap<>(values);
        more.put(metric, Collections.unmodifiableSet(own));
        for (Map.Entry<String, Set<String>> other : values.entrySet()) {
            if (!other.getKey().equals(metric) && !Collections.disjoint(other.getValue(), own)) {
                throw Texts.fault("values of " + metric, own, "none that counts as " + other.getKey() + " already");
            }
        }
        return new AlertmanagerSeverities(label, Collections.unmodifiableMap(more), unwanted);
    }

    AlertmanagerSeverities without(String... metrics) {
        Set<String> none = new TreeSet<>(unwanted);
        if (metrics == null || metrics.length == 0) {
            throw Texts.fault("expectNone", metrics == null ? null : "none", "one or more severities");
        }
        for (String metric : metrics) {
            if (metric == null || !metric.equals(OTHER) && !values.containsKey(metric)) {
                throw Texts.fault("expectNone", metric, "one of " + String.join(", ", names()));
            }
            none.add(metric);
        }
        return new AlertmanagerSeverities(label, values, Collections.unmodifiableSet(none));
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(values.keySet());
        names.add(OTHER);
        return names;
    }

    MonitorCounts counts() {
        List<String> kinds = new ArrayList<>(STATES);
        kinds.addAll(names());
        return MonitorCounts.of(kinds);
    }

    String wanted() {
        return unwanted.isEmpty() ? "a list of alerts" : "no alert that is " + String.join(" or ", unwanted);
    }

    ProbeResult judge(String question, MonitorAnswer answer, AlertmanagerAlerts alerts) {
        MonitorCounts counts = counts();
        List<String> bad = new ArrayList<>();
        for (AlertmanagerAlerts.Alert alert : alerts.alerts()) {
            counts.add(alert.state());
            if (alert.isSuppressed()) {
                addSuppressed(alert, counts);
            } else {
                String severity = severity(alert);
                counts.add(severity);
                if (unwanted.contains(severity)) {
                    bad.add(alert.shown() + " (" + severity + ")");
                }
            }
        }
        List<Measurement> measurements = counts.measurements();
        if (bad.isEmpty()) {
            return new ProbeResult.Up(measurements);
        }
        int more = bad.size() - MOST_SHOWN;
        String shown = String.join(", ", bad.subList(0, Math.min(MOST_SHOWN, bad.size())))
                + (more > 0 ? " and " + more + " more" : "");
        return new ProbeResult.Down(
                answer.hidden(question + ": " + bad.size() + (bad.size() == 1 ? " alert: " : " alerts: ") + shown),
                measurements);
    }

    private static void addSuppressed(AlertmanagerAlerts.Alert alert, MonitorCounts counts) {
        if (alert.silenced()) {
            counts.add("silenced");
        }
        if (alert.inhibited()) {
            counts.add("inhibited");
        }
        if (alert.muted()) {
            counts.add("muted");
        }
    }

    private String severity(AlertmanagerAlerts.Alert alert) {
        String value = alert.labels().getOrDefault(label, "").toLowerCase(Locale.ROOT);
        for (Map.Entry<String, Set<String>> severity : values.entrySet()) {
            if (severity.getValue().contains(value)) {
                return severity.getKey();
            }
        }
        return OTHER;
    }
}

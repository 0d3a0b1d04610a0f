package dev.postflight.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The alerts of an answer, but for the one that always fires. */
record AlertmanagerAlerts(List<Alert> alerts) {

    private static final String NAME = "alertname";
    private static final Set<String> STATES = Set.of("active", "suppressed", "unprocessed");

    /**
     * One of them.
     *
     * @param state active, suppressed or unprocessed
     */
    record Alert(String state, boolean silenced, boolean inhibited, boolean muted, Map<String, String> labels) {

        boolean isSuppressed() {
            return state.equals("suppressed");
        }

        /** Name and instance. */
        String shown() {
            String instance = labels.get("instance");
            return Texts.cut(name()) + (instance == null ? "" : " on " + Texts.cut(instance));
        }

        private String name() {
            return labels.getOrDefault(NAME, "an alert without a name");
        }
    }

    static AlertmanagerAlerts of(MonitorAnswer answer, String watchdog) throws MonitorException {
        JsonTree root = answer.json();
        if (!answer.isOk()) {
            String error = root.text();
            throw error == null
                    ? MonitorException.of(answer.statusAndBody())
                    : MonitorException.of(Texts.cut(answer.hidden(error)) + " (status " + answer.status() + ")");
        }
        if (!root.isArray()) {
            throw answer.strange("no list of alerts");
        }
        List<Alert> alerts = new ArrayList<>();
        for (JsonTree element : root.elements()) {
            Alert alert = alert(answer, element);
            if (watchdog.isEmpty() || !alert.name().equals(watchdog)) {
                alerts.add(alert);
            }
        }
        return new AlertmanagerAlerts(List.copyOf(alerts));
    }

    private static Alert alert(MonitorAnswer answer, JsonTree element) throws MonitorException {
        JsonTree status = element.get("status");
        String state = status.get("state").text();
        Map<String, String> labels = element.get("labels").texts();
        if (labels == null) {
            throw answer.strange("an alert without labels");
        }
        if (state == null || !STATES.contains(state)) {
            throw answer.strange("an alert whose state is " + status.get("state"));
        }
        return new Alert(
                state,
                status.get("silencedBy").size() > 0,
                status.get("inhibitedBy").size() > 0,
                status.get("mutedBy").size() > 0,
                labels);
    }

    void expectActive(String watchdog) throws MonitorException {
        for (Alert alert : alerts) {
            // that it is silenced does not matter: it has arrived
            if (alert.name().equals(watchdog)) {
                return;
            }
        }
        throw MonitorException.of("the alert " + Texts.cut(watchdog)
                + ", which always fires, is not there: alerts do not arrive, and none is not zero");
    }
}

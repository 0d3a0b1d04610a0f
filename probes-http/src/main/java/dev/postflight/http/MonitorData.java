package dev.postflight.http;

import java.util.ArrayList;
import java.util.List;

/**
 * What the HTTP API of Prometheus answers, and those that have taken after it.
 *
 * @param data what was asked for
 * @param warnings what makes it doubtful: mostly that a part of the data could not be had
 * @param notes what is said about the question
 */
record MonitorData(JsonTree data, List<String> warnings, List<String> notes) {

    private static final int MOST_SHOWN = 3;

    static MonitorData of(MonitorAnswer answer) throws MonitorException {
        JsonTree root = answer.json();
        String status = root.get("status").text();
        if ("error".equals(status)) {
            throw refusal(answer, root);
        }
        if (!"success".equals(status)) {
            throw answer.strange(root.isObject() ? "no status of success or error in the answer" : "no JSON object");
        }
        if (!answer.isOk()) {
            throw answer.strange("the body says success, and the status does not");
        }
        List<String> warnings = new ArrayList<>(texts(answer, root, "warnings"));
        JsonTree partial = root.get("isPartial"); // of VictoriaMetrics
        if (!partial.isNothing() && !Boolean.FALSE.equals(partial.truth())) {
            warnings.add("isPartial is " + partial);
        }
        return new MonitorData(root.get("data"), List.copyOf(warnings), texts(answer, root, "infos"));
    }

    /** What was asked for, and all of it. */
    static JsonTree whole(MonitorAnswer answer) throws MonitorException {
        MonitorData data = of(answer);
        data.refuseDoubt(answer);
        return data.data;
    }

    void refuseDoubt(MonitorAnswer answer) throws MonitorException {
        if (!warnings.isEmpty()) {
            throw MonitorException.of("the answer may be partial: " + answer.hidden(shown(warnings)));
        }
    }

    private static MonitorException refusal(MonitorAnswer answer, JsonTree root) {
        String type = root.get("errorType").text();
        String error = root.get("error").text();
        String shown = error == null || error.isBlank() ? "error without a text" : Texts.cut(answer.hidden(error));
        return MonitorException.of((type == null || type.isBlank() ? "" : Texts.cut(answer.hidden(type)) + ": ") + shown
                + " (status " + answer.status() + ")");
    }

    /** A list that is not there, or null, has nothing in it; anything else that is no list of texts is not understood. */
    private static List<String> texts(MonitorAnswer answer, JsonTree root, String name) throws MonitorException {
        JsonTree list = root.get(name);
        List<String> texts = new ArrayList<>();
        for (JsonTree element : list.elements()) {
            String text = element.text();
            texts.add(text == null ? element.toString() : text);
        }
        if (!list.isNothing() && !list.isArray()) {
            throw answer.strange(name + " that are no list");
        }
        return List.copyOf(texts);
    }

    /** The first of several texts. */
    static String shown(List<String> texts) {
        List<String> first = new ArrayList<>();
        for (String text : texts.subList(0, Math.min(MOST_SHOWN, texts.size()))) {
            first.add(Texts.cut(text));
        }
        int more = texts.size() - first.size();
        return String.join("; ", first) + (more > 0 ? " and " + more + " more" : "");
    }
}

package dev.postflight.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One figure of the answer to an instant query.
 *
 * @param labels by which it is told from the others; none of a scalar
 * @param value always finite
 */
record MonitorSeries(Map<String, String> labels, double value) {

    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    private static final int MOST_LABELS_SHOWN = 6;

    /**
     * The figures of an answer, in its order.
     *
     * @throws MonitorException if the answer is no scalar or vector, or a figure of it is none
     */
    static List<MonitorSeries> of(MonitorAnswer answer, JsonTree data) throws MonitorException {
        String type = data.get("resultType").text();
        JsonTree result = data.get("result");
        if (type == null) {
            throw answer.strange("no result type in the answer");
        }
        List<MonitorSeries> series = new ArrayList<>();
        switch (type) {
            case "scalar" -> series.add(new MonitorSeries(Map.of(), value(answer, Map.of(), result)));
            case "vector" -> {
                if (!result.isArray()) {
                    throw answer.strange("a vector that is no list");
                }
                for (JsonTree element : result.elements()) {
                    series.add(element(answer, element));
                }
            }
            case "matrix" ->
                throw MonitorException.of(
                        "a range of values (matrix) instead of one; put it into a function such as avg_over_time(…)");
            case "string" -> throw MonitorException.of("a text instead of a number: " + result.get(1));
            case "streams" ->
                throw MonitorException.of(
                        "log lines (streams) instead of a number; put the query into count_over_time(…)");
            default ->
                throw answer.strange("a result of type " + Texts.quoted(Texts.cut(type)) + ", not scalar or vector");
        }
        return List.copyOf(series);
    }

    private static MonitorSeries element(MonitorAnswer answer, JsonTree element) throws MonitorException {
        Map<String, String> labels = element.get("metric").texts();
        if (labels == null) {
            throw answer.strange("a series without labels");
        }
        if (element.get("histogram").isThere()) {
            throw MonitorException.of(
                    shown(labels) + " is a histogram; put it into a function such as histogram_quantile(0.95, …)");
        }
        return new MonitorSeries(labels, value(answer, labels, element.get("value")));
    }

    /** Of a moment and a text, the text. What is finite in it and infinite as a double is not a figure either. */
    private static double value(MonitorAnswer answer, Map<String, String> labels, JsonTree pair)
            throws MonitorException {
        String text = pair.get(1).text();
        if (pair.size() != 2 || text == null) {
            throw answer.strange("no pair of time and value for " + shown(labels));
        }
        if (text.equals("NaN") || text.equals("+Inf") || text.equals("-Inf")) {
            throw MonitorException.of(shown(labels) + " is " + text + ": something was divided by zero, or there was"
                    + " nothing to count");
        }
        double value = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw MonitorException.of(shown(labels) + " is " + Texts.quoted(Texts.cut(text))
                    + ", which is not a number that a double can hold");
        }
        return value;
    }

    /** As Prometheus writes it, without its name: {@code {instance="a"}}. */
    static String shown(Map<String, String> labels) {
        Map<String, String> first = new LinkedHashMap<>();
        for (Map.Entry<String, String> label : labels.entrySet()) {
            if (!label.getKey().equals("__name__") && first.size() < MOST_LABELS_SHOWN) {
                first.put(label.getKey(), label.getValue());
            }
        }
        if (first.isEmpty()) {
            return "the value";
        }
        StringBuilder text = new StringBuilder("{");
        for (Map.Entry<String, String> label : first.entrySet()) {
            text.append(text.length() == 1 ? "" : ", ")
                    .append(Texts.cut(label.getKey()))
                    .append('=')
                    .append(Texts.quoted(Texts.cut(label.getValue())));
        }
        return text.append('}').toString();
    }
}

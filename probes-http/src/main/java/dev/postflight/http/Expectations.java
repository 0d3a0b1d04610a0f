package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an answer must be, and what is measured of it.
 *
 * @param statuses the statuses that will do; none for any 2xx
 * @param json the values that a JSON body must have
 * @param texts what the body must contain
 * @param metrics the numbers of a JSON body to report
 * @param maxBody how many bytes of a body are read
 */
record Expectations(
        List<Integer> statuses, List<JsonValue> json, List<String> texts, List<JsonMetric> metrics, long maxBody) {

    /** What a probe is content with until more is expected. */
    static final Expectations NONE =
            new Expectations(List.of(), List.of(), List.of(), List.of(), HttpProbe.DEFAULT_MAX_BODY);

    private static final String STATUS_RULE = "one or more statuses from 100 to 599";
    private static final long LARGEST_BODY = 1 << 30;
    private static final String LATENCY = "latency";
    private static final String STATUS = "status";
    private static final String SIZE = "size";

    Map<String, Unit> units() {
        Map<String, Unit> units = new LinkedHashMap<>();
        units.put(LATENCY, Unit.SECONDS);
        units.put(STATUS, Unit.COUNT);
        units.put(SIZE, Unit.BYTES);
        for (JsonMetric metric : metrics) {
            units.put(metric.metric(), metric.unit());
        }
        return Collections.unmodifiableMap(units);
    }

    Expectations withStatuses(int... wanted) {
        if (wanted == null || wanted.length == 0) {
            throw Texts.fault("statuses", wanted == null ? null : "none", STATUS_RULE);
        }
        List<Integer> all = new ArrayList<>();
        for (int status : wanted) {
            if (status < 100 || status > 599) {
                throw Texts.fault("statuses", status, STATUS_RULE);
            }
            all.add(status);
        }
        return new Expectations(List.copyOf(all), json, texts, metrics, maxBody);
    }

    Expectations with(JsonValue wanted) {
        for (JsonValue other : json) {
            if (other.pointer().equals(wanted.pointer())) {
                throw Texts.fault("pointer", Texts.quoted(wanted.pointer()) + " twice", "each pointer once");
            }
        }
        return new Expectations(statuses, plus(json, wanted), texts, metrics, maxBody);
    }

    Expectations withText(String wanted) {
        if (wanted == null || wanted.isBlank()) {
            throw Texts.fault("contained", Texts.quoted(wanted), "a text that is not blank");
        }
        return new Expectations(statuses, json, plus(texts, wanted), metrics, maxBody);
    }

    Expectations with(JsonMetric metric) {
        if (units().containsKey(metric.metric())) {
            throw Texts.fault(
                    "metric", metric.metric() + " twice", "each metric once; the probe has " + units().keySet());
        }
        return new Expectations(statuses, json, texts, plus(metrics, metric), maxBody);
    }

    Expectations withMaxBody(long bytes) {
        if (bytes < 1 || bytes > LARGEST_BODY) {
            throw Texts.fault("maxBody", bytes, "1 to " + LARGEST_BODY + " bytes");
        }
        return new Expectations(statuses, json, texts, metrics, bytes);
    }

    static <T> List<T> plus(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return List.copyOf(longer);
    }

    /**
     * Judges an answer: everything that is not as expected, not only the first.
     *
     * @param sent the headers of the request, which an answer may repeat
     */
    ProbeResult judge(String question, List<Header> sent, Answer answer) {
        List<Measurement> measurements = new ArrayList<>();
        List<String> unmet = new ArrayList<>();
        measurements.add(Measurement.of(STATUS, answer.status(), Unit.COUNT));
        if (!expects(answer.status())) {
            unmet.add(status(answer));
        }
        if (answer.isWhole()) {
            measurements.add(Measurement.of(LATENCY, answer.seconds(), Unit.SECONDS));
            measurements.add(Measurement.of(SIZE, answer.size(), Unit.BYTES));
            judgeBody(answer, measurements, unmet);
        } else {
            unmet.add("body larger than " + Unit.BYTES.format((double) maxBody) + " (maxBody), not read further");
        }
        if (unmet.isEmpty()) {
            return new ProbeResult.Up(measurements);
        }
        // each on a line until it is redacted, as what looks like a header is hidden to the end of its line
        String wrong = Header.hidden(sent, String.join(";\n", unmet));
        String body = Texts.excerpt(Header.hidden(sent, answer.text()));
        return new ProbeResult.Down(question + ": " + wrong + ",\n" + body, measurements);
    }

    /** All expectations, for people. */
    String wanted() {
        StringBuilder text = new StringBuilder("status ").append(wantedStatus());
        for (JsonValue value : json) {
            String shown =
                    value.value() instanceof String string ? Texts.quoted(string) : String.valueOf(value.value());
            text.append(", ").append(value.pointer().isEmpty() ? "document" : Texts.cut(value.pointer()));
            text.append(' ').append(Texts.value(value.pointer(), shown));
        }
        for (String contained : texts) {
            text.append(", body with ").append(Texts.quoted(Texts.cut(contained)));
        }
        return text.toString();
    }

    private String wantedStatus() {
        return statuses.isEmpty()
                ? "2xx"
                : statuses.stream().map(String::valueOf).collect(Collectors.joining(" or "));
    }

    private boolean expects(int status) {
        return statuses.isEmpty() ? status / 100 == 2 : statuses.contains(status);
    }

    private String status(Answer answer) {
        String to = answer.location().isEmpty() ? "" : " to " + Texts.cut(answer.location());
        return "status " + answer.status() + to + " (expected: " + wantedStatus() + ")";
    }

    private void judgeBody(Answer answer, List<Measurement> measurements, List<String> unmet) {
        if (json.isEmpty() && metrics.isEmpty() && texts.isEmpty()) {
            return;
        }
        String body = answer.text();
        if (!json.isEmpty() || !metrics.isEmpty()) {
            judgeJson(body, measurements, unmet);
        }
        for (String text : texts) {
            if (!body.contains(text)) {
                unmet.add("the body does not contain " + Texts.quoted(Texts.cut(text)));
            }
        }
    }

    private void judgeJson(String body, List<Measurement> measurements, List<String> unmet) {
        Json document;
        try {
            document = Json.parse(body);
        } catch (Json.NotJsonException e) {
            if (!json.isEmpty()) {
                unmet.add("the body is not JSON: " + e.getMessage());
            }
            return;
        }
        for (JsonMetric metric : metrics) {
            OptionalDouble number = document.number(metric.pointer());
            if (number.isPresent()) {
                measurements.add(Measurement.of(metric.metric(), number.getAsDouble(), metric.unit()));
            }
        }
        for (JsonValue wanted : json) {
            if (!document.has(wanted.pointer(), wanted.value())) {
                unmet.add(json(wanted, document.at(wanted.pointer())));
            }
        }
    }

    private static String json(JsonValue wanted, @Nullable String seen) {
        String pointer = wanted.pointer();
        String place = pointer.isEmpty() ? "the document" : Texts.cut(pointer);
        String expected = " (expected: " + Texts.value(pointer, Json.text(wanted.value())) + ")";
        return place + (seen == null ? " is absent" : " is " + Texts.value(pointer, seen)) + expected;
    }
}

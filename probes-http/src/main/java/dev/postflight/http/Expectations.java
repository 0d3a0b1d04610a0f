package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an answer must be, and what is measured of it.
 *
 * @param statuses the statuses that will do
 * @param others what else is expected, in the order in which it is reported
 * @param metrics the numbers of a JSON body to report
 * @param maxBody how many bytes of a body are read
 * @param clock tells how old a time in a body is
 */
record Expectations(
        Statuses statuses, List<Expectation> others, List<JsonMetric> metrics, long maxBody, InstantSource clock) {

    /** What a probe is content with until more is expected. */
    static final Expectations NONE =
            new Expectations(Statuses.ANY_2XX, List.of(), List.of(), HttpProbe.DEFAULT_MAX_BODY, WallTime.SYSTEM);

    static final String LATENCY = "latency";
    static final String STATUS = "status";

    private static final URI UNKNOWN = URI.create("http://unknown");
    private static final Duration AMPLE = Duration.ofDays(1);
    private static final long LARGEST_BODY = 1 << 30;
    private static final int MOST = 100;
    private static final String FIRST_BYTE = "first_byte";
    private static final String SIZE = "size";

    Map<String, Unit> units() {
        return units(false);
    }

    /** What is measured, with the lookup of the host or without. */
    Map<String, Unit> units(boolean withDns) {
        Map<String, Unit> units = new LinkedHashMap<>();
        units.put(LATENCY, Unit.SECONDS);
        units.put(FIRST_BYTE, Unit.SECONDS);
        units.put(STATUS, Unit.COUNT);
        units.put(SIZE, Unit.BYTES);
        if (withDns) {
            units.put(Lookup.DNS, Unit.SECONDS);
        }
        for (JsonMetric metric : metrics) {
            units.put(metric.metric(), metric.unit());
        }
        return Collections.unmodifiableMap(units);
    }

    Expectations with(Statuses wanted) {
        return new Expectations(wanted, others, metrics, maxBody, clock);
    }

    Expectations withStatuses(int... wanted) {
        return with(Statuses.of(wanted));
    }

    Expectations with(ExpectedJson wanted) {
        for (Expectation other : others) {
            if (other instanceof ExpectedJson json) {
                json.refuseBeside(wanted);
            }
        }
        return with((Expectation) wanted);
    }

    Expectations with(InstantSource wall) {
        return new Expectations(statuses, others, metrics, maxBody, WallTime.given(wall));
    }

    Expectations withText(String wanted) {
        return with(ExpectedText.of("contained", wanted, true));
    }

    Expectations with(Expectation wanted) {
        if (others.size() >= MOST) {
            throw Texts.fault("expectations", "more than " + MOST, "at most " + MOST);
        }
        return new Expectations(statuses, plus(others, wanted), metrics, maxBody, clock);
    }

    Expectations with(JsonMetric metric) {
        if (units(true).containsKey(metric.metric())) {
            throw Texts.fault(
                    "metric", metric.metric() + " twice", "each metric once; the probe has " + units().keySet());
        }
        if (metrics.size() >= MOST) {
            throw Texts.fault("metrics", "more than " + MOST, "at most " + MOST);
        }
        return new Expectations(statuses, others, plus(metrics, metric), maxBody, clock);
    }

    Expectations withMaxBody(long bytes) {
        return new Expectations(statuses, others, metrics, checkedMaxBody(bytes), clock);
    }

    static long checkedMaxBody(long bytes) {
        if (bytes < 1 || bytes > LARGEST_BODY) {
            throw Texts.fault("maxBody", bytes, "1 to " + LARGEST_BODY + " bytes");
        }
        return bytes;
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
        return judge(question, new Secrets(sent), new Reply(answer, UNKNOWN, 0, null, null), new Exchange(AMPLE));
    }

    /**
     * Judges an answer: everything that is not as expected, not only the first.
     *
     * @param question for people; asked for its text only when something is to be said
     * @param secrets what the request carried, which an answer may repeat
     * @param exchange within whose time it is to be judged
     */
    ProbeResult judge(Object question, Secrets secrets, Reply reply, Exchange exchange) {
        Answer answer = reply.answer();
        Seen seen = new Seen(answer, reply.from(), exchange, clock);
        List<Measurement> measurements = new ArrayList<>();
        List<String> unmet = new ArrayList<>();
        measurements.add(Measurement.of(STATUS, answer.status(), Unit.COUNT));
        if (!statuses.contain(answer.status())) {
            unmet.add(status(answer));
        }
        if (reply.notFollowed() != null) {
            unmet.add(reply.notFollowed());
        }
        boolean isReadable = answer.isWhole() && answer.fault() == null;
        if (answer.isWhole()) {
            measureTimes(reply, measurements);
        }
        try {
            judgeOthers(seen, isReadable, unmet);
        } catch (BoundedText.NotMatchedException e) {
            return ProbeResult.silent(question + ": " + secrets.hidden(String.valueOf(e.getMessage())));
        }
        if (isReadable) {
            measureJson(seen, measurements, unmet);
        } else {
            unmet.add(unreadable(answer));
        }
        return unmet.isEmpty()
                ? new ProbeResult.Up(measurements)
                : new ProbeResult.Down(reason(question, secrets, unmet, seen), measurements);
    }

    private static void measureTimes(Reply reply, List<Measurement> measurements) {
        Answer answer = reply.answer();
        measurements.add(Measurement.of(LATENCY, reply.before() + answer.seconds(), Unit.SECONDS));
        measurements.add(Measurement.of(FIRST_BYTE, reply.before() + answer.firstByte(), Unit.SECONDS));
        measurements.add(Measurement.of(SIZE, answer.size(), Unit.BYTES));
        if (reply.dns() != null) {
            measurements.add(reply.dns());
        }
    }

    private void judgeOthers(Seen seen, boolean isReadable, List<String> unmet) {
        for (int i = 0; i < others.size(); i++) {
            Expectation other = others.get(i);
            if (isReadable || !other.needsBody()) {
                other.judge(seen, unmet);
            }
        }
    }

    private void measureJson(Seen seen, List<Measurement> measurements, List<String> unmet) {
        for (JsonMetric metric : metrics) {
            metric.measure(seen, measurements, unmet);
        }
    }

    private static String reason(Object question, Secrets secrets, List<String> unmet, Seen seen) {
        // each on a line until it is redacted, as what looks like a header is hidden to the end of its line
        String wrong = secrets.hidden(String.join(";\n", unmet));
        String body = seen.answer().fault() == null
                ? Texts.excerpt(secrets.hidden(seen.body()))
                : seen.answer().size() + " bytes of body";
        return question + ": " + wrong + ",\n" + body;
    }

    private String unreadable(Answer answer) {
        String fault = answer.fault();
        return fault != null
                ? fault
                : "body larger than " + Unit.BYTES.format((double) maxBody) + " (maxBody), not read further";
    }

    /** All expectations, for people. */
    String wanted() {
        StringBuilder text = new StringBuilder("status ").append(statuses);
        for (Expectation other : others) {
            text.append(", ").append(other.wanted());
        }
        return text.toString();
    }

    private String status(Answer answer) {
        String to = answer.location().isEmpty() ? "" : " to " + Texts.cut(answer.location());
        return "status " + answer.status() + to + " (expected: " + statuses + ")";
    }
}

package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Makes probes of counters before and after several requests from text, by the type {@code http-counters}.
 *
 * @since 0.1
 */
public final class HttpCountersFactory implements ProbeFactory {

    private static final String GROWTH = "growth";
    private static final String COUNTER = "counter";
    private static final String SOURCE = "source";
    private static final String POINTER = "pointer";
    private static final String SERIES = "series";

    /** For the service loader. */
    public HttpCountersFactory() {}

    @Override
    public String type() {
        return "http-counters";
    }

    @Override
    public String text() {
        return "By how much a counter grows while one request is sent several times, as `growth`.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        return HttpParameters.plus(
                HttpParameters.request(),
                List.of(
                        ProbeParameter.optional("times", Kind.INTEGER, "how many requests")
                                .between(1, 1_000)
                                .orElse("5")
                                .unit("requests"),
                        ProbeParameter.required(GROWTH, Kind.TEXT, "what the difference must be, as in `= 1`"),
                        ProbeParameter.optionalResource(COUNTER, DoubleSupplier.class, "what tells the number"),
                        ProbeParameter.optional(SOURCE, Kind.TEXT, "the URL where the number is read instead"),
                        ProbeParameter.optional(POINTER, Kind.TEXT, "the JSON pointer of the number there"),
                        ProbeParameter.optional(SERIES, Kind.TEXT, "the series there, in text for Prometheus")));
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        CountersProbe counters =
                HttpProbes.counters(HttpParameters.request(arguments), (int) arguments.integer("times"));
        String growth = arguments.text(GROWTH);
        int ways = 0;
        for (String way : List.of(COUNTER, POINTER, SERIES)) {
            ways += arguments.has(way) ? 1 : 0;
        }
        if (ways != 1 || arguments.has(COUNTER) == arguments.has(SOURCE)) {
            throw Texts.fault(
                    COUNTER,
                    ways == 0 ? "missing" : "not clear",
                    "an object alone, or source with one of pointer and series");
        }
        if (arguments.has(COUNTER)) {
            return counters.expectCounter(GROWTH, arguments.resource(COUNTER, DoubleSupplier.class), growth);
        }
        HttpProbe source = HttpProbes.get(arguments.text(SOURCE));
        return arguments.has(POINTER)
                ? counters.expectJsonCounter(GROWTH, source, arguments.text(POINTER), growth)
                : counters.expectSeries(GROWTH, source, arguments.text(SERIES), growth);
    }
}

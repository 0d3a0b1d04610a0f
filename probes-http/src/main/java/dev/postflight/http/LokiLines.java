package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the lines of a log that pass a filter. It asks for all lines too, as no line that passes is good news only if there
 * are lines.
 *
 * @param seconds how far back
 */
record LokiLines(MonitorServer server, String selector, String filter, long seconds) implements Probe {

    static LokiLines of(
            MonitorServer server, @Nullable String selector, @Nullable String filter, @Nullable Duration window) {
        String streams = selector == null ? "" : selector.strip();
        if (!streams.startsWith("{") || !streams.endsWith("}")) {
            throw Texts.fault("selector", Texts.quoted(selector), "streams such as {app=\"orders\"}");
        }
        String lines = filter == null ? "" : filter.strip();
        if (!lines.startsWith("|") && !lines.startsWith("!")) {
            throw Texts.fault(
                    "filter", Texts.quoted(filter), "a filter such as |= \"ERROR\" or | json | level=\"error\"");
        }
        if (window == null || window.compareTo(Duration.ofSeconds(1)) < 0) {
            throw Texts.fault("window", window, "a duration of at least a second");
        }
        return new LokiLines(server, streams, lines, window.toSeconds());
    }

    @Override
    public ProbeResult run(Duration timeout) throws InterruptedException {
        Exchange exchange = new Exchange(timeout);
        try {
            double matched = count(exchange, selector + ' ' + filter);
            double lines = count(exchange, selector);
            if (lines == 0) {
                return ProbeResult.silent(this + ": no line at all within "
                        + Texts.duration(Duration.ofSeconds(seconds)) + ": logs do not arrive, and none is not zero");
            }
            return ProbeResult.up(
                    Measurement.of("matched", matched, Unit.COUNT),
                    Measurement.of("lines", lines, Unit.COUNT),
                    // a line may have come between the two questions
                    Measurement.of("ratio", Math.min(1, matched / lines), Unit.RATIO));
        } catch (MonitorException e) {
            return ProbeResult.silent(this + ": " + e.text());
        }
    }

    private double count(Exchange exchange, String query) throws MonitorException, InterruptedException {
        List<MonitorSeries> series = LokiProbe.ask(
                        server, false, exchange, "sum(count_over_time(" + query + " [" + seconds + "s]))")
                .series();
        return series.isEmpty() ? 0 : MonitorFigure.VALUE.of(series).get(0).value();
    }

    @Override
    public Map<String, Unit> metrics() {
        return Map.of("matched", Unit.COUNT, "lines", Unit.COUNT, "ratio", Unit.RATIO);
    }

    @Override
    public SilenceRule silence() {
        return SilenceRule.HOLD;
    }

    @Override
    public String wanted() {
        return "lines of " + Texts.cut(selector);
    }

    @Override
    public String toString() {
        return Texts.cut(selector + ' ' + filter) + " at " + server;
    }
}

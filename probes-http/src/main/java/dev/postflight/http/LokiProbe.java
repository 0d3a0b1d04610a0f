package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Scale;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks Loki for the value of an expression over logs now, such as {@code sum(count_over_time({app="orders"}[5m]))}. Every
 * method that takes a setting returns a new probe and leaves this one as it is.
 *
 * <p>What is made of one series or several, and what is silence, is as with {@link PrometheusProbe}. Mind that a filter that no
 * line passes gives no series, and so does an application whose logs do not arrive: to count errors, of which there should be
 * none, use {@link LokiProbes#lines}, which tells the two apart.
 *
 * <p>A probe may be used by many threads at once.
 *
 * @since 0.1
 */
public final class LokiProbe implements Probe {

    private final MonitorServer server;
    private final String expression;
    private final MonitorFigure figure;
    private final boolean partial;

    private LokiProbe(MonitorServer server, String expression, MonitorFigure figure, boolean partial) {
        this.server = server;
        this.expression = expression;
        this.figure = figure;
        this.partial = partial;
    }

    static LokiProbe of(MonitorServer server, @Nullable String expression) {
        if (expression == null || expression.isBlank()) {
            throw Texts.fault("expression", Texts.quoted(expression), "an expression in LogQL");
        }
        return new LokiProbe(MonitorServer.given(server).asBase(), expression, MonitorFigure.VALUE, false);
    }

    /**
     * What the figure is called and counts; {@code value} and {@link Unit#COUNT} by default.
     *
     * @param metric the name of the measurement; not {@code series}, {@code warnings} or {@code age}
     * @param unit the base unit that Loki gives it in
     * @return the new probe
     * @throws IllegalArgumentException if the name is no metric name or taken
     */
    public LokiProbe named(String metric, Unit unit) {
        return with(figure.named(metric, Texts.scale(unit)));
    }

    /**
     * What the figure is called and in, where that is no base unit: milliseconds, per cent, mebibytes.
     *
     * @param metric the name of the measurement; not {@code series}, {@code warnings} or {@code age}
     * @param scale what Loki gives it in, as in {@code Scale.of("ms")}; measured is the base unit
     * @return the new probe
     * @throws IllegalArgumentException if the name is no metric name or taken
     */
    public LokiProbe named(String metric, Scale scale) {
        return with(figure.named(metric, Texts.scale(scale)));
    }

    /**
     * Measures each series, by the value of one of its labels. Replaces {@link #max} and {@link #sum}.
     *
     * @param label the name of the label, such as {@code level}
     * @return the new probe
     * @throws IllegalArgumentException if it is blank
     */
    public LokiProbe labelledBy(String label) {
        return with(figure.labelledBy(label));
    }

    /**
     * Measures the highest of the series. Replaces {@link #labelledBy} and {@link #sum}.
     *
     * @return the new probe
     */
    public LokiProbe max() {
        return with(figure.merged(MonitorFigure.Merge.MAX));
    }

    /**
     * Measures the sum of the series. Replaces {@link #labelledBy} and {@link #max}.
     *
     * @return the new probe
     */
    public LokiProbe sum() {
        return with(figure.merged(MonitorFigure.Merge.SUM));
    }

    /**
     * Takes an answer for whole though Loki warns that it may not be.
     *
     * @return the new probe
     */
    public LokiProbe acceptWarnings() {
        return new LokiProbe(server, expression, figure, true);
    }

    /**
     * Asks, and waits for the whole answer.
     *
     * @param timeout the time for everything; positive
     * @return up with the figures, or silent
     * @throws IllegalArgumentException if the timeout is not positive
     * @throws InterruptedException if the thread is interrupted; the request is cancelled then
     */
    @Override
    public ProbeResult run(Duration timeout) throws InterruptedException {
        try {
            MonitorQuery.Reply reply = ask(server, partial, new Exchange(timeout), expression);
            return new ProbeResult.Up(reply.measurements(figure));
        } catch (MonitorException e) {
            return ProbeResult.silent(this + ": " + e.text());
        }
    }

    /** Unlike Prometheus, not by a form: Loki documents none. */
    static MonitorQuery.Reply ask(MonitorServer server, boolean partial, Exchange exchange, String expression)
            throws MonitorException, InterruptedException {
        String path = "/loki/api/v1/query";
        MonitorAnswer answer = server.get(exchange, path + '?' + Form.encoded("query", expression));
        return new MonitorQuery(server, path, partial).read(answer);
    }

    /**
     * What is measured.
     *
     * @return the figure, {@code series} and {@code warnings}; empty, as not known, when they have labels
     */
    @Override
    public Map<String, Unit> metrics() {
        if (figure.label() != null) {
            return Map.of();
        }
        Map<String, Unit> units = new LinkedHashMap<>();
        units.put(figure.metric(), figure.unit());
        units.put(MonitorFigure.SERIES, Unit.COUNT);
        units.put(MonitorFigure.WARNINGS, Unit.COUNT);
        return Collections.unmodifiableMap(units);
    }

    @Override
    public SilenceRule silence() {
        return SilenceRule.HOLD;
    }

    @Override
    public String wanted() {
        return "a figure of " + Texts.cut(expression);
    }

    /**
     * The question for people.
     *
     * @return the expression and where it is asked
     */
    @Override
    public String toString() {
        return Texts.cut(expression) + " at " + server;
    }

    LokiProbe with(MonitorFigure changed) {
        return new LokiProbe(server, expression, changed, partial);
    }
}

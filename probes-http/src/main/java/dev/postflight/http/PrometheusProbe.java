package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Scale;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks Prometheus, or what speaks its HTTP API (Thanos, Mimir, VictoriaMetrics), for the value of an expression now. Every
 * method that takes a setting returns a new probe and leaves this one as it is.
 *
 * <ul>
 *   <li>One series or a scalar gives one measurement, {@code value} unless it is {@linkplain #named named} otherwise. For
 *       several series, say what is wanted of them: {@link #labelledBy}, {@link #max}, {@link #min}, {@link #sum} or
 *       {@link #mean}. Several without it are silence; no series is silence too, and never zero.
 *   <li>Not a number and the infinities are silence, as is everything that is not a scalar or a vector of numbers.
 *   <li>An answer with warnings is partial as a rule, and silence, unless {@link #acceptWarnings} says that it counts. How
 *       many warnings and other notes there were is measured as {@code warnings}, and how many series as {@code series}.
 *   <li>Whatever goes wrong is silence, since Prometheus speaks of something else than itself, and silence of this probe
 *       means {@link SilenceRule#HOLD}.
 * </ul>
 *
 * <pre>{@code
 * Check.of("requests", PrometheusProbes.query("http://localhost:9090", "sum(increase(http_requests_total[5m]))"))
 *     .threshold("value: CRITICAL < 1");
 * }</pre>
 *
 * <p>A probe may be used by many threads at once.
 *
 * @since 0.1
 */
public final class PrometheusProbe implements Probe {

    private static final String PATH = "/api/v1/query";

    private final MonitorServer server;
    private final String expression;
    private final MonitorFigure figure;
    private final boolean partial;
    private final @Nullable Duration maxAge;
    private final String selector;

    private PrometheusProbe(
            MonitorServer server,
            String expression,
            MonitorFigure figure,
            boolean partial,
            @Nullable Duration maxAge,
            String selector) {
        this.server = server;
        this.expression = expression;
        this.figure = figure;
        this.partial = partial;
        this.maxAge = maxAge;
        this.selector = selector;
    }

    static PrometheusProbe of(MonitorServer server, @Nullable String expression) {
        if (expression == null || expression.isBlank()) {
            throw Texts.fault("expression", Texts.quoted(expression), "an expression in PromQL");
        }
        return new PrometheusProbe(
                MonitorServer.given(server).asBase(), expression, MonitorFigure.VALUE, false, null, "");
    }

    /**
     * What the figure is called and counts; {@code value} and {@link Unit#COUNT} by default.
     *
     * @param metric the name of the measurement; not {@code series}, {@code warnings} or {@code age}
     * @param unit the base unit that Prometheus gives it in
     * @return the new probe
     * @throws IllegalArgumentException if the name is no metric name or taken
     */
    public PrometheusProbe named(String metric, Unit unit) {
        return with(figure.named(metric, Texts.scale(unit)));
    }

    /**
     * What the figure is called and in, where that is no base unit: milliseconds, per cent, mebibytes.
     *
     * @param metric the name of the measurement; not {@code series}, {@code warnings} or {@code age}
     * @param scale what Prometheus gives it in, as in {@code Scale.of("ms")}; measured is the base unit
     * @return the new probe
     * @throws IllegalArgumentException if the name is no metric name or taken
     */
    public PrometheusProbe named(String metric, Scale scale) {
        return with(figure.named(metric, Texts.scale(scale)));
    }

    /**
     * Measures each series, by the value of one of its labels: {@code value.node1}. Series without that label, two that
     * give the same name, and more than a hundred are silence. Replaces {@link #max} and its like.
     *
     * @param label the name of the label, such as {@code instance}
     * @return the new probe
     * @throws IllegalArgumentException if it is blank
     */
    public PrometheusProbe labelledBy(String label) {
        return with(figure.labelledBy(label));
    }

    /**
     * Measures the highest of the series. Replaces {@link #labelledBy} and the other ways to make one of several.
     *
     * @return the new probe
     */
    public PrometheusProbe max() {
        return with(figure.merged(MonitorFigure.Merge.MAX));
    }

    /**
     * Measures the lowest of the series. Replaces {@link #labelledBy} and the other ways to make one of several.
     *
     * @return the new probe
     */
    public PrometheusProbe min() {
        return with(figure.merged(MonitorFigure.Merge.MIN));
    }

    /**
     * Measures the sum of the series. Replaces {@link #labelledBy} and the other ways to make one of several.
     *
     * @return the new probe
     */
    public PrometheusProbe sum() {
        return with(figure.merged(MonitorFigure.Merge.SUM));
    }

    /**
     * Measures the mean of the series, each with the same weight. Replaces {@link #labelledBy} and the other ways to make
     * one of several.
     *
     * @return the new probe
     */
    public PrometheusProbe mean() {
        return with(figure.merged(MonitorFigure.Merge.MEAN));
    }

    /**
     * Takes an answer for whole though Prometheus warns that it may not be.
     *
     * @return the new probe
     */
    public PrometheusProbe acceptWarnings() {
        return new PrometheusProbe(server, expression, figure, true, maxAge, selector);
    }

    /**
     * Is silent when the samples that the expression selects are older; measures their {@code age}. An expression alone does
     * not tell: Prometheus goes on giving the last sample for five minutes, with the time of the question.
     *
     * @param age the oldest that the last sample of any series may be
     * @return the new probe
     * @throws IllegalArgumentException if the age is not positive, or the expression is more than a selector, such as
     *     {@code up{job="api"}}: then say {@link #maxAge(Duration, String) which samples} are meant
     */
    public PrometheusProbe maxAge(Duration age) {
        if (!PrometheusSelector.isSelector(expression)) {
            throw Texts.fault(
                    "maxAge of " + Texts.cut(expression),
                    "without a selector",
                    "a selector as second argument, such as up{job=\"api\"}, as only samples have an age");
        }
        return maxAge(age, expression);
    }

    /**
     * Is silent when samples are older, or there are none; measures their {@code age}. It takes a second query.
     *
     * @param age the oldest that the last sample of any series may be
     * @param samples a plain selector of what the expression is made of, such as {@code http_requests_total{job="api"}}
     * @return the new probe
     * @throws IllegalArgumentException if the age is not positive, or it is no plain selector
     */
    public PrometheusProbe maxAge(Duration age, String samples) {
        if (age == null || age.isNegative() || age.isZero()) {
            throw Texts.fault("maxAge", age, "a positive duration");
        }
        if (!PrometheusSelector.isSelector(samples)) {
            throw Texts.fault(
                    "samples",
                    Texts.quoted(samples),
                    "a metric and its labels and nothing else, such as up{job=\"api\"}");
        }
        return new PrometheusProbe(server, expression, figure, partial, age, samples);
    }

    /**
     * Asks, and waits for the whole answer. Prometheus is told the time, so that it gives up when nobody waits any more.
     *
     * @param timeout the time for everything; positive
     * @return up with the figures, or silent
     * @throws IllegalArgumentException if the timeout is not positive
     * @throws InterruptedException if the thread is interrupted; the request is cancelled then
     */
    @Override
    public ProbeResult run(Duration timeout) throws InterruptedException {
        Exchange exchange = new Exchange(timeout);
        try {
            MonitorQuery query = new MonitorQuery(server, PATH, partial);
            List<Measurement> measurements =
                    query.ask(exchange, timeout, expression).measurements(figure);
            if (maxAge != null) {
                measurements.add(age(exchange, timeout, query, maxAge));
            }
            return new ProbeResult.Up(measurements);
        } catch (MonitorException e) {
            return ProbeResult.silent(this + ": " + e.text());
        }
    }

    private Measurement age(Exchange exchange, Duration timeout, MonitorQuery query, Duration allowed)
            throws MonitorException, InterruptedException {
        MonitorQuery.Reply reply = query.ask(exchange, timeout, "time() - min(timestamp(" + selector + "))");
        if (reply.series().size() != 1) {
            throw MonitorException.of("no sample of " + Texts.cut(selector) + ", whose age was to be told");
        }
        double age = reply.series().get(0).value();
        if (age > allowed.toNanos() / 1e9) {
            throw MonitorException.of("the last sample of " + Texts.cut(selector) + " is " + Unit.SECONDS.format(age)
                    + " old (expected: at most " + Texts.duration(allowed) + ")");
        }
        return Measurement.of(MonitorFigure.AGE, age, Unit.SECONDS);
    }

    /**
     * What is measured.
     *
     * @return the figure, {@code series}, {@code warnings} and perhaps {@code age}; empty, as not known, when they have labels
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
        if (maxAge != null) {
            units.put(MonitorFigure.AGE, Unit.SECONDS);
        }
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

    PrometheusProbe with(MonitorFigure changed) {
        return new PrometheusProbe(server, expression, changed, partial, maxAge, selector);
    }
}

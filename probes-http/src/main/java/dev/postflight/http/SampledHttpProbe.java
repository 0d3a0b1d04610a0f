package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends one request several times, one after another, and measures the distribution of the times of whole answers.
 *
 * <ul>
 *   <li>Measured are {@code min}, {@code mean}, {@code p50}, {@code p95} and {@code max} (seconds; a quantile is the smallest
 *       time that at least that share of the answers did not exceed), {@code samples} (how many answers came) and {@code failed}
 *       (how many of the requests got no answer that is as expected). A time is measured of every answer that was read to its
 *       end, an unexpected one too.
 *   <li>It is up when every answer is as expected, or no more than {@link #allowFailed} are not.
 *   <li>All requests share the timeout. It must exceed as many times the slowest acceptable answer as there are samples:
 *       when it ends before the last answer there is silence, as the distribution is not known. So there is when no request got
 *       an answer at all.
 *   <li>The first request of a process opens a connection, which the others use again where the server lets them.
 * </ul>
 *
 * <pre>{@code
 * Check.of("front page", HttpProbes.get("https://shop.example.org/").sampled(20))
 *     .timeout(Duration.ofSeconds(60))
 *     .threshold("mean: MEDIUM > 500ms, HIGH > 2s");
 * }</pre>
 *
 * <p>Immutable; may be used by many threads at once.
 *
 * @since 0.1
 */
public final class SampledHttpProbe implements Probe {

    private static final int MOST = 1_000;
    private static final String[] TIMES = {"min", "mean", "p50", "p95", "max"};

    private final HttpProbe probe;
    private final int samples;
    private final int allowed;

    SampledHttpProbe(HttpProbe probe, int samples, int allowed) {
        if (samples < 1 || samples > MOST) {
            throw Texts.fault("samples", samples, "1 to " + MOST);
        }
        if (allowed < 0 || allowed >= samples) {
            throw Texts.fault("allowFailed", allowed, "0 to " + (samples - 1) + ", fewer than there are samples");
        }
        this.probe = probe;
        this.samples = samples;
        this.allowed = allowed;
    }

    /**
     * How many requests may fail.
     *
     * @param most fewer than there are samples; 0 by default
     * @return the new probe
     * @throws IllegalArgumentException if it is negative, or not below the number of samples
     */
    public SampledHttpProbe allowFailed(int most) {
        return new SampledHttpProbe(probe, samples, most);
    }

    /**
     * Asks as many times as there are samples.
     *
     * @param timeout the time for all of them; positive
     * @return the distribution, or why there is none
     * @throws IllegalArgumentException if the timeout is not positive
     * @throws InterruptedException if the thread is interrupted; the request that is on its way is cancelled then
     */
    @Override
    public ProbeResult run(Duration timeout) throws InterruptedException {
        Exchange exchange = new Exchange(timeout);
        double[] times = new double[samples];
        int answered = 0;
        int heard = 0;
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            ProbeResult result = probe.run(exchange);
            List<Measurement> measured = List.of();
            if (result instanceof ProbeResult.Up up) {
                measured = up.measurements();
            } else if (result instanceof ProbeResult.Down down) {
                measured = down.measurements();
                faults.add(down.reason());
            } else if (result instanceof ProbeResult.Silent silent) {
                faults.add(silent.cause());
            }
            heard += result instanceof ProbeResult.Silent ? 0 : 1;
            double time = latency(measured);
            if (!Double.isNaN(time)) {
                times[answered] = time;
                answered++;
            }
            boolean isLastAnswer = i == samples - 1 && !(result instanceof ProbeResult.Silent);
            if (exchange.isOver() && !isLastAnswer) {
                return ProbeResult.silent("only " + heard + " of " + samples + " answers within "
                        + Texts.duration(exchange.timeout()) + soFar(times, answered) + first(faults));
            }
        }
        if (heard == 0) {
            return ProbeResult.silent("no answer to any of " + requests() + first(faults));
        }
        List<Measurement> measurements = measurements(Arrays.copyOf(times, answered), faults.size());
        return faults.size() <= allowed
                ? new ProbeResult.Up(measurements)
                : new ProbeResult.Down(faults.size() + " of " + requests() + " failed" + first(faults), measurements);
    }

    /** What is known of the times, which are not measured as long as the slowest may be missing. */
    private static String soFar(double[] times, int answered) {
        if (answered == 0) {
            return " (expected: all)";
        }
        double mean = Arrays.stream(times, 0, answered).sum() / answered;
        return ", mean " + Unit.SECONDS.format(mean) + " so far (expected: all; give the check a longer timeout)";
    }

    private String requests() {
        return samples == 1 ? "1 request" : samples + " requests";
    }

    private static String first(List<String> faults) {
        return faults.isEmpty() ? "" : "; the first: " + faults.get(0);
    }

    private static double latency(List<Measurement> measured) {
        for (Measurement measurement : measured) {
            if (measurement.metric().equals(Expectations.LATENCY)) {
                return measurement.value();
            }
        }
        return Double.NaN;
    }

    private static List<Measurement> measurements(double[] times, int failed) {
        List<Measurement> measurements = new ArrayList<>();
        if (times.length > 0) {
            Arrays.sort(times);
            double sum = 0;
            for (double time : times) {
                sum += time;
            }
            double[] figures = {
                times[0], sum / times.length, quantile(times, 50), quantile(times, 95), times[times.length - 1]
            };
            for (int i = 0; i < TIMES.length; i++) {
                measurements.add(Measurement.of(TIMES[i], figures[i], Unit.SECONDS));
            }
        }
        measurements.add(Measurement.of("samples", times.length, Unit.COUNT));
        measurements.add(Measurement.of("failed", failed, Unit.COUNT));
        return measurements;
    }

    /** By nearest rank. */
    private static double quantile(double[] sorted, int percent) {
        return sorted[(sorted.length * percent + 99) / 100 - 1];
    }

    /**
     * What the answers are measured by.
     *
     * @return {@code min}, {@code mean}, {@code p50}, {@code p95}, {@code max}, {@code samples} and {@code failed}
     */
    @Override
    public Map<String, Unit> metrics() {
        Map<String, Unit> units = new LinkedHashMap<>();
        for (String time : TIMES) {
            units.put(time, Unit.SECONDS);
        }
        units.put("samples", Unit.COUNT);
        units.put("failed", Unit.COUNT);
        return Collections.unmodifiableMap(units);
    }

    /**
     * What is expected of each answer.
     *
     * @return for example {@code 20 times: status 200}
     */
    @Override
    public String wanted() {
        return samples + " times: " + probe.wanted() + (allowed == 0 ? "" : ", at most " + allowed + " failed");
    }

    @Override
    public String toString() {
        return probe + ", " + samples + " times";
    }
}

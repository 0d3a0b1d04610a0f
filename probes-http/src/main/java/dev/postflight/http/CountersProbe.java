package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Reads counters, sends one request several times, and reads the counters again: five loads of a page make one call to the
 * system behind it, because the others come from the cache.
 *
 * <pre>{@code
 * HttpProbes.counters(HttpProbes.get("http://localhost:8080/catalogue"), 5)
 *     .expectCounter("upstream", upstreamCalls::count, "<= 1");
 * }</pre>
 *
 * <ul>
 *   <li>Measured is the growth of each counter, under its name.
 *   <li>It is down when a growth or an answer is not as expected.
 *   <li>It is silent when a counter cannot be read, is no number or has fallen, as it does when it begins anew; and when an answer
 *       does not come within the timeout, which all requests and readings share.
 *   <li>What others do meanwhile counts too: give the counter labels that nobody else uses, or allow for the others in the limit.
 * </ul>
 *
 * <p>Immutable; may be used by many threads at once, which see each other's requests.
 *
 * @since 0.1
 */
public final class CountersProbe implements Probe {

    private static final int MOST = 1_000;
    private static final int MOST_COUNTERS = 20;

    private final HttpProbe request;
    private final int times;
    private final List<Counter> counters;

    private CountersProbe(HttpProbe request, int times, List<Counter> counters) {
        this.request = request;
        this.times = times;
        this.counters = counters;
    }

    static CountersProbe of(HttpProbe request, int times) {
        if (request == null) {
            throw Texts.fault("request", null, "a request");
        }
        if (times < 1 || times > MOST) {
            throw Texts.fault("times", times, "1 to " + MOST);
        }
        return new CountersProbe(request, times, List.of());
    }

    /**
     * A counter that this process can read.
     *
     * @param name the name of its metric; each once
     * @param counter tells the number; a meter of a registry, for example
     * @param growth what the difference must be, as in thresholds: {@code = 1}, {@code <= 1}
     * @return the new probe
     * @throws IllegalArgumentException if the name is no metric name or taken, there is no counter, or the growth is no
     *     comparison with a number
     */
    public CountersProbe expectCounter(String name, DoubleSupplier counter, String growth) {
        return with(new Counter(name, Counter.growth(growth), counter, null, null, null));
    }

    /**
     * A counter in a JSON document.
     *
     * @param name the name of its metric; each once
     * @param source the request that gets the document
     * @param pointer where the number is: a JSON pointer (RFC 6901)
     * @param growth what the difference must be, as in thresholds: {@code = 1}, {@code <= 1}
     * @return the new probe
     * @throws IllegalArgumentException if the name is no metric name or taken, there is no source, the pointer is none, or the
     *     growth is no comparison with a number
     */
    public CountersProbe expectJsonCounter(String name, HttpProbe source, String pointer, String growth) {
        return with(new Counter(name, Counter.growth(growth), null, source, JsonPointers.checked(pointer), null));
    }

    /**
     * A counter in the text that Prometheus reads, such as {@code /actuator/prometheus}. Several series are added up.
     *
     * @param name the name of its metric; each once
     * @param source the request that gets the text
     * @param series the name of the series and labels that it must have: {@code upstream_calls_total{path="/orders"}}
     * @param growth what the difference must be, as in thresholds: {@code = 1}, {@code <= 1}
     * @return the new probe
     * @throws IllegalArgumentException if the name is no metric name or taken, there is no source, the series is none, or the
     *     growth is no comparison with a number
     */
    public CountersProbe expectSeries(String name, HttpProbe source, String series, String growth) {
        return with(new Counter(name, Counter.growth(growth), null, source, null, SeriesSum.parse(series)));
    }

    private CountersProbe with(Counter counter) {
        if (metrics().containsKey(counter.name())) {
            throw Texts.fault("name", counter.name() + " twice", "each counter once");
        }
        if (counters.size() >= MOST_COUNTERS) {
            throw Texts.fault("counters", "more than " + MOST_COUNTERS, "at most " + MOST_COUNTERS);
        }
        return new CountersProbe(request, times, Expectations.plus(counters, counter));
    }

    /**
     * Reads, asks and reads again.
     *
     * @param timeout the time for everything; positive
     * @return whether the counters have grown as expected
     * @throws IllegalArgumentException if the timeout is not positive
     * @throws InterruptedException if the thread is interrupted
     */
    @Override
    public ProbeResult run(Duration timeout) throws InterruptedException {
        if (counters.isEmpty()) {
            return ProbeResult.silent(this + ": nothing is counted; expectCounter(…) adds a counter");
        }
        Exchange exchange = new Exchange(timeout);
        try {
            double[] before = read(exchange);
            for (int i = 1; i <= times; i++) {
                ProbeResult result = request.run(exchange);
                if (result instanceof ProbeResult.Down down) {
                    return ProbeResult.down("request " + i + ": " + down.reason());
                }
                if (result instanceof ProbeResult.Silent silent) {
                    return ProbeResult.silent("request " + i + ": " + silent.cause());
                }
            }
            return judge(before, read(exchange));
        } catch (NoAnswerException e) {
            return ProbeResult.silent(this + ": " + e.getMessage());
        }
    }

    private double[] read(Exchange exchange) throws NoAnswerException, InterruptedException {
        double[] numbers = new double[counters.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = counters.get(i).read(exchange);
        }
        return numbers;
    }

    private ProbeResult judge(double[] before, double[] after) throws NoAnswerException {
        List<Measurement> measurements = new ArrayList<>();
        List<String> unmet = new ArrayList<>();
        for (int i = 0; i < before.length; i++) {
            Counter counter = counters.get(i);
            double growth = after[i] - before[i];
            if (growth < 0) {
                throw NoAnswerException.because("counter " + counter.name() + " fell from "
                        + Unit.COUNT.format(before[i]) + " to " + Unit.COUNT.format(after[i]));
            }
            measurements.add(Measurement.of(counter.name(), growth, Unit.COUNT));
            if (!counter.growth().allows(growth)) {
                unmet.add(counter.name() + " grew by " + Unit.COUNT.format(growth) + " (expected: " + counter.growth()
                        + ")");
            }
        }
        return unmet.isEmpty()
                ? new ProbeResult.Up(measurements)
                : new ProbeResult.Down(this + ": " + String.join("; ", unmet), measurements);
    }

    /**
     * What is measured.
     *
     * @return the growth of each counter, by its name
     */
    @Override
    public Map<String, Unit> metrics() {
        Map<String, Unit> units = new LinkedHashMap<>();
        for (Counter counter : counters) {
            units.put(counter.name(), Unit.COUNT);
        }
        return Collections.unmodifiableMap(units);
    }

    /**
     * By how much the counters are to grow.
     *
     * @return for example {@code upstream = 1 by 5 requests}
     */
    @Override
    public String wanted() {
        List<String> all = new ArrayList<>();
        for (Counter counter : counters) {
            all.add(counter.name() + ' ' + counter.growth());
        }
        return (all.isEmpty() ? "a counter" : String.join(", ", all)) + " by " + times
                + (times == 1 ? " request" : " requests");
    }

    @Override
    public String toString() {
        return request + ", " + times + (times == 1 ? " time" : " times");
    }
}

package dev.postflight.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several probes as one, for thresholds on metrics of more than one of them. Each metric is called by the name of its part
 * and its own: {@code cpu.usage}. Immutable.
 *
 * <pre>{@code
 * Check.of("machine", ProbeGroup.of("cpu", MachineProbes.cpu()).and("heap", MachineProbes.heap()))
 *     .threshold("any of (cpu.usage > 80% for 10m, heap.usage > 80%): HIGH")
 * }</pre>
 *
 * <p>The parts are asked one after another, within one timeout. It is up when all of them are; when one is silent, there is
 * no answer.
 *
 * @since 0.1
 */
public final class ProbeGroup implements Probe {

    private static final int MOST = 100;

    private final Map<String, Probe> parts;
    private final Ticker ticker;

    private ProbeGroup(Map<String, Probe> parts, Ticker ticker) {
        this.parts = parts;
        this.ticker = ticker;
    }

    /**
     * A group of one.
     *
     * @param name what its metrics are called by: a metric name
     * @param part the probe
     * @return the group
     * @throws IllegalArgumentException if the name is not a metric name
     */
    public static ProbeGroup of(String name, Probe part) {
        return of(Ticker.system(), name, part);
    }

    static ProbeGroup of(Ticker ticker, String name, Probe part) {
        return new ProbeGroup(Map.of(), ticker).and(name, part);
    }

    /**
     * One probe more.
     *
     * @param name what its metrics are called by: a metric name that is not there yet
     * @param part the probe
     * @return a new group
     * @throws IllegalArgumentException if the name is not a metric name or already there, or there are 100 probes
     */
    public ProbeGroup and(String name, Probe part) {
        requireNonNull(part, "part");
        if (!Faults.isMetric(name)) {
            throw new IllegalArgumentException(Faults.sentence("name", Faults.quoted(name), Faults.METRIC_RULE));
        }
        if (parts.containsKey(name)) {
            throw new IllegalArgumentException(Faults.sentence("name", name + " twice", "each name once"));
        }
        if (parts.size() == MOST) {
            throw new IllegalArgumentException(
                    Faults.sentence("parts", MOST + 1, "at most " + MOST + " probes in a group"));
        }
        Map<String, Probe> more = new LinkedHashMap<>(parts);
        more.put(name, part);
        return new ProbeGroup(more, ticker);
    }

    @Override
    public ProbeResult run(Duration timeout) throws Exception {
        long end = ticker.nanos() + timeout.toNanos();
        List<Measurement> measurements = new ArrayList<>();
        StringBuilder down = new StringBuilder();
        for (Map.Entry<String, Probe> part : parts.entrySet()) {
            long left = end - ticker.nanos();
            if (left <= 0) {
                return ProbeResult.silent("no time was left for " + part.getKey());
            }
            ProbeResult result = part.getValue().run(Duration.ofNanos(left));
            if (result instanceof ProbeResult.Up up) {
                add(part.getKey(), up.measurements(), measurements);
            } else if (result instanceof ProbeResult.Down answer) {
                add(part.getKey(), answer.measurements(), measurements);
                down.append(down.isEmpty() ? "" : "; ")
                        .append(part.getKey())
                        .append(": ")
                        .append(answer.reason());
            } else {
                String cause = result instanceof ProbeResult.Silent silent ? silent.cause() : "no result";
                return ProbeResult.silent(part.getKey() + ": " + cause);
            }
        }
        return down.isEmpty() ? new ProbeResult.Up(measurements) : new ProbeResult.Down(down.toString(), measurements);
    }

    private static void add(String name, List<Measurement> part, List<Measurement> all) {
        for (Measurement measurement : part) {
            all.add(new Measurement(name + "." + measurement.metric(), measurement.value(), measurement.unit()));
        }
    }

    /** Empty when one of the parts does not know its own. */
    @Override
    public Map<String, Unit> metrics() {
        Map<String, Unit> all = new LinkedHashMap<>();
        for (Map.Entry<String, Probe> part : parts.entrySet()) {
            Map<String, Unit> metrics = part.getValue().metrics();
            if (metrics.isEmpty()) {
                return Map.of();
            }
            metrics.forEach((metric, unit) -> all.put(part.getKey() + "." + metric, unit));
        }
        return all;
    }

    /** HOLD when all of the parts say so. */
    @Override
    public SilenceRule silence() {
        for (Probe part : parts.values()) {
            if (part.silence() != SilenceRule.HOLD) {
                return SilenceRule.FAIL;
            }
        }
        return SilenceRule.HOLD;
    }

    @Override
    public String wanted() {
        StringBuilder wanted = new StringBuilder();
        for (Map.Entry<String, Probe> part : parts.entrySet()) {
            wanted.append(wanted.isEmpty() ? "" : ", ")
                    .append(part.getKey())
                    .append(' ')
                    .append(part.getValue().wanted());
        }
        return wanted.toString();
    }

    @Override
    public String absence(String metric) {
        for (Map.Entry<String, Probe> part : parts.entrySet()) {
            String name = part.getKey() + ".";
            if (metric.startsWith(name)) {
                String why = part.getValue().absence(metric.substring(name.length()));
                if (!why.isEmpty()) {
                    return why;
                }
            }
        }
        return "";
    }
}

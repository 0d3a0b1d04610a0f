package dev.postflight.verify.meter;

import dev.postflight.api.GaugeProbe;
import dev.postflight.api.Probe;
import dev.postflight.api.Unit;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * Probes over the meters of an application. They read the registry when they run, so that a meter may be registered after
 * the probe was made; the first probe over a registry adds two listeners to it, for all that follow. A meter that is not there is silence, never zero; as these probes look at the application through
 * its meters, their silence means {@link dev.postflight.api.SilenceRule#HOLD}.
 *
 * <p>Figures are those since the application was started, unless it is said otherwise. All meters that have the name and
 * at least the tags are taken together.
 *
 * @since 0.1
 */
public final class MeterProbes {

    private MeterProbes() {}

    /**
     * A timer: {@code count}, {@code mean}, {@code p50}, {@code p95}, {@code p99}, {@code max} and {@code error_rate}.
     *
     * @param registry the registry
     * @param name the name of the timer, such as {@code http.server.requests}
     * @param tags keys and values that it must have
     * @return a probe
     * @throws IllegalArgumentException if the registry is null, the name blank, or a tag has no value
     */
    public static TimerProbe timer(MeterRegistry registry, String name, String... tags) {
        return new TimerProbe(Selection.of("name", registry, name, tags));
    }

    /**
     * A gauge: {@code value}. There must be exactly one that has the name and the tags; to {@link GaugeProbe#read()} one
     * that is missing or has a double is not a number.
     *
     * @param registry the registry
     * @param name the name of the gauge
     * @param unit what the gauge counts in
     * @param tags keys and values that it must have
     * @return a probe
     * @throws IllegalArgumentException if the registry or the unit is null, the name blank, or a tag has no value
     */
    public static GaugeProbe gauge(MeterRegistry registry, String name, Unit unit, String... tags) {
        if (unit == null) {
            throw new IllegalArgumentException("unit: null (expected: a unit)");
        }
        return new MeterGauge(Selection.of("name", registry, name, tags), unit);
    }

    /**
     * A counter: {@code count}, and {@code rate} per second since the probe was last run. There is no rate before its second
     * run, nor after one in which the counter went back.
     *
     * @param registry the registry
     * @param name the name of the counter, timer or summary
     * @param tags keys and values that it must have
     * @return a probe, to be used in one check
     * @throws IllegalArgumentException if the registry is null, the name blank, or a tag has no value
     */
    public static Probe counter(MeterRegistry registry, String name, String... tags) {
        return new CounterProbe(registry, Selection.of("name", registry, name, tags));
    }

    /**
     * One meter as a share of another: {@code ratio}. Gauges count with their value, counters, timers and summaries with
     * their count; all that have the name are added up. There is no ratio to nothing.
     *
     * @param registry the registry
     * @param part the name of the meter above the line, such as {@code hikaricp.connections.active}
     * @param whole the name of the meter below the line, such as {@code hikaricp.connections.max}
     * @return a probe
     * @throws IllegalArgumentException if the registry is null, or a name blank
     */
    public static Probe ratio(MeterRegistry registry, String part, String whole) {
        return ratio(registry, part, Tags.empty(), whole, Tags.empty());
    }

    /**
     * One meter as a share of another, by tags: {@code ratio}. For example {@code payments} with {@code result=ok} of all
     * {@code payments}.
     *
     * @param registry the registry
     * @param part the name of the meter above the line
     * @param partTags tags that it must have
     * @param whole the name of the meter below the line
     * @param wholeTags tags that it must have
     * @return a probe
     * @throws IllegalArgumentException if the registry is null, or a name blank
     */
    public static Probe ratio(MeterRegistry registry, String part, Tags partTags, String whole, Tags wholeTags) {
        return new RatioProbe(
                Selection.of("part", registry, part, partTags), Selection.of("whole", registry, whole, wholeTags));
    }
}

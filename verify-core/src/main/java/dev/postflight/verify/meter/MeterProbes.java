package dev.postflight.verify.meter;

import dev.postflight.api.Probe;
import dev.postflight.api.Scale;
import dev.postflight.api.Unit;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * Probes over the meters of an application. They read the registry when they run, so that a meter may be registered after
 * the probe was made; the first probe over a registry adds two listeners to it, for all that follow. A meter that is not
 * there is silence, never zero; as these probes look at the application through its meters, their silence means
 * {@link dev.postflight.api.SilenceRule#HOLD}.
 *
 * <p>Figures are those since the application was started, unless it is said otherwise. All meters that have the name and
 * at least the tags are taken together; only of gauges it must be said how.
 *
 * <p>Of a composite registry, they read one of the registries in it that has the meters: one that keeps sketches if there is
 * one, then one that keeps running totals, then one that is kept in steps.
 *
 * @since 0.1
 */
public final class MeterProbes {

    private MeterProbes() {}

    /**
     * A timer: {@code count}, {@code total}, {@code mean}, {@code p50}, {@code p95}, {@code p99}, {@code max},
     * {@code errors} and {@code error_rate}. A timer that is a function of something else has a count, a total and a mean.
     *
     * @param registry the registry
     * @param name the name of the timer, such as {@code http.server.requests}
     * @param tags keys and values that it must have
     * @return a probe
     * @throws IllegalArgumentException if the registry is null, the name blank, or a tag has no value
     */
    public static TimerProbe timer(MeterRegistry registry, String name, String... tags) {
        return new TimerProbe(
                Selection.of("name", registry, name, tags),
                registry.config().clock(),
                TimerSettings.of(TimerSettings.TIMER, Scale.of(Unit.SECONDS)));
    }

    /**
     * A distribution summary: what a timer tells, of sizes or other amounts.
     *
     * @param registry the registry
     * @param name the name of the summary, such as {@code http.server.response.size}
     * @param unit what it records
     * @param tags keys and values that it must have
     * @return a probe
     * @throws IllegalArgumentException if the registry or the unit is null, the name blank, or a tag has no value
     */
    public static TimerProbe summary(MeterRegistry registry, String name, Unit unit, String... tags) {
        return summary(registry, name, scale(unit), tags);
    }

    /**
     * A distribution summary that records in milliseconds, per cent or the like: what a timer tells, in the base unit.
     *
     * @param registry the registry
     * @param name the name of the summary
     * @param scale what it records in
     * @param tags keys and values that it must have
     * @return a probe
     * @throws IllegalArgumentException if the registry or the scale is null, the name blank, or a tag has no value
     */
    public static TimerProbe summary(MeterRegistry registry, String name, Scale scale, String... tags) {
        return new TimerProbe(
                Selection.of("name", registry, name, tags),
                registry.config().clock(),
                TimerSettings.of(TimerSettings.SUMMARY, required(scale)));
    }

    /**
     * What is being done now, of a long task timer: {@code active}, how many tasks; {@code total}, how long they have run
     * together until now; and {@code max}, how long the longest of them has.
     *
     * @param registry the registry
     * @param name the name of the long task timer
     * @param tags keys and values that it must have
     * @return a probe
     * @throws IllegalArgumentException if the registry is null, the name blank, or a tag has no value
     */
    public static Probe tasks(MeterRegistry registry, String name, String... tags) {
        return new TasksProbe(Selection.of("name", registry, name, tags));
    }

    /**
     * A gauge: {@code value}. Of several that have the name and the tags, the probe is silent, unless it is said what is
     * wanted of them, such as their {@link MeterGaugeProbe#sum() sum}.
     *
     * @param registry the registry
     * @param name the name of the gauge
     * @param unit what the gauge counts in
     * @param tags keys and values that it must have
     * @return a probe
     * @throws IllegalArgumentException if the registry or the unit is null, the name blank, or a tag has no value
     */
    public static MeterGaugeProbe gauge(MeterRegistry registry, String name, Unit unit, String... tags) {
        return gauge(registry, name, scale(unit), tags);
    }

    /**
     * A gauge in milliseconds, per cent or the like: {@code value}, in the base unit.
     *
     * @param registry the registry
     * @param name the name of the gauge
     * @param scale what the gauge counts in; one of time ({@code TimeGauge}) knows that itself
     * @param tags keys and values that it must have
     * @return a probe
     * @throws IllegalArgumentException if the registry or the scale is null, the name blank, or a tag has no value
     */
    public static MeterGaugeProbe gauge(MeterRegistry registry, String name, Scale scale, String... tags) {
        Scale known = required(scale);
        return MeterGaugeProbe.of(Selection.of("name", registry, name, tags), known);
    }

    private static Scale scale(Unit unit) {
        if (unit == null) {
            throw new IllegalArgumentException("unit: null (expected: a unit)");
        }
        return Scale.of(unit);
    }

    private static Scale required(Scale scale) {
        if (scale == null) {
            throw new IllegalArgumentException("scale: null (expected: what figures are written in)");
        }
        return scale;
    }

    /**
     * Several gauges of one name, such as the rows of a multi gauge, told apart by a tag: {@code value.} and the value of
     * the tag for each; what a metric's name cannot have becomes an underscore. There may be up to 100. One that is not
     * a finite number is absent, and without any other the probe is silent.
     *
     * @param registry the registry
     * @param name the name of the gauges
     * @param unit what the gauges count in
     * @param label the tag that tells them apart
     * @param tags keys and values that they must have
     * @return a probe
     * @throws IllegalArgumentException if the registry or the unit is null, the name or the label blank, or a tag has no
     *     value
     */
    public static Probe gauges(MeterRegistry registry, String name, Unit unit, String label, String... tags) {
        return gauges(registry, name, scale(unit), label, tags);
    }

    /**
     * Several gauges of one name in milliseconds, per cent or the like, told apart by a tag: {@code value.} and the value of
     * the tag for each, in the base unit.
     *
     * @param registry the registry
     * @param name the name of the gauges
     * @param scale what the gauges count in; those of time ({@code TimeGauge}) know that themselves
     * @param label the tag that tells them apart
     * @param tags keys and values that they must have
     * @return a probe
     * @throws IllegalArgumentException if the registry or the scale is null, the name or the label blank, or a tag has no
     *     value
     */
    public static Probe gauges(MeterRegistry registry, String name, Scale scale, String label, String... tags) {
        if (label == null || label.isBlank()) {
            throw new IllegalArgumentException(
                    "label: " + (label == null ? "null" : '"' + label + '"') + " (expected: the key of a tag)");
        }
        return new GaugesProbe(Selection.of("name", registry, name, tags), required(scale), label);
    }

    /**
     * A counter: {@code count}; {@code new_count} and {@code rate} per second since the probe was last run, which are absent
     * at its first run; or {@linkplain CounterProbe#over(java.time.Duration) over a window}. A counter that went back, or that
     * was removed and came again, has counted from zero.
     *
     * @param registry the registry
     * @param name the name of the counter, timer or summary
     * @param tags keys and values that it must have
     * @return a probe, to be used in one check
     * @throws IllegalArgumentException if the registry is null, the name blank, or a tag has no value
     */
    public static CounterProbe counter(MeterRegistry registry, String name, String... tags) {
        return CounterProbe.of(
                Selection.of("name", registry, name, tags), registry.config().clock());
    }

    /**
     * One meter as a share of another: {@code ratio}, and what it is made of, {@code part} and {@code whole}. Gauges count
     * with their value, counters, timers and summaries with their count; all that have the name are added up. There is no
     * ratio to nothing.
     *
     * @param registry the registry
     * @param part the name of the meter above the line, such as {@code hikaricp.connections.active}
     * @param whole the name of the meter below the line, such as {@code hikaricp.connections.max}
     * @return a probe
     * @throws IllegalArgumentException if the registry is null, or a name blank
     */
    public static RatioProbe ratio(MeterRegistry registry, String part, String whole) {
        return ratio(registry, part, Tags.empty(), whole, Tags.empty());
    }

    /**
     * One meter as a share of another, by tags: {@code ratio}, {@code part} and {@code whole}. For example {@code payments}
     * with {@code result=ok} of all {@code payments}.
     *
     * @param registry the registry
     * @param part the name of the meter above the line
     * @param partTags tags that it must have
     * @param whole the name of the meter below the line
     * @param wholeTags tags that it must have
     * @return a probe
     * @throws IllegalArgumentException if the registry is null, or a name blank
     */
    public static RatioProbe ratio(MeterRegistry registry, String part, Tags partTags, String whole, Tags wholeTags) {
        return RatioProbe.of(
                Selection.of("part", registry, part, partTags),
                Selection.of("whole", registry, whole, wholeTags),
                registry.config().clock());
    }

    /**
     * Which share of what meters of a name have counted has certain values of a tag: {@code ratio}, {@code part} and
     * {@code whole}. Meters without the tag do not count. Other than in {@link #ratio(MeterRegistry, String, Tags, String,
     * Tags)}, none that has one of the values is a share of zero, as long as there is one that has the tag.
     *
     * @param registry the registry
     * @param name the name of the counters, timers or summaries, such as {@code payments}
     * @param tag the tag, such as {@code result}
     * @param values the values that count as the part, such as {@code ok}
     * @return a probe
     * @throws IllegalArgumentException if the registry is null, the name or the tag blank, there is no value, or one is null
     */
    public static RatioProbe share(MeterRegistry registry, String name, String tag, String... values) {
        return RatioProbe.of(
                Selection.of("name", registry, name),
                Outcomes.of(tag, values),
                registry.config().clock());
    }

    /**
     * What the application has logged, by Micrometer's meters for Logback and Log4j: {@code errors} and {@code warnings},
     * running totals, fatal ones among the errors; {@code new_errors} since the last look, or since the probe was made; and
     * {@code rate}, the same per second; or {@linkplain LogErrorsProbe#over(java.time.Duration) over a window}. Without such a
     * meter it is silent, and says how to bind one.
     *
     * @param registry the registry
     * @return a probe, to be used in one check
     * @throws IllegalArgumentException if the registry is null
     */
    public static LogErrorsProbe logErrors(MeterRegistry registry) {
        return LogErrorsProbe.of(registry);
    }
}

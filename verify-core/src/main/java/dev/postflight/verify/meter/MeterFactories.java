package dev.postflight.verify.meter;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import io.micrometer.core.instrument.Tags;

/**
 * The probes over meters by name: see {@link MeterProbes}.
 *
 * @since 0.1
 */
public final class MeterFactories {

    private MeterFactories() {}

    /**
     * Makes {@code meter-timer}.
     *
     * @since 0.1
     */
    public static final class OfTimers extends NamedFactory {

        /** For the service loader. */
        public OfTimers() {
            super(
                    "meter-timer",
                    "Timers of the application, read as one: count, total, mean, max, p50, p95, p99, errors and error_rate; with a window, rate.",
                    MeterFactories::timer,
                    registry(),
                    name("the name of the timers"),
                    tags("tags"),
                    errorTag(),
                    errorValues(),
                    successTag(),
                    successValues(),
                    within(),
                    window(),
                    sinceLastLook());
        }
    }

    /**
     * Makes {@code meter-summary}.
     *
     * @since 0.1
     */
    public static final class OfSummaries extends NamedFactory {

        /** For the service loader. */
        public OfSummaries() {
            super(
                    "meter-summary",
                    "Distribution summaries of the application, read as one: what a timer tells, in another unit.",
                    MeterFactories::summary,
                    registry(),
                    name("the name of the summaries"),
                    unit("what the summaries record"),
                    tags("tags"),
                    errorTag(),
                    errorValues(),
                    successTag(),
                    successValues(),
                    within(),
                    window(),
                    sinceLastLook());
        }
    }

    /**
     * Makes {@code meter-tasks}.
     *
     * @since 0.1
     */
    public static final class OfTasks extends NamedFactory {

        /** For the service loader. */
        public OfTasks() {
            super(
                    "meter-tasks",
                    "Long tasks of the application that run now: active, total and max.",
                    arguments ->
                            MeterProbes.tasks(registry(arguments), arguments.text("name"), tags(arguments, "tags")),
                    registry(),
                    name("the name of the long task timers"),
                    tags("tags"));
        }
    }

    /**
     * Makes {@code meter-gauge}.
     *
     * @since 0.1
     */
    public static final class OfGauge extends NamedFactory {

        /** For the service loader. */
        public OfGauge() {
            super(
                    "meter-gauge",
                    "A gauge of the application, or several as one figure: value.",
                    MeterFactories::gauge,
                    registry(),
                    name("the name of the gauge"),
                    unit("what the gauge counts in"),
                    tags("tags"),
                    ProbeParameter.optional(
                                    "merge",
                                    Kind.TEXT,
                                    "how several gauges become one figure; without it, there must be one")
                            .oneOf("max", "min", "sum", "mean"));
        }
    }

    /**
     * Makes {@code meter-gauges}.
     *
     * @since 0.1
     */
    public static final class OfGauges extends NamedFactory {

        /** For the service loader. */
        public OfGauges() {
            super(
                    "meter-gauges",
                    "Several gauges of the application that one tag tells apart: `value.` and the value of the tag, in the unit that is written.",
                    arguments -> MeterProbes.gauges(
                            registry(arguments),
                            arguments.text("name"),
                            arguments.scale("unit"),
                            arguments.text("labelledBy"),
                            tags(arguments, "tags")),
                    registry(),
                    name("the name of the gauges"),
                    unit("what the gauges count in"),
                    ProbeParameter.required("labelledBy", Kind.TEXT, "the tag that tells them apart"),
                    tags("tags"));
        }
    }

    /**
     * Makes {@code meter-counter}.
     *
     * @since 0.1
     */
    public static final class OfCounter extends NamedFactory {

        /** For the service loader. */
        public OfCounter() {
            super(
                    "meter-counter",
                    "Counters of the application, added up: count; new_count and rate since the last look, or in a window.",
                    MeterFactories::counter,
                    registry(),
                    name("the name of the counters, timers or summaries"),
                    tags("tags"),
                    windowOrLastLook());
        }
    }

    /**
     * Makes {@code meter-ratio}.
     *
     * @since 0.1
     */
    public static final class OfRatio extends NamedFactory {

        /** For the service loader. */
        public OfRatio() {
            super(
                    "meter-ratio",
                    "Meters of the application as a share of others: ratio, part and whole.",
                    MeterFactories::ratio,
                    registry(),
                    ProbeParameter.required("part", Kind.TEXT, "the name of the meters above the line"),
                    tags("partTags"),
                    ProbeParameter.required("whole", Kind.TEXT, "the name of the meters below the line"),
                    tags("wholeTags"),
                    window(),
                    sinceLastLook());
        }
    }

    /**
     * Makes {@code meter-share}.
     *
     * @since 0.1
     */
    public static final class OfShare extends NamedFactory {

        /** For the service loader. */
        public OfShare() {
            super(
                    "meter-share",
                    "Which share of what meters have counted has certain values of a tag: ratio, part and whole.",
                    MeterFactories::share,
                    registry(),
                    name("the name of the counters, timers or summaries"),
                    ProbeParameter.required("tag", Kind.TEXT, "the tag that tells, such as result"),
                    ProbeParameter.required("values", Kind.TEXTS, "the values that count as the part, such as ok"),
                    window(),
                    sinceLastLook());
        }
    }

    /**
     * Makes {@code log-errors}.
     *
     * @since 0.1
     */
    public static final class OfLogErrors extends NamedFactory {

        /** For the service loader. */
        public OfLogErrors() {
            super(
                    "log-errors",
                    "What the application has logged, by the meters of Logback and Log4j: errors and warnings; new_errors and rate since the last look, or in a window.",
                    MeterFactories::logErrors,
                    registry(),
                    windowOrLastLook());
        }
    }

    private static Probe timer(ProbeArguments arguments) {
        return distribution(
                arguments,
                MeterProbes.timer(
                        NamedFactory.registry(arguments),
                        arguments.text("name"),
                        NamedFactory.tags(arguments, "tags")));
    }

    private static Probe summary(ProbeArguments arguments) {
        return distribution(
                arguments,
                MeterProbes.summary(
                        NamedFactory.registry(arguments),
                        arguments.text("name"),
                        arguments.scale("unit"),
                        NamedFactory.tags(arguments, "tags")));
    }

    private static Probe distribution(ProbeArguments arguments, TimerProbe plain) {
        TimerProbe probe = plain.errors(arguments.text("errorTag"), NamedFactory.texts(arguments, "errorValues"));
        if (arguments.has("successTag") != arguments.has("successValues")) {
            throw new IllegalArgumentException((arguments.has("successTag") ? "successValues" : "successTag")
                    + ": missing (expected: successTag and successValues together)");
        }
        if (arguments.has("successTag")) {
            probe = probe.successes(arguments.text("successTag"), NamedFactory.texts(arguments, "successValues"));
        }
        for (String limit : arguments.texts("within")) {
            probe = probe.within(limit);
        }
        if (NamedFactory.isSinceLastLook(arguments)) {
            return probe.sinceLastLook();
        }
        return arguments.has("window") ? probe.over(arguments.duration("window")) : probe;
    }

    private static Probe gauge(ProbeArguments arguments) {
        MeterGaugeProbe probe = MeterProbes.gauge(
                NamedFactory.registry(arguments),
                arguments.text("name"),
                arguments.scale("unit"),
                NamedFactory.tags(arguments, "tags"));
        return arguments.has("merge") ? probe.merged(MeterGaugeProbe.Merge.named(arguments.text("merge"))) : probe;
    }

    private static Probe counter(ProbeArguments arguments) {
        CounterProbe probe = MeterProbes.counter(
                NamedFactory.registry(arguments), arguments.text("name"), NamedFactory.tags(arguments, "tags"));
        return arguments.has("window") ? probe.over(arguments.duration("window")) : probe;
    }

    private static Probe logErrors(ProbeArguments arguments) {
        LogErrorsProbe probe = MeterProbes.logErrors(NamedFactory.registry(arguments));
        return arguments.has("window") ? probe.over(arguments.duration("window")) : probe;
    }

    private static Probe ratio(ProbeArguments arguments) {
        return lookingBack(
                arguments,
                MeterProbes.ratio(
                        NamedFactory.registry(arguments),
                        arguments.text("part"),
                        Tags.of(NamedFactory.tags(arguments, "partTags")),
                        arguments.text("whole"),
                        Tags.of(NamedFactory.tags(arguments, "wholeTags"))));
    }

    private static Probe share(ProbeArguments arguments) {
        return lookingBack(
                arguments,
                MeterProbes.share(
                        NamedFactory.registry(arguments),
                        arguments.text("name"),
                        arguments.text("tag"),
                        NamedFactory.texts(arguments, "values")));
    }

    private static Probe lookingBack(ProbeArguments arguments, RatioProbe probe) {
        if (NamedFactory.isSinceLastLook(arguments)) {
            return probe.sinceLastLook();
        }
        return arguments.has("window") ? probe.over(arguments.duration("window")) : probe;
    }

    private static ProbeParameter unit(String text) {
        return ProbeParameter.required("unit", Kind.UNIT, text);
    }

    private static ProbeParameter errorTag() {
        return ProbeParameter.optional("errorTag", Kind.TEXT, "the tag that tells errors")
                .orElse("outcome");
    }

    private static ProbeParameter errorValues() {
        return ProbeParameter.optional("errorValues", Kind.TEXTS, "its values that mean an error")
                .orElse("SERVER_ERROR");
    }

    private static ProbeParameter successTag() {
        return ProbeParameter.optional(
                "successTag", Kind.TEXT, "the tag that tells successes; adds successes and success_rate");
    }

    private static ProbeParameter successValues() {
        return ProbeParameter.optional("successValues", Kind.TEXTS, "its values that mean success");
    }

    private static ProbeParameter within() {
        return ProbeParameter.optional(
                "within", Kind.TEXTS, "limits such as 100ms; adds within_100ms, the share that is not above it");
    }
}

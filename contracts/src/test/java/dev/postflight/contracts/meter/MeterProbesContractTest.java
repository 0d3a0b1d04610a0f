package dev.postflight.contracts.meter;

import static dev.postflight.contracts.ProbeContract.Situation.GARBAGE;
import static dev.postflight.contracts.ProbeContract.Situation.WRONG;

import dev.postflight.api.Probe;
import dev.postflight.api.Unit;
import dev.postflight.contracts.ProbeContract.Situation;
import dev.postflight.verify.meter.MeterProbes;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;

/** All probes over meters of Micrometer. */
class MeterProbesContractTest {

    private static final String NAME = "orders";
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** Of a meter that is a function, which holds it weakly. */
    private static final Object STATE = new Object();

    private static void gauge(MeterRegistry registry, String name, double value, String... tags) {
        Gauge.builder(name, () -> value).tags(tags).register(registry);
    }

    private static void notANumber(MeterRegistry registry, String name, String... tags) {
        FunctionCounter.builder(name, STATE, any -> Double.NaN).tags(tags).register(registry);
    }

    abstract static class OfATimer extends MeterContract {

        @Override
        void register(MeterRegistry registry) {
            registry.timer(NAME, "outcome", "SUCCESS").record(10, TimeUnit.MILLISECONDS);
        }

        @Override
        Map<Situation, Consumer<MeterRegistry>> strange() {
            return Map.of(
                    WRONG,
                    registry -> registry.counter(NAME).increment(),
                    GARBAGE,
                    registry -> FunctionTimer.builder(NAME, STATE, any -> -1, any -> Double.NaN, TimeUnit.SECONDS)
                            .register(registry));
        }
    }

    @Nested
    class Timers extends OfATimer {
        @Override
        Probe probe(MeterRegistry registry) {
            return MeterProbes.timer(registry, NAME);
        }
    }

    @Nested
    class TimersOverAWindow extends OfATimer {
        @Override
        Probe probe(MeterRegistry registry) {
            return MeterProbes.timer(registry, NAME).over(WINDOW);
        }
    }

    @Nested
    class Summaries extends MeterContract {
        @Override
        Probe probe(MeterRegistry registry) {
            return MeterProbes.summary(registry, NAME, Unit.BYTES);
        }

        @Override
        void register(MeterRegistry registry) {
            registry.summary(NAME).record(10);
        }

        @Override
        Map<Situation, Consumer<MeterRegistry>> strange() {
            return Map.of(
                    WRONG,
                    registry -> registry.timer(NAME),
                    GARBAGE,
                    registry -> registry.summary(NAME).record(Double.POSITIVE_INFINITY));
        }
    }

    @Nested
    class Tasks extends MeterContract {
        @Override
        Probe probe(MeterRegistry registry) {
            return MeterProbes.tasks(registry, NAME);
        }

        @Override
        void register(MeterRegistry registry) {
            registry.more().longTaskTimer(NAME).start();
        }

        @Override
        Map<Situation, Consumer<MeterRegistry>> strange() {
            return Map.of(WRONG, registry -> registry.timer(NAME));
        }
    }

    abstract static class OfACounter extends MeterContract {

        @Override
        void register(MeterRegistry registry) {
            registry.counter(NAME).increment();
        }

        @Override
        Map<Situation, Consumer<MeterRegistry>> strange() {
            return Map.of(WRONG, registry -> gauge(registry, NAME, 1), GARBAGE, registry -> notANumber(registry, NAME));
        }
    }

    @Nested
    class Counters extends OfACounter {
        @Override
        Probe probe(MeterRegistry registry) {
            return MeterProbes.counter(registry, NAME);
        }
    }

    @Nested
    class CountersOverAWindow extends OfACounter {
        @Override
        Probe probe(MeterRegistry registry) {
            return MeterProbes.counter(registry, NAME).over(WINDOW);
        }
    }

    abstract static class OfGauges extends MeterContract {

        @Override
        void register(MeterRegistry registry) {
            gauge(registry, NAME, 3, "zone", "a");
        }

        @Override
        Map<Situation, Consumer<MeterRegistry>> strange() {
            return Map.of(
                    WRONG,
                    registry -> registry.counter(NAME, "zone", "a").increment(),
                    GARBAGE,
                    registry -> gauge(registry, NAME, Double.NaN, "zone", "a"));
        }
    }

    @Nested
    class OneGauge extends OfGauges {
        @Override
        Probe probe(MeterRegistry registry) {
            return MeterProbes.gauge(registry, NAME, Unit.COUNT);
        }
    }

    @Nested
    class SumsOfGauges extends OfGauges {
        @Override
        Probe probe(MeterRegistry registry) {
            return MeterProbes.gauge(registry, NAME, Unit.COUNT).sum();
        }
    }

    @Nested
    class GaugesByALabel extends OfGauges {
        @Override
        Probe probe(MeterRegistry registry) {
            return MeterProbes.gauges(registry, NAME, Unit.COUNT, "zone");
        }
    }

    @Nested
    class Ratios extends MeterContract {
        @Override
        Probe probe(MeterRegistry registry) {
            return MeterProbes.ratio(registry, "active", "max");
        }

        @Override
        void register(MeterRegistry registry) {
            gauge(registry, "active", 1);
            gauge(registry, "max", 10);
        }

        @Override
        Map<Situation, Consumer<MeterRegistry>> strange() {
            return Map.of(
                    WRONG,
                    registry -> {
                        gauge(registry, "active", 1);
                        gauge(registry, "max", 0);
                    },
                    GARBAGE,
                    registry -> {
                        gauge(registry, "active", Double.NaN);
                        gauge(registry, "max", 10);
                    });
        }
    }

    abstract static class OfAShare extends MeterContract {

        @Override
        void register(MeterRegistry registry) {
            registry.counter(NAME, "result", "ok").increment(9);
            registry.counter(NAME, "result", "failed").increment(1);
        }

        @Override
        Map<Situation, Consumer<MeterRegistry>> strange() {
            return Map.of(
                    WRONG,
                    registry -> registry.counter(NAME).increment(),
                    GARBAGE,
                    registry -> notANumber(registry, NAME, "result", "ok"));
        }
    }

    @Nested
    class Shares extends OfAShare {
        @Override
        Probe probe(MeterRegistry registry) {
            return MeterProbes.share(registry, NAME, "result", "ok");
        }
    }

    @Nested
    class SharesSinceTheLastLook extends OfAShare {
        @Override
        Probe probe(MeterRegistry registry) {
            return MeterProbes.share(registry, NAME, "result", "ok").sinceLastLook();
        }
    }

    abstract static class OfALog extends MeterContract {

        private static final String EVENTS = "logback.events";

        @Override
        void register(MeterRegistry registry) {
            registry.counter(EVENTS, "level", "error").increment();
        }

        @Override
        Map<Situation, Consumer<MeterRegistry>> strange() {
            return Map.of(
                    WRONG,
                    registry -> registry.counter(EVENTS).increment(),
                    GARBAGE,
                    registry -> notANumber(registry, EVENTS, "level", "error"));
        }
    }

    @Nested
    class LogErrors extends OfALog {
        @Override
        Probe probe(MeterRegistry registry) {
            return MeterProbes.logErrors(registry);
        }
    }

    @Nested
    class LogErrorsOverAWindow extends OfALog {
        @Override
        Probe probe(MeterRegistry registry) {
            return MeterProbes.logErrors(registry).over(WINDOW);
        }
    }
}

package dev.postflight.contracts.meter;

import dev.postflight.api.Probe;
import dev.postflight.contracts.ProbeContract;
import dev.postflight.verify.meter.MeterProbes;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A probe over a timer of Micrometer. */
class TimerProbeContractTest extends ProbeContract {

    private static final String HTTP = "http.server.requests";

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Override
    protected Probe sound() {
        registry.timer(HTTP, "outcome", "SUCCESS").record(10, TimeUnit.MILLISECONDS);
        return MeterProbes.timer(registry, HTTP);
    }

    @Override
    protected Map<Situation, Callable<Probe>> faults() {
        return Map.of(
                Situation.DEAD,
                () -> MeterProbes.timer(registry, "nobody.records.this"),
                Situation.CLOSED,
                () -> {
                    CompositeMeterRegistry composite = new CompositeMeterRegistry().add(registry);
                    composite.timer(HTTP).record(1, TimeUnit.SECONDS);
                    Probe probe = MeterProbes.timer(composite, HTTP).over(Duration.ofMinutes(1));
                    composite.remove(registry);
                    return probe;
                },
                Situation.WRONG,
                () -> {
                    registry.counter("orders").increment();
                    return MeterProbes.timer(registry, "orders");
                },
                Situation.GARBAGE,
                () -> {
                    FunctionTimer.builder("pool", registry, any -> -1, any -> Double.NaN, TimeUnit.SECONDS)
                            .register(registry);
                    return MeterProbes.timer(registry, "pool");
                });
    }
}

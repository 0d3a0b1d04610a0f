package dev.postflight.contracts.meter;

import dev.postflight.api.Probe;
import dev.postflight.contracts.ProbeContract;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** A probe over meters: what befalls a registry befalls all of them. */
abstract class MeterContract extends ProbeContract {

    /** The probe of these meters. */
    abstract Probe probe(MeterRegistry registry);

    /** Has meters in a registry that are well. */
    abstract void register(MeterRegistry registry);

    /** Meters that are not what is asked for, or that say what makes no sense. */
    abstract Map<Situation, Consumer<MeterRegistry>> strange();

    @Override
    protected final Probe sound() {
        MeterRegistry registry = new SimpleMeterRegistry();
        register(registry);
        return probe(registry);
    }

    @Override
    protected final Map<Situation, Callable<Probe>> faults() {
        Map<Situation, Callable<Probe>> faults = new EnumMap<>(Situation.class);
        faults.put(Situation.DEAD, () -> probe(new SimpleMeterRegistry()));
        faults.put(Situation.CLOSED, () -> {
            MeterRegistry registry = new SimpleMeterRegistry();
            CompositeMeterRegistry composite = new CompositeMeterRegistry().add(registry);
            register(composite);
            Probe probe = probe(composite);
            composite.remove(registry);
            return probe;
        });
        strange()
                .forEach((situation, meters) -> faults.put(situation, () -> {
                    MeterRegistry registry = new SimpleMeterRegistry();
                    meters.accept(registry);
                    return probe(registry);
                }));
        return faults;
    }
}

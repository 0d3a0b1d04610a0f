package dev.postflight.examples.docs;

import dev.postflight.api.GaugeProbe;
import dev.postflight.api.Probe;
import dev.postflight.api.Unit;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import java.util.List;

public final class QueueProbes implements ProbeFactory {
    @Override
    public String type() {
        return "queue";
    }

    @Override
    public String text() {
        return "How long a queue is. Measures `length`.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        return List.of(ProbeParameter.resource("queue", OrderQueue.class, "the queue"));
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        OrderQueue queue = arguments.resource("queue", OrderQueue.class);
        return GaugeProbe.of("length", Unit.COUNT, queue::size);
    }
}

package dev.postflight.examples.docs;

import dev.postflight.api.Probe;
import dev.postflight.contracts.ProbeContract;
import java.util.Map;
import java.util.concurrent.Callable;

class QueueProbeTest extends ProbeContract {

    private final Broker broker = new Broker(10, 3);

    @Override
    protected Probe sound() {
        return new QueueProbe(broker);
    }

    @Override
    protected Map<Situation, Callable<Probe>> faults() {
        return Map.of(
                Situation.DEAD, () -> new QueueProbe(Broker.stopped()),
                Situation.SLOW, () -> new QueueProbe(Broker.withoutFreeConnections()),
                Situation.WRONG, () -> new QueueProbe(Broker.withClosedQueue()));
    }

    @Override
    protected long held() {
        return broker.lent();
    }
}

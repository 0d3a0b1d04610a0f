package dev.postflight.examples.docs;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A probe as a user would write it. */
record QueueProbe(Broker broker) implements Probe {

    @Override
    public ProbeResult run(Duration timeout) throws InterruptedException {
        if (!broker.lend(TimeUnit.NANOSECONDS.convert(timeout))) {
            return ProbeResult.silent("no connection within " + timeout);
        }
        try {
            int length = broker.length();
            return length < 0
                    ? ProbeResult.down("the queue is closed")
                    : ProbeResult.up(Measurement.of("length", length, Unit.COUNT));
        } finally {
            broker.giveBack();
        }
    }
}

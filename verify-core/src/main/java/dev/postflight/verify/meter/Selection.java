package dev.postflight.verify.meter;

import dev.postflight.api.ProbeResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/**
 * All meters of a name that have certain tags.
 *
 * @param registry where they are
 * @param name their name
 * @param tags tags that they must have
 */
record Selection(MeterRegistry registry, String name, Tags tags) {

    static Selection of(String what, MeterRegistry registry, String name, String... tags) {
        if (tags == null || tags.length % 2 != 0) {
            throw new IllegalArgumentException("tags: " + (tags == null ? "null" : tags.length + " texts")
                    + " (expected: pairs of a key and a value)");
        }
        for (int i = 0; i < tags.length; i++) {
            if (tags[i] == null) {
                throw new IllegalArgumentException("tags: null at " + i + " (expected: keys and values)");
            }
        }
        return of(what, registry, name, Tags.of(tags));
    }

    static Selection of(String what, MeterRegistry registry, String name, Tags tags) {
        if (registry == null) {
            throw new IllegalArgumentException("registry: null (expected: a meter registry)");
        }
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException(
                    what + ": " + (name == null ? "null" : '"' + name + '"') + " (expected: the name of a meter)");
        }
        if (tags == null) {
            throw new IllegalArgumentException("tags: null (expected: tags)");
        }
        return new Selection(registry, name, tags);
    }

    Collection<Meter> meters() {
        return registry.find(name).tags(tags).meters();
    }

    ProbeResult.Silent nothing(String kind) {
        return ProbeResult.silent("there is no " + kind + " " + this);
    }

    /** The sum of what all of them have counted or show; not a number when there are none. */
    double total() {
        Collection<Meter> meters = meters();
        double total = meters.isEmpty() ? Double.NaN : 0;
        for (Meter meter : meters) {
            total += value(meter);
        }
        return total;
    }

    private static double value(Meter meter) {
        return meter.match(
                Gauge::value,
                Counter::count,
                timer -> (double) timer.count(),
                summary -> (double) summary.count(),
                longTasks -> (double) longTasks.activeTasks(),
                timeGauge -> timeGauge.value(TimeUnit.SECONDS),
                FunctionCounter::count,
                FunctionTimer::count,
                other -> Double.NaN);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name);
        tags.forEach(tag -> text.append(text.length() == name.length() ? " with " : ", ")
                .append(tag.getKey())
                .append('=')
                .append(tag.getValue()));
        return text.toString();
    }
}

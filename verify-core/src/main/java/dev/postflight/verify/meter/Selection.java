package dev.postflight.verify.meter;

import dev.postflight.api.ProbeResult;
import dev.postflight.api.Scale;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All meters of a name that have certain tags. Remembers them, and looks again only after the registry has changed. Safe for
 * use by any number of threads.
 */
final class Selection {

    private final String name;
    private final Tags tags;
    private final List<Tag> required;
    private final MeterIndex index;
    private final @Nullable CompositeMeterRegistry composite;

    private volatile MeterIndex.Found found;

    /** Of the composite registry, when it was last looked into. */
    private volatile int state;

    private Selection(MeterRegistry registry, String name, Tags tags) {
        this.name = name;
        this.tags = tags;
        required = tags.stream().toList();
        index = MeterIndex.of(registry);
        composite = registry instanceof CompositeMeterRegistry several ? several : null;
        found = composite == null ? index.find(name, required) : MeterIndex.Found.NOTHING;
    }

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

    MeterIndex.Found found() {
        CompositeMeterRegistry several = composite;
        if (several != null) {
            return foundInside(several);
        }
        MeterIndex.Found last = found;
        if (!index.isCurrent(last)) {
            last = index.find(name, required);
            found = last;
        }
        return last;
    }

    private MeterIndex.Found foundInside(CompositeMeterRegistry several) {
        MeterIndex.Found last = found;
        MeterIndex source = last.source();
        int now = Leaves.state(several);
        if (source == null || now != state || !source.isCurrent(last)) {
            last = Leaves.find(several, name, required, source);
            found = last;
            state = now;
        }
        return last;
    }

    List<Meter> meters() {
        return found().meters();
    }

    /** That there is none of a kind, and what there is instead. */
    ProbeResult.Silent nothing(String kind) {
        CompositeMeterRegistry several = composite;
        if (several != null && Leaves.isEmpty(several)) {
            return ProbeResult.silent("there is no " + kind + " " + this
                    + ": the composite registry has no registry in it that could keep one");
        }
        List<Meter> meters = meters();
        String other = meters.isEmpty() ? "" : kind(meters.get(0));
        return ProbeResult.silent("there is no " + kind + " " + this
                + (other.isEmpty() || other.equals(kind) ? "" : ", but a " + other + " of that name"));
    }

    /** The sum of what all of them have counted or show; not a number when there are none. */
    double total() {
        List<Meter> meters = meters();
        double total = meters.isEmpty() ? Double.NaN : 0;
        for (Meter meter : meters) {
            total += value(meter);
        }
        return total;
    }

    /** What a meter has counted or shows. Meters have a method for telling them apart, but it returns objects. */
    static double value(Meter meter) {
        if (meter instanceof TimeGauge gauge) {
            return gauge.value(TimeUnit.SECONDS);
        } else if (meter instanceof Gauge gauge) {
            return gauge.value();
        } else if (meter instanceof Counter counter) {
            return counter.count();
        } else if (meter instanceof Timer timer) {
            return timer.count();
        } else if (meter instanceof DistributionSummary summary) {
            return summary.count();
        } else if (meter instanceof LongTaskTimer timer) {
            return timer.activeTasks();
        } else if (meter instanceof FunctionCounter counter) {
            return counter.count();
        } else if (meter instanceof FunctionTimer timer) {
            return timer.count();
        }
        return Double.NaN;
    }

    /** What a gauge shows, in base units. One of time knows what it shows it in. */
    static double value(Gauge gauge, Scale scale) {
        return gauge instanceof TimeGauge ? value(gauge) : scale.inBaseUnit(gauge.value());
    }

    /** What people call it. */
    static String kind(Meter meter) {
        if (meter instanceof Gauge) {
            return "gauge";
        } else if (meter instanceof Counter || meter instanceof FunctionCounter) {
            return "counter";
        } else if (meter instanceof Timer || meter instanceof FunctionTimer) {
            return "timer";
        } else if (meter instanceof DistributionSummary) {
            return "summary";
        } else if (meter instanceof LongTaskTimer) {
            return "long task timer";
        }
        return "meter of another kind";
    }

    @Override
    public String toString() {
        return text(name, tags);
    }

    /** A meter with all of its tags, to tell it from others of its name. */
    static String named(Meter meter) {
        return text(meter.getId().getName(), meter.getId().getTags());
    }

    private static String text(String name, Iterable<Tag> tags) {
        StringBuilder text = new StringBuilder(name);
        tags.forEach(tag -> text.append(text.length() == name.length() ? " with " : ", ")
                .append(tag.getKey())
                .append('=')
                .append(tag.getValue()));
        return text.toString();
    }
}

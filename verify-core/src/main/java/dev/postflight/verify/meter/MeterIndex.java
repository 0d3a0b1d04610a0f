package dev.postflight.verify.meter;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one registry by name. A search of a registry looks at all of its meters, so that as many probes as there are
 * meters would cost the square of their number; this costs each probe what its own name has.
 *
 * <p>There is one for each registry, whatever the number of probes, because a listener cannot be taken off a registry. It is
 * the registry's listeners that hold it, and it knows no probe. It listens rather than asks, because a registry tells its
 * listeners of a new meter before the meter can be found.
 */
final class MeterIndex {

    /** Held weakly on both sides: meters, and with them the values, may lead back to their registry. */
    private static final Map<MeterRegistry, WeakReference<MeterIndex>> ALL = new WeakHashMap<>();

    // guarded by this
    private final Map<String, Map<Meter.Id, Meter>> byName = new HashMap<>();
    private boolean follows;

    /** Whether it is that of a registry whose meters are all kept in steps. */
    private final boolean ofSteps;

    /** Written under the lock; read without it, to see whether there is anything to look for. */
    private volatile long changes;

    private MeterIndex(boolean ofSteps) {
        this.ofSteps = ofSteps;
    }

    static MeterIndex of(MeterRegistry registry) {
        MeterIndex index;
        synchronized (ALL) {
            WeakReference<MeterIndex> known = ALL.get(registry);
            index = known == null ? null : known.get();
            if (index == null) {
                index = new MeterIndex(registry instanceof StepMeterRegistry);
                ALL.put(registry, new WeakReference<>(index));
            }
        }
        index.follow(registry);
        return index;
    }

    /** Listens before it fills, and fills under the lock: a meter that is removed meanwhile is taken out afterwards. */
    private synchronized void follow(MeterRegistry registry) {
        if (!follows) {
            follows = true;
            registry.config().onMeterAdded(this::add).onMeterRemoved(this::remove);
            registry.getMeters().forEach(this::add);
        }
    }

    private synchronized void add(Meter meter) {
        Meter.Id id = meter.getId();
        byName.computeIfAbsent(id.getName(), name -> new HashMap<>()).put(id, meter);
        changes++;
    }

    private synchronized void remove(Meter meter) {
        Meter.Id id = meter.getId();
        byName.computeIfPresent(id.getName(), (name, meters) -> {
            meters.remove(id);
            return meters.isEmpty() ? null : meters;
        });
        changes++;
    }

    /** Whether what was found is what would be found now. */
    boolean isCurrent(Found found) {
        return found.changes() == changes;
    }

    synchronized Found find(String name, List<Tag> tags) {
        List<Meter> meters = new ArrayList<>();
        for (Meter meter : byName.getOrDefault(name, Map.of()).values()) {
            if (tags.isEmpty() || meter.getId().getTags().containsAll(tags)) {
                meters.add(meter);
            }
        }
        return Found.of(this, changes, List.copyOf(meters));
    }

    /**
     * The meters that there were after so many changes.
     *
     * @param source where they were found: another one has counted on its own
     * @param changes of the registry, since it is followed
     * @param meters what was found
     * @param gauge the only one, if it can be read as it is; to tell the kind of a meter takes longer than to read it
     */
    record Found(
            @Nullable MeterIndex source,
            long changes,
            List<Meter> meters,
            @Nullable Gauge gauge) {

        static final Found NOTHING = new Found(null, 0, List.of(), null);

        static Found of(MeterIndex source, long changes, List<Meter> meters) {
            boolean plain = meters.size() == 1 && !(meters.get(0) instanceof TimeGauge);
            return new Found(source, changes, meters, plain && meters.get(0) instanceof Gauge gauge ? gauge : null);
        }

        /** Whether one of the meters has no running total. */
        boolean isOfSteps(Meter meter) {
            return source != null && source.ofSteps || Recorder.isOfSteps(meter);
        }
    }
}

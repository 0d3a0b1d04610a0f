package dev.postflight.verify.meter;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of the registries in a composite one is read. Micrometer reads any one of them, and zero where there is none, or
 * where that one refuses the meter; here it is one that has the meters and keeps most of them, and always the same as long
 * as it has them.
 */
final class Leaves {

    private static final int SKETCHES = 3;
    private static final int RUNNING_TOTALS = 2;

    /** What a registry of sketches has of other meters: all but a distribution, which another registry may have. */
    private static final int PLAIN = 1;

    private static final int STEPS = 0;

    private Leaves() {}

    /** Nothing when no registry has such a meter. */
    static MeterIndex.Found find(
            CompositeMeterRegistry composite, String name, List<Tag> tags, @Nullable Object before) {
        List<MeterRegistry> leaves = new ArrayList<>();
        collect(composite, leaves);
        MeterIndex.Found best = MeterIndex.Found.NOTHING;
        int bestWorth = -1;
        for (MeterRegistry leaf : leaves) {
            MeterIndex.Found found = MeterIndex.of(leaf).find(name, tags);
            if (!found.meters().isEmpty()) {
                int worth = worth(leaf, found);
                if (worth > bestWorth || worth == bestWorth && found.source() == before) {
                    best = found;
                    bestWorth = worth;
                }
            }
        }
        return best;
    }

    private static int worth(MeterRegistry leaf, MeterIndex.Found found) {
        Meter meter = found.meters().get(0);
        if (leaf instanceof SketchRegistry) {
            return meter instanceof SketchRegistry.Sketched ? SKETCHES : PLAIN;
        }
        return found.isOfSteps(meter) ? STEPS : RUNNING_TOTALS;
    }

    private static void collect(CompositeMeterRegistry composite, List<MeterRegistry> leaves) {
        for (MeterRegistry registry : composite.getRegistries()) {
            if (registry instanceof CompositeMeterRegistry inner) {
                collect(inner, leaves);
            } else {
                leaves.add(registry);
            }
        }
    }

    /** Whether there is no registry in it that could count anything. */
    static boolean isEmpty(CompositeMeterRegistry composite) {
        List<MeterRegistry> leaves = new ArrayList<>();
        collect(composite, leaves);
        return leaves.isEmpty();
    }

    /** A number that changes when registries come or go, as a rule: what was found is looked for again then. */
    static int state(CompositeMeterRegistry composite) {
        int state = 1;
        for (MeterRegistry registry : composite.getRegistries()) {
            state += System.identityHashCode(registry);
            if (registry instanceof CompositeMeterRegistry inner) {
                state += state(inner);
            }
        }
        return state;
    }
}

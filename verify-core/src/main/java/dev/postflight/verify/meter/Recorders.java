package dev.postflight.verify.meter;

import dev.postflight.api.Scale;
import dev.postflight.api.Unit;
import io.micrometer.core.instrument.Meter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Those of the meters that were found which count, and which of them count errors and successes. */
final class Recorders {

    static final Recorders NONE = new Recorders(MeterIndex.Found.NOTHING, any -> false, null, null);

    private final MeterIndex.Found found;
    private final Recorder[] all;
    private final boolean[] failed;
    private final boolean[] succeeded;
    private final boolean tellErrors;
    private final boolean tellSuccesses;
    private final boolean distributions;
    private final @Nullable Meter ofSteps;

    Recorders(
            MeterIndex.Found found, Predicate<Meter> wanted, @Nullable Outcomes errors, @Nullable Outcomes successes) {
        this(found, wanted, Scale.of(Unit.COUNT), errors, successes);
    }

    /** Of summaries that record in a scale. */
    Recorders(
            MeterIndex.Found found,
            Predicate<Meter> wanted,
            Scale scale,
            @Nullable Outcomes errors,
            @Nullable Outcomes successes) {
        this.found = found;
        List<Recorder> recorders = new ArrayList<>();
        Meter step = null;
        boolean some = false;
        for (Meter meter : found.meters()) {
            Recorder recorder = wanted.test(meter) ? Recorder.of(meter, scale) : null;
            if (recorder != null) {
                recorders.add(recorder);
                step = found.isOfSteps(meter) ? meter : step;
                some |= recorder.hasDistribution();
            }
        }
        all = recorders.toArray(new Recorder[0]);
        ofSteps = step;
        distributions = some;
        failed = new boolean[all.length];
        succeeded = new boolean[all.length];
        boolean errorsTold = false;
        boolean successesTold = false;
        for (int i = 0; i < all.length; i++) {
            Meter meter = all[i].meter();
            errorsTold |= errors != null && errors.areToldBy(meter);
            successesTold |= successes != null && successes.areToldBy(meter);
            failed[i] = errors != null && errors.areThoseOf(meter);
            succeeded[i] = successes != null && successes.areThoseOf(meter);
        }
        tellErrors = errorsTold;
        tellSuccesses = successesTold;
    }

    @SuppressWarnings("ReferenceEquality") // a new one is made when anything has changed
    boolean areThoseOf(MeterIndex.Found now) {
        return found == now;
    }

    /** Where they were found. */
    @Nullable
    Object source() {
        return found.source();
    }

    boolean isEmpty() {
        return all.length == 0;
    }

    int size() {
        return all.length;
    }

    Recorder get(int i) {
        return all[i];
    }

    boolean failed(int i) {
        return failed[i];
    }

    boolean succeeded(int i) {
        return succeeded[i];
    }

    boolean tellErrors() {
        return tellErrors;
    }

    boolean tellSuccesses() {
        return tellSuccesses;
    }

    boolean haveDistributions() {
        return distributions;
    }

    /** Whether one of them has no running total. */
    boolean areOfSteps() {
        return ofSteps != null;
    }
}

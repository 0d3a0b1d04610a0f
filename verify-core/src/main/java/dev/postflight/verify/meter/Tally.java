package dev.postflight.verify.meter;

import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what meters count from look to look. A meter that is new has counted all of it since the last look, as has one
 * whose count went back: what is behind it has started again. For one thread at a time.
 */
final class Tally {

    /** What one meter said at the last look. */
    private static final class Last {

        private final Recorder recorder;
        private double count;
        private double total;
        private BucketCounts buckets = new BucketCounts();
        private boolean forgets;

        Last(Recorder recorder) {
            this.recorder = recorder;
            forgets = recorder.forgets();
        }
    }

    private final boolean distributions;
    private Recorders recorders = Recorders.NONE;
    private Last[] lasts = {};
    private @Nullable Object source;
    private Sums grown = new Sums();
    private boolean sound = true;

    /** Whether the buckets of snapshots are wanted, which take memory to read. */
    Tally(boolean distributions) {
        this.distributions = distributions;
    }

    /** All that was counted until now is left out. */
    void begin(Recorders now) {
        follow(now);
        addGrowth();
        grown = new Sums();
    }

    /** Adds what was counted since the last look. Returns false when it has to begin anew, with other meters. */
    boolean look(Recorders now) {
        if (now != recorders) {
            if (source != null && now.source() != null && source != now.source()) {
                lasts = new Last[0];
                begin(now);
                return false;
            }
            follow(now);
        }
        addGrowth();
        return true;
    }

    /** Whether all that was read at the last look can be what counters have counted. */
    boolean isSound() {
        return sound;
    }

    /** What was counted from the beginning to the last look. */
    Sums grown() {
        return grown;
    }

    /** Whether all buckets are kept, so that what came into them is known. */
    boolean keepsBuckets() {
        for (Last last : lasts) {
            if (!last.recorder.hasDistribution() || last.forgets) {
                return false;
            }
        }
        return lasts.length > 0;
    }

    private void follow(Recorders now) {
        Last[] next = new Last[now.size()];
        for (int i = 0; i < next.length; i++) {
            next[i] = known(now.get(i));
        }
        recorders = now;
        lasts = next;
        source = now.source() == null ? source : now.source();
    }

    private Last known(Recorder recorder) {
        for (Last last : lasts) {
            if (last.recorder.meter() == recorder.meter()) {
                return last;
            }
        }
        return new Last(recorder);
    }

    private void addGrowth() {
        grown.max = 0;
        sound = true;
        for (int i = 0; i < lasts.length; i++) {
            Last last = lasts[i];
            double count = last.recorder.count();
            double total = last.recorder.total();
            if (!Sums.areCounts(count, total)) {
                sound = false;
                continue;
            }
            boolean restarted = count < last.count;
            double growth = restarted ? count : count - last.count;
            grown.count += growth;
            grown.total += restarted || total < last.total ? total : total - last.total;
            grown.max = Math.max(grown.max, last.recorder.max());
            grown.errors += recorders.failed(i) ? growth : 0;
            grown.successes += recorders.succeeded(i) ? growth : 0;
            if (distributions && last.recorder.hasDistribution() && !last.forgets) {
                addBuckets(last, restarted);
            }
            last.count = count;
            last.total = total;
        }
    }

    private void addBuckets(Last last, boolean restarted) {
        HistogramSnapshot snapshot = last.recorder.snapshot();
        CountAtBucket[] buckets = snapshot.histogramCounts();
        if (buckets.length == 0) {
            last.forgets = true; // percentiles alone, which are those of the last minutes
            return;
        }
        BucketCounts now = BucketCounts.of(buckets, last.recorder);
        last.forgets = grown.buckets.addGrowth(now, restarted ? new BucketCounts() : last.buckets);
        last.buckets = now;
    }
}

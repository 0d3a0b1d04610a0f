package dev.postflight.verify.meter;

/** What several meters have counted together. */
final class Sums {

    double count;
    double total;
    double max;
    double errors;
    double successes;
    BucketCounts buckets = new BucketCounts();

    /**
     * What all meters say now; buckets are left out. When one of them says what cannot be counts, it is what that one says,
     * as others would hide it. Does not allocate.
     */
    void read(Recorders recorders) {
        count = 0;
        total = 0;
        max = 0;
        errors = 0;
        successes = 0;
        for (int i = 0; i < recorders.size(); i++) {
            Recorder recorder = recorders.get(i);
            double counted = recorder.count();
            double totalled = recorder.total();
            if (!areCounts(counted, totalled)) {
                count = counted;
                total = totalled;
                return;
            }
            count += counted;
            total += totalled;
            max = Math.max(max, recorder.max());
            errors += recorders.failed(i) ? counted : 0;
            successes += recorders.succeeded(i) ? counted : 0;
        }
    }

    Sums copy() {
        Sums copy = new Sums();
        copy.count = count;
        copy.total = total;
        copy.max = max;
        copy.errors = errors;
        copy.successes = successes;
        copy.buckets = buckets.copy();
        return copy;
    }

    /** What has come since; the largest is that of these. */
    Sums minus(Sums before) {
        Sums since = new Sums();
        since.count = count - before.count;
        since.total = total - before.total;
        since.max = max;
        since.errors = errors - before.errors;
        since.successes = successes - before.successes;
        since.buckets = buckets.minus(before.buckets);
        return since;
    }

    /** Whether it can be what counters have counted. */
    boolean areCounts() {
        return areCounts(count, total);
    }

    static boolean areCounts(double count, double total) {
        return count >= 0 && count <= Double.MAX_VALUE && total >= 0 && total <= Double.MAX_VALUE;
    }
}

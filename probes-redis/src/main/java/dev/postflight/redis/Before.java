package dev.postflight.redis;

import org.jspecify.annotations.Nullable;

/**
 * What a probe has seen last, so that it can tell what has happened since. Counters of Redis begin anew with a restart.
 *
 * @param asked when it was asked for, in nanoseconds of the probe's ticker
 * @param runId what Redis calls this run of itself
 * @param uptime seconds
 * @param evictions how many keys were evicted
 * @param hits how often a key was found
 * @param misses how often none was
 * @param restarts how often Redis was another one than before, since the probe was made
 */
record Before(
        long asked,
        @Nullable String runId,
        double uptime,
        double evictions,
        double hits,
        double misses,
        long restarts) {

    static Before of(long asked, Info info, @Nullable Before last) throws NoAnswerException {
        String runId = info.text(Field.RUN_ID);
        double uptime = info.number(Field.UPTIME_IN_SECONDS);
        boolean restarted = last != null
                && (runId != null && last.runId != null ? !runId.equals(last.runId) : uptime < last.uptime);
        long before = last == null ? 0 : last.restarts;
        return new Before(
                asked,
                runId,
                uptime,
                info.number(Field.EVICTED_KEYS),
                info.number(Field.KEYSPACE_HITS),
                info.number(Field.KEYSPACE_MISSES),
                restarted ? before + 1 : before);
    }

    /** The seconds from an earlier look to this one; not a number when Redis is not the same as then. */
    double secondsSince(@Nullable Before last) {
        return last == null || last.restarts != restarts || asked - last.asked <= 0
                ? Double.NaN
                : (asked - last.asked) / 1e9;
    }
}

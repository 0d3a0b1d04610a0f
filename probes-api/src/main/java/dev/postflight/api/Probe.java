package dev.postflight.api;

import java.time.Duration;
import java.util.Map;

/**
 * Asks one question of one thing. A probe knows nothing of thresholds, schedules or verdicts.
 *
 * <ul>
 *   <li>An answer is {@link ProbeResult.Up} or {@link ProbeResult.Down}; when there is none, return
 *       {@link ProbeResult.Silent} or throw. Silence is never taken for health, and zero is a number, not a silence.
 *   <li>Give up within the timeout that is passed in. After it the engine interrupts the thread, reports the check as
 *       {@link Reason#TIMEOUT} and drops a late answer; a probe that hangs on is not started a second time.
 *   <li>A check's probe is run by one thread at a time, not always by the same thread; a probe that is used in several
 *       checks or verifiers must be thread-safe.
 *   <li>Whatever a probe throws, an {@link Error} included, ends up in its own finding and nowhere else.
 * </ul>
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Probe {

    /**
     * Asks the question, blocking until there is an answer.
     *
     * @param timeout the time that is left for the answer; positive
     * @return the answer; {@code null} counts as silence ({@link Reason#NO_RESULT})
     * @throws Exception when there is no answer; counts as silence ({@link Reason#ERROR})
     */
    ProbeResult run(Duration timeout) throws Exception;

    /**
     * The metrics that an answer may carry, by name. A plan with a threshold on any other metric is rejected when it is
     * built.
     *
     * @return metric names and units; empty (the default) when they are not known before the probe has run
     */
    default Map<String, Unit> metrics() {
        return Map.of();
    }

    /**
     * What silence of this probe means, unless its check says otherwise. Probes that look at a thing through something
     * else (a metrics backend, a meter registry) return {@link SilenceRule#HOLD}.
     *
     * @return {@link SilenceRule#FAIL} by default
     */
    default SilenceRule silence() {
        return SilenceRule.FAIL;
    }

    /**
     * What it takes to be up, for people: what a report says was wanted, before the thresholds of the check.
     *
     * @return for example {@code status 200, /version "1.4.2"}; {@code up} by default
     */
    default String wanted() {
        return "up";
    }

    /**
     * Why the last answer lacks one of the {@link #metrics()}, for people: what a report adds where a threshold asks for what
     * was not measured. Asked right after the answer, by the same thread.
     *
     * @param metric the metric that is missing
     * @return for example {@code nothing was recorded within 5 min}; empty (the default) when there is nothing to say
     */
    default String absence(String metric) {
        return "";
    }
}

package dev.postflight.verify.observe;

import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import java.time.Duration;
import java.util.List;

/**
 * What came of running a probe once.
 *
 * @param reason MET when it is up, DOWN, or why there was no answer
 * @param text why, for people and redacted; empty when it is up
 * @param measurements the figures of the answer
 * @param tookNanos how long the probe ran
 */
public record Observation(Reason reason, String text, List<Measurement> measurements, long tookNanos) {

    static Observation of(ProbeResult result, long tookNanos) {
        if (result instanceof ProbeResult.Up up) {
            return new Observation(Reason.MET, "", up.measurements(), tookNanos);
        }
        if (result instanceof ProbeResult.Down down) {
            return new Observation(Reason.DOWN, down.reason(), down.measurements(), tookNanos);
        }
        return silent(Reason.SILENT, ((ProbeResult.Silent) result).cause(), tookNanos);
    }

    static Observation silent(Reason reason, String text, long tookNanos) {
        return new Observation(reason, text, List.of(), tookNanos);
    }

    /**
     * A probe that was given up has not come back.
     *
     * @param timeout how long it may take
     * @return a timeout
     */
    public static Observation stillHanging(Duration timeout) {
        return silent(Reason.TIMEOUT, "no answer within " + Texts.duration(timeout), 0);
    }

    /**
     * Whether there was an answer.
     *
     * @return whether the probe said that the thing is up or down
     */
    public boolean answered() {
        return reason == Reason.MET || reason == Reason.DOWN;
    }
}

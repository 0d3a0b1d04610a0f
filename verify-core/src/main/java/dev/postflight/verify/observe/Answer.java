package dev.postflight.verify.observe;

import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a probe gave back, as an observation. */
final class Answer {

    static final String NO_RESULT = "the probe returned null";
    static final String NO_STAGE = "the probe returned no stage";
    static final String EMPTY_STAGE = "the probe's stage completed with null";

    private static final Observation INDESCRIBABLE =
            Observation.silent(Reason.ERROR, "an error that could not be described", 0);

    private Answer() {}

    /** A result, or none, and then why. */
    static Observation of(@Nullable ProbeResult result, String none, long tookNanos) {
        return result == null
                ? Observation.silent(Reason.NO_RESULT, none, tookNanos)
                : Observation.of(result, tookNanos);
    }

    static Observation failed(Throwable thrown, long tookNanos) {
        try {
            return Observation.silent(Reason.ERROR, Texts.describe(thrown), tookNanos);
        } catch (Throwable again) {
            return INDESCRIBABLE; // memory is short
        }
    }

    /** None until now. */
    static Observation missing(long tookNanos) {
        return Observation.silent(Reason.TIMEOUT, noneWithin(tookNanos), tookNanos);
    }

    /** Nobody was there to give it up in time. */
    static boolean isLate(Observation seen, long timeoutNanos) {
        return seen.tookNanos() > timeoutNanos;
    }

    static Observation tooLate(Observation seen, long timeoutNanos) {
        String text = noneWithin(timeoutNanos) + ", but after " + Texts.duration(Duration.ofNanos(seen.tookNanos()));
        return Observation.silent(Reason.TIMEOUT, seen.answered() ? text : text + ": " + seen.text(), seen.tookNanos());
    }

    private static String noneWithin(long nanos) {
        return "no answer within " + Texts.duration(Duration.ofNanos(nanos));
    }
}

package dev.postflight.verify.decide;

import dev.postflight.api.Explanation;
import dev.postflight.api.Finding;
import dev.postflight.api.Outcome;
import dev.postflight.api.Reason;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.time.Instant;

/** What becomes of a finding when nobody has looked again for too long. */
public final class Staleness {

    private Staleness() {}

    /**
     * The finding as it must be taken now. What did not pass stays as it is: to have been forgotten makes nothing better.
     *
     * @param finding the last finding of a check
     * @param at now
     * @param age how long ago the check was observed
     * @return a finding that passes no more
     */
    public static Finding of(Finding finding, Instant at, Duration age) {
        if (!finding.outcome().passing()) {
            return finding;
        }
        return new Finding(
                finding.check(),
                finding.component(),
                finding.critical(),
                finding.weight(),
                Outcome.UNKNOWN,
                Reason.STALE,
                null,
                false,
                finding.wanted(),
                Explanation.of(
                        "nothing new",
                        "last observed " + Unit.SECONDS.format(age.toNanos() / 1e9)
                                + " ago, which its cadence does not allow"),
                finding.measurements(),
                at,
                finding.at(),
                finding.took(),
                finding.attempts(),
                finding.failures(),
                finding.conclusive());
    }
}

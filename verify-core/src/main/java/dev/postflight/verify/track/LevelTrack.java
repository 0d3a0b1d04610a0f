package dev.postflight.verify.track;

import dev.postflight.api.AlertPolicy;
import dev.postflight.api.Severity;
import org.jspecify.annotations.Nullable;

/**
 * One level of one threshold of a check, or that the check fails without one, from observation to observation. Guarded by the
 * {@link AlertBook}.
 *
 * <p>Whether it flaps is told from the last 20 observations, as Nagios does (Nagios Core documentation, Detection and Handling
 * of State Flapping), with other limits: it does from 6 changes on, until there are no more than 2.
 */
final class LevelTrack {

    private static final int REMEMBERED = 20;
    private static final long MEMORY = (1L << REMEMBERED) - 1;
    private static final int FLAPS_FROM = 6;
    private static final int CALM_TO = 2;

    final CheckAlerts owner;
    final String check;
    final String component;
    final Severity severity;
    final String rule;
    /** Which of the thresholds of the check it belongs to; a graver level of the same one covers it. */
    final int threshold;

    @Nullable
    AlertPolicy policy;

    @Nullable
    LiveAlert alert;

    private int good;
    /** One bit an observation, the last one lowest: whether the level was reached. */
    private long reached;

    LevelTrack(CheckAlerts owner, Severity severity, String rule, int threshold, @Nullable AlertPolicy policy) {
        this.owner = owner;
        check = owner.check.name();
        component = owner.check.component();
        this.severity = severity;
        this.rule = rule;
        this.threshold = threshold;
        this.policy = policy;
    }

    /** Goes on where another one was, as its phase is over. */
    void continues(LevelTrack before) {
        owner.continues(before.owner);
        alert = before.alert;
        if (alert != null) {
            alert.track = this;
        }
        good = before.good;
        reached = before.reached;
    }

    /** Whether a good observation changes nothing. */
    boolean isAtRest() {
        return alert == null && reached == 0;
    }

    void note(boolean isReached) {
        reached = (reached << 1 | (isReached ? 1 : 0)) & MEMORY;
    }

    /** Counts a good observation. Returns how many there were in a row. */
    int good() {
        return ++good;
    }

    /** Ends the row of good observations; the condition holds, be it for long enough or not. */
    void bad() {
        good = 0;
    }

    private int changes() {
        return Long.bitCount((reached ^ reached >>> 1) & MEMORY >>> 1);
    }

    /** How often it changed lately, if that is too often. */
    int flapping(boolean flapped) {
        int changes = changes();
        return changes >= FLAPS_FROM || flapped && changes > CALM_TO ? changes : 0;
    }

    /** Whether it is the same level, of one check. */
    boolean isSame(LevelTrack other) {
        return rule.equals(other.rule) && severity == other.severity;
    }
}

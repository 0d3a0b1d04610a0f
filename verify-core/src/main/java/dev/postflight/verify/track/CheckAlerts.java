package dev.postflight.verify.track;

import dev.postflight.api.Check;
import dev.postflight.api.Clause;
import dev.postflight.api.Severity;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.evaluate.Judged;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The levels of one check, the gravest of each threshold first, and before them that it fails. Guarded by the {@link AlertBook}. */
public final class CheckAlerts {

    static final String FAILS = "fails";

    final Check check;
    final LevelTrack fails;
    final List<LevelTrack> tracks = new ArrayList<>();
    private final List<Judged> judged;
    private List<CheckAlerts> dependencies = List.of();

    /**
     * Levels that nothing is known of.
     *
     * @param plan whose policies they have
     * @param check whose levels they are
     * @param judged its thresholds
     */
    public CheckAlerts(VerificationPlan plan, Check check, List<Judged> judged) {
        this.check = check;
        this.judged = judged;
        Severity failure = check.isCritical() ? Severity.CRITICAL : Severity.MEDIUM;
        fails = track(plan, failure, FAILS, -1);
        tracks.add(fails);
        for (int i = 0; i < judged.size(); i++) {
            Judged each = judged.get(i);
            for (int level = 0; level < each.levels(); level++) {
                Clause clause = each.level(level);
                String rule = each.threshold().threshold().subject() + ": " + clause;
                tracks.add(track(plan, each.severity(level), rule, i));
            }
        }
    }

    private LevelTrack track(VerificationPlan plan, Severity severity, String rule, int threshold) {
        return new LevelTrack(this, severity, rule, threshold, plan.policy(check, severity));
    }

    /**
     * Takes over the policies of a plan.
     *
     * @param plan whose policies its alerts have from now on
     */
    public void follow(VerificationPlan plan) {
        for (LevelTrack track : tracks) {
            track.policy = plan.policy(check, track.severity);
        }
    }

    /**
     * Which others it depends on.
     *
     * @param others those of the checks that the check depends on
     */
    public void dependsOn(List<CheckAlerts> others) {
        dependencies = others;
    }

    /** Whether no level is reached, as of the last answer. */
    boolean isQuiet() {
        for (int i = 0; i < judged.size(); i++) {
            if (!judged.get(i).isQuiet()) {
                return false;
            }
        }
        return true;
    }

    boolean isAtRest() {
        for (int i = 0; i < tracks.size(); i++) {
            if (!tracks.get(i).isAtRest()) {
                return false;
            }
        }
        return true;
    }

    /** How the levels of the thresholds stand, in the order of the tracks behind the first. */
    Judged.Standing standing(int track) {
        int rest = track - 1;
        for (Judged each : judged) {
            if (rest < each.levels()) {
                return each.standing(rest);
            }
            rest -= each.levels();
        }
        throw new IllegalArgumentException("track: " + track + " (expected: one of its levels)");
    }

    /** Holding times go on where those of the same thresholds of an older phase were. */
    void continues(CheckAlerts before) {
        for (Judged mine : judged) {
            for (Judged theirs : before.judged) {
                if (mine.threshold().threshold().equals(theirs.threshold().threshold())) {
                    mine.continues(theirs);
                }
            }
        }
    }

    /** The same level as one of an older phase. */
    @Nullable
    LevelTrack same(LevelTrack before) {
        for (LevelTrack track : tracks) {
            if (track.isSame(before)) {
                return track;
            }
        }
        return null;
    }

    /** Whether it depends on another check, near or far. */
    boolean isBelow(CheckAlerts other) {
        for (CheckAlerts dependency : dependencies) {
            if (dependency.check.name().equals(other.check.name()) || dependency.isBelow(other)) {
                return true;
            }
        }
        return false;
    }

    /** The alert of a check that this one depends on, near or far, that fires. */
    @Nullable
    LiveAlert firingAbove() {
        for (CheckAlerts dependency : dependencies) {
            LiveAlert above = dependency.firingAbove();
            LiveAlert own = above == null ? dependency.gravest() : above;
            if (own != null) {
                return own;
            }
        }
        return null;
    }

    /** The gravest alert that fires. */
    @Nullable
    LiveAlert gravest() {
        LiveAlert gravest = null;
        for (LevelTrack track : tracks) {
            LiveAlert alert = track.alert;
            if (alert != null
                    && alert.isFiring()
                    && (gravest == null || track.severity.compareTo(gravest.track.severity) > 0)) {
                gravest = alert;
            }
        }
        return gravest;
    }

    /**
     * The severity of the gravest alert that fires.
     *
     * @return {@code null} when none does
     */
    public @Nullable Severity severity() {
        LiveAlert gravest = gravest();
        return gravest == null ? null : gravest.track.severity;
    }

    /** A graver level of the same threshold that fires. */
    @Nullable
    LiveAlert covering(LevelTrack covered) {
        for (LevelTrack track : tracks) {
            boolean graver = track.threshold == covered.threshold && track.severity.compareTo(covered.severity) > 0;
            if (graver && track.alert != null && track.alert.isFiring()) {
                return track.alert;
            }
        }
        return null;
    }
}

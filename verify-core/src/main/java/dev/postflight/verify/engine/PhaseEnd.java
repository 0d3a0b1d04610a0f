package dev.postflight.verify.engine;

import dev.postflight.api.Decision;
import dev.postflight.api.Unit;
import dev.postflight.api.Verdict;
import dev.postflight.verify.engine.WatchState.Course;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a phase when its time is over: GO moves on, if need be when a caller says so; HOLD goes on; NO_GO is the end.
 * Guarded by the {@link WatchState}.
 */
final class PhaseEnd {

    private boolean advanced;
    private boolean extended;
    private @Nullable String overridden;
    private @Nullable Verdict last;

    /** The latest verdict. */
    void decided(Verdict verdict) {
        last = verdict;
    }

    /** Who has moved on although it was on hold; empty for nobody. */
    String overridden() {
        return overridden == null ? "" : "moved on by " + overridden;
    }

    boolean isExtended() {
        return extended;
    }

    /** Whether the phase may be over, so that it takes a verdict to say so. */
    static boolean mayBe(PhaseWatch phase) {
        return isEndless(phase) ? !phase.roster().recurs() || phase.phase().isUntilAdvanced() : phase.isTimeOver();
    }

    private static boolean isEndless(PhaseWatch phase) {
        return phase.lasting() == PhaseWatch.ENDLESS;
    }

    /** What becomes of the phase, as its verdict is now. No phase that is watched over ends during maintenance. */
    Course course(PhaseWatch phase, Verdict verdict, boolean maintenance) {
        last = verdict;
        boolean recurs = phase.roster().recurs();
        if (!mayBe(phase) || recurs && maintenance) {
            return Course.GOES_ON;
        }
        if (verdict.decision() == Decision.NO_GO && recurs && !isEndless(phase)) {
            return Course.STOPS;
        }
        boolean waits = phase.phase().isUntilAdvanced() && !advanced;
        return verdict.isGo() && !waits || overridden != null ? Course.IS_OVER : Course.GOES_ON;
    }

    /** What is to be told when a phase goes on although its time is over; {@code null} when that was told before. */
    @Nullable
    String extend(PhaseWatch phase, Verdict verdict) {
        if (extended || !mayBe(phase) || isEndless(phase) && !verdict.isGo()) {
            return null;
        }
        extended = true;
        String name = "the phase " + phase.phase().name() + " is " + verdict.decision();
        if (verdict.isGo()) {
            return name + " and waits for a caller to move on";
        }
        return name + " and goes on"
                + (phase.phase().extendedBy() == null
                        ? ""
                        : " for at most " + Unit.SECONDS.format(phase.extension() / 1e9));
    }

    /** When the phase may be over; not later than a time that is given. */
    static long next(PhaseWatch phase, long now, long latest) {
        if (isEndless(phase)) {
            return latest;
        }
        long left = phase.lasting() - phase.age();
        long next = left > 0 ? left : left + phase.extension();
        return next > 0 && now + next - latest < 0 ? now + next : latest;
    }

    void advance(@Nullable PhaseWatch phase) {
        PhaseWatch present = require("advance", phase);
        Verdict verdict = last;
        String name = "advance: the phase " + present.phase().name();
        if (!present.phase().isUntilAdvanced()) {
            throw new IllegalStateException(name + " (expected: one that goes on until a caller moves on)");
        }
        if (verdict == null || !verdict.isGo()) {
            throw new IllegalStateException(name + ", which is "
                    + (verdict == null ? "not decided" : verdict.decision()) + " (expected: GO)"
                    + (verdict == null ? "" : ": " + String.join("; ", verdict.reasons())));
        }
        requireTimeOver(name, present);
        advanced = true;
    }

    void override(@Nullable PhaseWatch phase, String who) {
        PhaseWatch present = require("override", phase);
        String name = "override: the phase " + present.phase().name();
        requireTimeOver(name, present);
        if (last == null || last.decision() != Decision.HOLD) {
            throw new IllegalStateException(
                    name + ", which is " + (last == null ? "not decided" : last.decision()) + " (expected: HOLD)");
        }
        overridden = who;
    }

    private static PhaseWatch require(String what, @Nullable PhaseWatch phase) {
        if (phase == null) {
            throw new IllegalStateException(what + ": no phase (expected: one that is watched over)");
        }
        return phase;
    }

    private static void requireTimeOver(String name, PhaseWatch phase) {
        if (isEndless(phase) && !mayBe(phase)) {
            throw new IllegalStateException(name + " (expected: one that has an end)");
        }
        if (!isEndless(phase) && !phase.isTimeOver()) {
            throw new IllegalStateException(name + " (expected: one whose time is over, at " + phase.ends() + ")");
        }
    }
}

package dev.postflight.verify.decide;

import dev.postflight.api.Availability;
import dev.postflight.api.Criterion;
import dev.postflight.api.Explanation;
import dev.postflight.api.Figure;
import dev.postflight.api.Measurement;
import dev.postflight.api.Operator;
import dev.postflight.api.Outlook.Item;
import dev.postflight.api.Outlook.State;
import dev.postflight.api.Reason;
import dev.postflight.api.Statistic;
import dev.postflight.api.Unit;
import dev.postflight.verify.evaluate.CompiledThreshold;
import dev.postflight.verify.evaluate.Evaluator;
import dev.postflight.verify.evaluate.Judged;
import dev.postflight.verify.observe.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One exit criterion in the course of a phase: whether it holds, and if it does not, whether and when it still can. Used by one
 * thread at a time.
 */
public final class Gate {

    private static final double ENDLESS = 1e18;

    private final Criterion criterion;
    private final Criterion.@Nullable Subject subject;
    private final String wanted;
    private final CompiledThreshold threshold;
    private final @Nullable Evaluator figure;
    private final boolean ofRuns;

    /**
     * A criterion of which nothing was seen yet.
     *
     * @param criterion the criterion
     * @param longestGap how long an observation of its check holds, in nanoseconds
     * @param now elapsed time at the beginning of the phase
     */
    public Gate(Criterion criterion, long longestGap, long now) {
        this.criterion = criterion;
        subject = criterion.subject();
        wanted = criterion.toString();
        threshold = new CompiledThreshold(criterion.threshold());
        figure = subject == null ? new Evaluator(List.of(criterion.threshold()), longestGap) : null;
        boolean took = false;
        for (Figure term : criterion.threshold().subject().terms()) {
            took |= term instanceof Figure.OverTime overTime && Criterion.TOOK.equals(overTime.metric());
        }
        ofRuns = took;
        if (figure != null) {
            figure.beginPhase(now);
        }
    }

    /**
     * The check whose figure it is about.
     *
     * @return {@code null} when it is about something else
     */
    public @Nullable String check() {
        return figure == null ? null : criterion.of();
    }

    /**
     * Takes in an observation of its check.
     *
     * @param seen the observation
     * @param failed whether it counts as a failure
     * @param now elapsed time
     */
    public void observe(Observation seen, boolean failed, long now) {
        Evaluator evaluator = Objects.requireNonNull(figure);
        if (!seen.answered() && !ofRuns) {
            if (failed) {
                evaluator.failAndJudge(now);
            }
            return;
        }
        List<Measurement> all = seen.measurements();
        if (ofRuns) {
            all = new ArrayList<>(all);
            all.add(new Measurement(Criterion.TOOK, seen.tookNanos() / 1e9, Unit.SECONDS));
        }
        evaluator.observe(all, failed, now);
    }

    /**
     * How it stands.
     *
     * @param facts what is known
     * @return whether it holds, can hold, and when
     */
    public Item item(Facts facts) {
        if (subject == null) {
            return ofFigure(facts);
        }
        return switch (subject) {
            case AVAILABILITY -> availability(facts);
            case MTBF -> mtbf(facts);
            case PASSES -> passes(facts);
            case MTTR -> shrinking(facts.availability(criterion.of()).mttr(), facts);
            case SILENCE -> growing(seconds(facts.availability(criterion.of()).longestSilence()), Unit.SECONDS);
            case RESOLUTION -> growing(facts.resolution(criterion.of()) / 1e9, Unit.SECONDS);
            default -> growing(facts.incidents(subject.severity(), criterion.of()), Unit.COUNT);
        };
    }

    private boolean isMet(double value) {
        return threshold.evaluate(value, 0, threshold.newMemory()).reason() == Reason.MET;
    }

    private Item item(State state, Explanation explanation, @Nullable Instant earliest) {
        return new Item(wanted, state, explanation, earliest);
    }

    /** What never gets better: once missed, it is missed. */
    private Item growing(double value, Unit unit) {
        boolean met = isMet(value);
        return item(met ? State.MET : State.IMPOSSIBLE, text(value, unit, met ? "" : "that cannot be undone"), null);
    }

    /** What may get better as long as there is time, but nobody knows when. */
    private Item shrinking(double value, Facts facts) {
        if (Double.isNaN(value)) {
            return item(State.MISSING, Explanation.of("nothing", "nothing was observed yet"), null);
        }
        boolean met = isMet(value);
        State state = met ? State.MET : facts.left() == 0 ? State.IMPOSSIBLE : State.MISSING;
        return item(state, text(value, unit(), met ? "" : "it is missed"), null);
    }

    private Unit unit() {
        return subject == null ? Unit.COUNT : subject.unit();
    }

    private Item availability(Facts facts) {
        Availability account = facts.availability(criterion.of());
        double value = account.ratio();
        if (Double.isNaN(value)) {
            return item(State.MISSING, Explanation.of("nothing", "nothing was observed yet"), null);
        }
        if (isMet(value)) {
            return item(State.MET, Explanation.later(() -> Explanation.of(shown(account), "")), null);
        }
        double up = account.up().toNanos();
        double all = up + account.down().toNanos();
        double limit = criterion.limit().quantity().value();
        double needed = (limit * all - up) / (1 - limit);
        double best = (up + facts.left()) / (all + facts.left());
        return recoverable(needed, isMet(best), facts, account);
    }

    private Item mtbf(Facts facts) {
        Availability account = facts.availability(criterion.of());
        double value = account.mtbf();
        if (!Double.isNaN(value) && isMet(value)) {
            return item(State.MET, Explanation.later(() -> Explanation.of(shown(account), "")), null);
        }
        if (Double.isNaN(value) && facts.left() == 0) {
            return item(State.MISSING, Explanation.of("nothing", "nothing was observed"), null);
        }
        int failures = Math.max(1, account.failures());
        double up = account.up().toNanos();
        double needed = criterion.limit().quantity().value() * 1e9 * failures - up;
        double best = (up + facts.left()) / 1e9 / failures;
        return recoverable(needed, isMet(best), facts, account);
    }

    private String shown(Availability account) {
        if (Double.isNaN(account.ratio())) {
            return "nothing";
        }
        if (subject == Criterion.Subject.MTBF) {
            return Unit.SECONDS.format(account.mtbf())
                    + (account.failures() == 0 ? " or more, no failure" : ", failures: " + account.failures());
        }
        return Unit.RATIO.format(account.ratio()) + ", down " + time(account.down()) + ", unobserved "
                + time(account.unobserved());
    }

    private static String time(Duration time) {
        return Unit.SECONDS.format(seconds(time));
    }

    /** What takes some time of being up; the time itself is rounded, so that it does not say whether there is enough. */
    private Item recoverable(double needed, boolean enough, Facts facts, Availability account) {
        boolean possible = facts.left() == Facts.ENDLESS ? needed < ENDLESS : enough;
        Instant earliest = possible ? facts.at().plusNanos((long) Math.ceil(Math.max(0, needed))) : null;
        Explanation explanation = Explanation.later(() -> Explanation.of(
                shown(account),
                possible
                        ? "it takes " + Unit.SECONDS.format(needed / 1e9) + " more of being up"
                        : "the time that is left is not enough"));
        return item(possible ? State.MISSING : State.IMPOSSIBLE, explanation, earliest);
    }

    private Item passes(Facts facts) {
        String check = Objects.requireNonNull(criterion.of());
        int passes = facts.passes(check);
        int warned = facts.warned(check);
        double limit = criterion.limit().quantity().value();
        int wantedPasses = (int) Math.min(
                Integer.MAX_VALUE,
                criterion.limit().operator() == Operator.GREATER ? Math.floor(limit) + 1 : Math.ceil(limit));
        boolean met = isMet(passes);
        String seen = passes + (met ? "" : " of " + wantedPasses) + " in a row"
                + (warned == 0 ? "" : ", " + warned + " with a warning");
        if (met) {
            return item(State.MET, Explanation.of(seen, ""), null);
        }
        Instant earliest = facts.after(check, wantedPasses - passes);
        boolean possible = earliest != null
                && (facts.remaining() == Facts.ENDLESS
                        || earliest.isBefore(facts.at().plusNanos(facts.remaining())));
        String cause =
                (wantedPasses - passes) + " more" + (possible ? "" : ", which cannot be had in the time that is left");
        return item(
                possible ? State.MISSING : State.IMPOSSIBLE, Explanation.of(seen, cause), possible ? earliest : null);
    }

    private Item ofFigure(Facts facts) {
        Evaluator evaluator = Objects.requireNonNull(figure);
        evaluator.judge(facts.now());
        Judged judged = evaluator.judged().get(0);
        Reason reason = judged.evaluation().reason();
        double value = judged.reading().value();
        Unit unit = judged.reading().unit();
        if (reason == Reason.MET) {
            return item(State.MET, text(value, Objects.requireNonNull(unit), ""), null);
        }
        if (unit == null || judged.evaluation().clause() == null) {
            String why = reason == Reason.PARTIAL_WINDOW
                    ? "too little of the phase was observed"
                    : "it was not measured yet";
            return item(State.MISSING, Explanation.of(unit == null ? "nothing" : unit.format(value), why), null);
        }
        boolean over = facts.left() == 0 || isFinal();
        return item(
                over ? State.IMPOSSIBLE : State.MISSING,
                text(value, unit, over ? "that cannot be undone" : "it is missed"),
                null);
    }

    /** Whether what is missed stays missed: the largest value does not shrink, nor the smallest grow. */
    private boolean isFinal() {
        if (!(criterion.threshold().subject() instanceof Figure.OverTime overTime)) {
            return false;
        }
        Statistic statistic = overTime.statistic();
        Operator operator = criterion.limit().operator();
        boolean fromAbove = operator == Operator.LESS || operator == Operator.AT_MOST;
        boolean fromBelow = operator == Operator.GREATER || operator == Operator.AT_LEAST;
        boolean grows = statistic == Statistic.MAX || statistic == Statistic.COUNT || statistic == Statistic.INCREASE;
        return grows && fromAbove || statistic == Statistic.MIN && fromBelow;
    }

    private static Explanation text(double value, Unit unit, String cause) {
        return Explanation.later(() -> Explanation.of(unit.format(value), cause));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}

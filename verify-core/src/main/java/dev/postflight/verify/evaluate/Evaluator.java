package dev.postflight.verify.evaluate;

import dev.postflight.api.Clause;
import dev.postflight.api.Composite;
import dev.postflight.api.Figure;
import dev.postflight.api.Measurement;
import dev.postflight.api.Severity;
import dev.postflight.api.Subject;
import dev.postflight.api.Threshold;
import java.util.ArrayList;
import java.util.List;

/**
 * All thresholds of one check, and what has to be remembered of its answers: holding times and time windows. Used by one
 * thread at a time. Time is elapsed time in nanoseconds, always from the same ticker.
 *
 * @since 0.1
 */
public final class Evaluator {

    private final List<Track> tracks = new ArrayList<>();
    private final List<Judged> judged = new ArrayList<>();

    /**
     * Makes ready for the first answer.
     *
     * @param thresholds the thresholds
     * @param longestGap the longest time between two answers, in nanoseconds, that is still taken for observed
     */
    public Evaluator(List<Threshold> thresholds, long longestGap) {
        for (Threshold threshold : thresholds) {
            boolean signed = Signs.mayBeNegative(threshold);
            for (Figure term : threshold.subject().terms()) {
                if (term instanceof Figure.OverTime figure) {
                    track(figure).require(figure, signed);
                }
            }
        }
        for (Track track : tracks) {
            track.open(longestGap);
        }
        for (Threshold threshold : thresholds) {
            judged.add(judged(threshold));
        }
    }

    private Track track(Figure.OverTime figure) {
        for (Track track : tracks) {
            if (track.serves(figure)) {
                return track;
            }
        }
        Track track = new Track(figure);
        tracks.add(track);
        return track;
    }

    private Judged judged(Threshold threshold) {
        return new Judged(new CompiledThreshold(threshold), reading(threshold.subject()));
    }

    private Reading reading(Subject subject) {
        if (subject instanceof Figure.Metric metric) {
            return new MetricReading(metric);
        }
        if (subject instanceof Figure.OverTime figure) {
            return new WindowReading(figure, track(figure));
        }
        if (subject instanceof Figure.Combined figure) {
            return new CombinedReading(figure, reading(figure.left()), reading(figure.right()));
        }
        Composite composite = (Composite) subject;
        Judged[] elements = new Judged[composite.elements().size()];
        for (int i = 0; i < elements.length; i++) {
            Composite.Element element = composite.elements().get(i);
            Clause level = new Clause.Level(Severity.CRITICAL, element.limit(), element.holding());
            elements[i] = judged(new Threshold(element.subject(), List.of(level)));
        }
        return new CompositeReading(composite, elements);
    }

    /**
     * A phase begins: what is seen over the whole phase begins anew.
     *
     * @param now elapsed time
     */
    public void beginPhase(long now) {
        for (Track track : tracks) {
            track.beginPhase(now);
        }
    }

    /**
     * Starts holding times anew that have not run out: nobody looked for too long.
     */
    public void forgetPending() {
        for (int i = 0; i < judged.size(); i++) {
            judged.get(i).forgetPending();
        }
    }

    /**
     * Takes in an answer.
     *
     * @param answer what was measured
     * @param failed whether the answer was that the thing is down
     * @param now elapsed time
     */
    public void observe(List<Measurement> answer, boolean failed, long now) {
        for (int i = 0; i < tracks.size(); i++) {
            tracks.get(i).record(answer, failed, now);
        }
        for (int i = 0; i < judged.size(); i++) {
            judged.get(i).update(answer, now);
        }
    }

    /**
     * Takes in that there was no answer and that this is a failure. Holding times and figures stay as they are.
     *
     * @param now elapsed time
     */
    public void fail(long now) {
        for (int i = 0; i < tracks.size(); i++) {
            tracks.get(i).fail(now);
        }
    }

    /**
     * Takes in the same where all thresholds are on figures over time: then it may mean something to them at once.
     *
     * @param now elapsed time
     */
    public void failAndJudge(long now) {
        fail(now);
        judge(now);
    }

    /**
     * Judges again where all thresholds are on figures over time: without new answers, less and less of it was observed.
     *
     * @param now elapsed time
     */
    public void judge(long now) {
        for (int i = 0; i < judged.size(); i++) {
            judged.get(i).update(List.of(), now);
        }
    }

    /**
     * What the last answer means to each threshold.
     *
     * @return in the order of the thresholds
     */
    public List<Judged> judged() {
        return judged;
    }

    /**
     * How many figures could not be recorded: not finite, in another unit than before, negative durations, counters below
     * zero, too old.
     *
     * @return since the start, all thresholds together
     */
    public long refused() {
        long refused = 0;
        for (Track track : tracks) {
            refused += track.refused();
        }
        return refused;
    }
}

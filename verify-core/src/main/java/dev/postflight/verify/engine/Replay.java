package dev.postflight.verify.engine;

import static java.util.Objects.requireNonNull;

import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.history.Entry;
import dev.postflight.verify.history.Recording;
import dev.postflight.verify.report.Course;
import dev.postflight.verify.time.Time;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs recorded observations through a plan, and says what the plan would have come to: "what if the limits had been others?"
 *
 * <pre>{@code
 * Recording recording = Recording.jsonLines(Path.of("history.jsonl"));
 * Course was = Replay.of(recording).through(plan);
 * Course would = Replay.of(recording).through(stricter);
 * System.out.print(Comparison.of(was, would).text());
 * }</pre>
 *
 * <ul>
 *   <li>Every recorded observation of a check of the present phase is used, at the time at which it was made. What the plan
 *       wants to see and the recording lacks is silence, and never success.
 *   <li>Attestations are taken from the recording, too; recorded alerts, incidents and phases are not.
 *   <li>Phases without a cadence, such as a start-up, are left out: they are over before anything is watched.
 *   <li>Observations that are out of order, there twice, from the future, or of checks that the plan does not have are left
 *       out and told in {@link Course#faults()}.
 * </ul>
 *
 * <p>A replay is put together by one thread. It may be run several times.
 *
 * @since 0.1
 */
public final class Replay {

    private final Recording recording;
    private @Nullable Instant from;
    private @Nullable Instant until;
    private @Nullable Consumer<? super Entry> entries;

    private Replay(Recording recording) {
        this.recording = requireNonNull(recording, "recording: null (expected: a recording)");
    }

    /**
     * A replay of all of a recording.
     *
     * @param recording what was observed
     * @return a replay that begins with the first observation
     */
    public static Replay of(Recording recording) {
        return new Replay(recording);
    }

    /**
     * When the deployment was.
     *
     * @param deployment the beginning of the first phase; what was observed before it is left out. By default, it is the time of
     *     the first observation
     * @return this replay
     */
    public Replay from(Instant deployment) {
        from = requireNonNull(deployment, "from: null (expected: a time)");
        return this;
    }

    /**
     * When it ends.
     *
     * @param end what was observed later is from the future, and left out. By default, that is what is later than now, and
     *     the replay ends with the last observation
     * @return this replay
     */
    public Replay until(Instant end) {
        until = requireNonNull(end, "until: null (expected: a time)");
        return this;
    }

    /**
     * Who is given all that a history would be given.
     *
     * @param reader is called on the thread that runs the replay
     * @return this replay
     */
    public Replay entries(Consumer<? super Entry> reader) {
        entries = requireNonNull(reader, "entries: null (expected: a reader)");
        return this;
    }

    /**
     * Runs it.
     *
     * @param plan the plan; its probes are not run
     * @return what it would have come to
     * @throws IOException if the recording cannot be read
     * @throws IllegalArgumentException if no phase of the plan has a cadence
     */
    public Course through(VerificationPlan plan) throws IOException {
        return run(plan, Time.system().instant());
    }

    /** For tests: another present. */
    Course run(VerificationPlan plan, Instant present) throws IOException {
        Instant end = until == null ? present : until;
        RecordedFeed feed = new RecordedFeed(plan, from, end, entries);
        recording.read(feed::accept, feed::fault);
        return feed.finish(until);
    }
}

package dev.postflight.verify.history;

import static java.util.Objects.requireNonNull;

import dev.postflight.api.VerificationPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Entries that can be read, more than once, from the first to the last. Those of a file are never all in memory.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Recording {

    /**
     * Reads all from the beginning. What cannot be read is told and left out; it never ends the reading.
     *
     * @param entries takes one entry after the other, on the thread of the caller; what it throws comes out of this method
     * @param faults takes a sentence for each thing that cannot be read, such as
     *     {@code history.jsonl:17: check: missing (expected: a text)}; on one line and without secrets
     * @throws IOException if it cannot be read at all, or not on from some point
     */
    void read(Consumer<? super Entry> entries, Consumer<? super String> faults) throws IOException;

    /**
     * A file of JSON objects, one a line, as {@link JsonLines} writes them. Members that are not known are ignored.
     *
     * @param file is opened each time that the recording is read
     * @return the recording
     */
    static Recording jsonLines(Path file) {
        return new JsonRecording(file);
    }

    /**
     * A file with the columns {@code time,check,metric,value}, in UTF-8 with quotes as in RFC 4180, without line breaks in
     * them. Times are ISO 8601, with {@code Z} or an offset; values are in base units. Rows of one time and check that follow
     * one another are one observation:
     *
     * <ul>
     *   <li>The metric {@code up} is no measurement: 1 says that the thing was up, 0 that it was down. Without it, a thing
     *       that was measured was up.
     *   <li>A value that is empty or {@code NaN} says that the metric is absent; when all are, the observation is silent.
     *   <li>A row without metric and value is a silent observation by itself.
     *   <li>Every row ends with a line break. One that does not may have been cut off, and is not used.
     * </ul>
     *
     * <p>The unit of a metric is the one that its check's probe tells, or else that of a threshold of its check on it, or else
     * {@link dev.postflight.api.Unit#COUNT}.
     *
     * @param file is opened each time that the recording is read
     * @param plan where the units come from; checks that it does not have are read all the same
     * @return the recording; reading it throws an {@link IOException} if the first line is not the header
     */
    static Recording csv(Path file, VerificationPlan plan) {
        return new CsvRecording(file, plan);
    }

    /**
     * All that a history has.
     *
     * @param history is read each time that the recording is
     * @return the recording
     */
    static Recording of(History history) {
        return of(history, Instant.MIN, Instant.MAX);
    }

    /**
     * What a history has of some time.
     *
     * @param history is read each time that the recording is
     * @param from the earliest time of an entry, inclusive
     * @param to the end of the times, exclusive
     * @return the recording
     * @throws IllegalArgumentException if the time ends before it begins
     */
    static Recording of(History history, Instant from, Instant to) {
        requireNonNull(history, "history");
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("to: " + to + " (expected: not before " + from + ")");
        }
        return new HistoryRecording(history, from, to);
    }
}

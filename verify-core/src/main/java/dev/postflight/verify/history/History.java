package dev.postflight.verify.history;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where entries are kept. The one in memory is bounded and forgets when the process ends; others implement this interface
 * over a database, and show with {@code HistoryContract} of {@code postflight-contracts} that they do it right.
 * {@link JsonLines#render} and {@link JsonLines#parse} turn an entry into a text and back.
 *
 * @since 0.1
 */
public interface History {

    /**
     * Keeps entries: all of them or, when it throws, none. Called by one thread at a time; others may read meanwhile.
     *
     * @param entries what is to be kept, in this order; may be empty; may hold times out of order and equal entries, all of
     *     which are kept
     * @throws Exception when they were not kept; the same entries come again
     */
    void add(List<Entry> entries) throws Exception;

    /**
     * Gives entries to a reader, in the order in which they were added, whatever their times are. Called by any number of
     * threads, also while others add; what is added after the call may be read or not.
     *
     * @param from the earliest time of an entry, inclusive
     * @param to the end of the times, exclusive
     * @param reader takes one entry after the other, on the thread of the caller; what it throws comes out of this method
     * @throws Exception when not all could be read
     */
    void read(Instant from, Instant to, Consumer<? super Entry> reader) throws Exception;

    /**
     * In memory, for 100,000 entries.
     *
     * @return a new history
     */
    static MemoryHistory inMemory() {
        return inMemory(MemoryHistory.USUAL);
    }

    /**
     * In memory.
     *
     * @param most how many entries it keeps, 1 to 10,000,000; of more, the oldest are dropped
     * @return a new history
     * @throws IllegalArgumentException if the number is out of range
     */
    static MemoryHistory inMemory(int most) {
        return new MemoryHistory(most);
    }
}

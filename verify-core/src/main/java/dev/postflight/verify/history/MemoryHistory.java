package dev.postflight.verify.history;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A bounded history in memory. When it is full, the oldest entries go, counted by {@link #dropped()}. Safe for use by any
 * number of threads; a reader holds up those who add for no longer than it takes to copy some references.
 *
 * @since 0.1
 */
public final class MemoryHistory implements History {

    static final int USUAL = 100_000;

    private static final int MOST = 10_000_000;
    private static final int FIRST_CAPACITY = 64;
    private static final int CHUNK = 1_024;

    private final int most;
    private final Object lock = new Object();

    /** The entry of number n is at n modulo the length, which grows until it is the bound. */
    private @Nullable Entry[] ring;

    /** Numbers of the oldest entry, and of the one that comes next. */
    private long first;

    private long next;

    MemoryHistory(int most) {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("most: " + most + " (expected: 1 to 10000000 entries)");
        }
        this.most = most;
        this.ring = new Entry[Math.min(most, FIRST_CAPACITY)];
    }

    /**
     * Keeps entries; drops the oldest when there are too many.
     *
     * @param entries what is to be kept
     */
    @Override
    public void add(List<Entry> entries) {
        List<Entry> copy = List.copyOf(entries);
        synchronized (lock) {
            makeRoomFor(copy.size());
            for (Entry entry : copy) {
                ring[place(next++)] = entry;
            }
            first = Math.max(first, next - most);
        }
    }

    @Override
    public void read(Instant from, Instant to, Consumer<? super Entry> reader) {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        requireNonNull(reader, "reader");
        long position;
        long end;
        synchronized (lock) {
            position = first;
            end = next;
        }
        @Nullable Entry[] chunk = new Entry[(int) Math.min(CHUNK, end - position)];
        while (position < end) {
            int count;
            synchronized (lock) {
                position = Math.max(position, first);
                count = (int) Math.max(0, Math.min(chunk.length, end - position));
                for (int i = 0; i < count; i++) {
                    chunk[i] = ring[place(position + i)];
                }
            }
            give(chunk, count, from, to, reader);
            position += count;
        }
    }

    /**
     * How many entries were dropped, as there was no room for them.
     *
     * @return the number since this history was made
     */
    public long dropped() {
        synchronized (lock) {
            return first;
        }
    }

    @Override
    public String toString() {
        synchronized (lock) {
            return next - first + " of at most " + most + " entries in memory, " + first + " dropped";
        }
    }

    private static void give(
            @Nullable Entry[] chunk, int count, Instant from, Instant to, Consumer<? super Entry> reader) {
        for (int i = 0; i < count; i++) {
            Entry entry = requireNonNull(chunk[i]);
            if (!entry.at().isBefore(from) && entry.at().isBefore(to)) {
                reader.accept(entry);
            }
        }
    }

    /** Nothing was dropped while there was room to grow, so that numbers are places until then. */
    private void makeRoomFor(int count) {
        if (ring.length < most && next + count > ring.length) {
            long wanted = Math.max(next + count, 2L * ring.length);
            ring = Arrays.copyOf(ring, (int) Math.min(wanted, most));
        }
    }

    private int place(long number) {
        return (int) (number % ring.length);
    }
}

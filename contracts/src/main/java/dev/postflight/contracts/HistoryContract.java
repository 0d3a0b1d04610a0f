package dev.postflight.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postflight.api.Measurement;
import dev.postflight.api.Reason;
import dev.postflight.api.Unit;
import dev.postflight.verify.history.Entry;
import dev.postflight.verify.history.History;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What every {@link History} must do. Extend it in the tests of yours:
 *
 * <pre>{@code
 * class OurHistoryTest extends HistoryContract {
 *     protected History create() {
 *         return new OurHistory(emptyDatabase());
 *     }
 * }
 * }</pre>
 *
 * @since 0.1
 */
public abstract class HistoryContract {

    private static final Instant START = SampleEntries.START;

    /** For subclasses. */
    protected HistoryContract() {}

    /**
     * Makes the history that is tested. Called once in each test.
     *
     * @return a history without entries, and with room for 20,000
     * @throws Exception if it cannot be made; fails the test
     */
    protected abstract History create() throws Exception;

    private static List<Entry> readAll(History history) throws Exception {
        return read(history, Instant.MIN, Instant.MAX);
    }

    private static List<Entry> read(History history, Instant from, Instant to) throws Exception {
        List<Entry> entries = new ArrayList<>();
        history.read(from, to, entries::add);
        return entries;
    }

    private static void assertComesBack(History history, List<Entry> entries) throws Exception {
        history.add(entries);
        assertEquals(entries, readAll(history));
    }

    @Test
    void a_new_history_is_empty() throws Exception {
        assertEquals(List.of(), readAll(create()));
    }

    @Test
    void entries_are_read_in_the_order_in_which_they_were_added_and_not_in_that_of_their_times() throws Exception {
        History history = create();
        List<Entry> later = List.of(SampleEntries.up(9), SampleEntries.up(3));
        List<Entry> earlier = List.of(SampleEntries.up(5), SampleEntries.up(1));
        history.add(later);
        history.add(earlier);
        List<Entry> all = new ArrayList<>(later);
        all.addAll(earlier);
        assertEquals(all, readAll(history));
    }

    @Test
    void every_kind_of_entry_comes_back_equal() throws Exception {
        assertComesBack(create(), SampleEntries.ofAllKinds());
    }

    @Test
    void the_beginning_of_a_time_belongs_to_it_and_its_end_does_not() throws Exception {
        History history = create();
        history.add(SampleEntries.sequence(0, 10));
        assertEquals(SampleEntries.sequence(3, 4), read(history, START.plusSeconds(3), START.plusSeconds(7)));
        assertEquals(List.of(), read(history, START.plusSeconds(3), START.plusSeconds(3)));
        assertEquals(List.of(), read(history, START.plusSeconds(7), START.plusSeconds(3)));
        assertEquals(List.of(), read(history, START.plusSeconds(10), Instant.MAX));
        assertEquals(SampleEntries.sequence(0, 1), read(history, Instant.MIN, START.plusSeconds(1)));
    }

    @Test
    void times_are_told_apart_to_the_nanosecond() throws Exception {
        History history = create();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            entries.add(SampleEntries.observed(START.plusNanos(i), ""));
        }
        history.add(entries);
        assertEquals(entries.subList(1, 3), read(history, START.plusNanos(1), START.plusNanos(3)));
    }

    @Test
    void a_time_may_be_long_ago_or_far_ahead() throws Exception {
        Instant longAgo = Instant.parse("0001-01-01T00:00:00Z");
        Instant farAhead = Instant.parse("9999-12-31T23:59:59.999999999Z");
        assertComesBack(
                create(),
                List.of(
                        SampleEntries.observed(farAhead, ""),
                        SampleEntries.observed(longAgo, ""),
                        SampleEntries.observed(Instant.EPOCH.minusNanos(1), "")));
    }

    @Test
    void an_empty_list_adds_nothing() throws Exception {
        History history = create();
        history.add(List.of());
        assertEquals(List.of(), readAll(history));
    }

    @Test
    void of_a_list_that_is_refused_nothing_is_kept() throws Exception {
        History history = create();
        history.add(SampleEntries.sequence(0, 1));
        assertThrows(Exception.class, () -> history.add(Arrays.asList(SampleEntries.up(1), null, SampleEntries.up(2))));
        assertEquals(SampleEntries.sequence(0, 1), readAll(history));
        history.add(SampleEntries.sequence(1, 2));
        assertEquals(SampleEntries.sequence(0, 3), readAll(history));
    }

    @Test
    void a_list_may_change_after_it_was_added() throws Exception {
        History history = create();
        List<Entry> entries = SampleEntries.sequence(0, 3);
        history.add(entries);
        entries.clear();
        assertEquals(SampleEntries.sequence(0, 3), readAll(history));
    }

    @Test
    void an_entry_that_equals_another_is_kept_as_well() throws Exception {
        History history = create();
        history.add(List.of(SampleEntries.up(0), SampleEntries.up(0)));
        history.add(List.of(SampleEntries.up(0)));
        assertEquals(List.of(SampleEntries.up(0), SampleEntries.up(0), SampleEntries.up(0)), readAll(history));
    }

    @Test
    void unusual_text_comes_back_as_it_was() throws Exception {
        Entry observed = new Entry.Observed(
                START, "Prüfung 🛬 'a' \"b\"", Reason.DOWN, SampleEntries.UNUSUAL, List.of(), Duration.ZERO);
        assertComesBack(create(), List.of(observed, SampleEntries.observed(START, " "), SampleEntries.up(0)));
    }

    @Test
    void long_text_comes_back_whole() throws Exception {
        assertComesBack(create(), List.of(SampleEntries.observed(START, "long ü ".repeat(10_000))));
    }

    @Test
    void figures_come_back_to_the_last_bit() throws Exception {
        double[] values = {
            0.1 + 0.2,
            -0.0,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            1e22,
            123_456_789.123_456_79,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY
        };
        List<Measurement> measurements = new ArrayList<>();
        for (Unit unit : Unit.values()) {
            for (double value : values) {
                String metric = unit.name().toLowerCase(Locale.ROOT) + ".a-" + measurements.size();
                measurements.add(Measurement.of(metric, value, unit));
            }
        }
        assertComesBack(
                create(),
                List.of(new Entry.Observed(
                        START,
                        "api",
                        Reason.MET,
                        "",
                        measurements,
                        Duration.ofDays(365).plusNanos(1))));
    }

    @Test
    void an_observation_may_have_many_measurements() throws Exception {
        List<Measurement> measurements = new ArrayList<>();
        for (int i = 999; i >= 0; i--) {
            measurements.add(Measurement.of("m" + i, i, Unit.COUNT));
        }
        assertComesBack(
                create(), List.of(new Entry.Observed(START, "api", Reason.MET, "", measurements, Duration.ZERO)));
    }

    @Test
    void many_entries_stay_in_order() throws Exception {
        History history = create();
        for (int i = 0; i < 10_000; i += 500) {
            history.add(SampleEntries.sequence(i, 500));
        }
        history.add(SampleEntries.sequence(10_000, 5_000));
        assertEquals(SampleEntries.sequence(0, 15_000), readAll(history));
        assertEquals(
                SampleEntries.sequence(7_499, 2), read(history, START.plusSeconds(7_499), START.plusSeconds(7_501)));
    }

    @Test
    void what_a_reader_throws_comes_out_and_breaks_nothing() throws Exception {
        History history = create();
        history.add(SampleEntries.sequence(0, 3));
        IllegalStateException thrown = new IllegalStateException("enough");
        List<Entry> read = new ArrayList<>();
        Exception caught = assertThrows(
                Exception.class,
                () -> history.read(Instant.MIN, Instant.MAX, entry -> {
                    read.add(entry);
                    if (read.size() == 2) {
                        throw thrown;
                    }
                }));
        assertSame(thrown, caught);
        assertEquals(SampleEntries.sequence(0, 2), read, "nothing is read after the reader threw");
        history.add(SampleEntries.sequence(3, 1));
        assertEquals(SampleEntries.sequence(0, 4), readAll(history));
    }

    @Test
    void one_may_read_while_another_adds_and_sees_all_that_was_there_before() throws Exception {
        History history = create();
        int batches = 100;
        int size = 20;
        List<Entry> all = SampleEntries.sequence(0, batches * size);
        AtomicInteger added = new AtomicInteger();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> reads = reader.submit(() -> {
                int count = 0;
                while (added.get() < all.size()) {
                    int before = added.get();
                    List<Entry> seen = readAll(history);
                    assertTrue(seen.size() >= before, () -> "read " + seen.size() + " of at least " + before);
                    assertEquals(all.subList(0, seen.size()), seen);
                    count++;
                }
                return count;
            });
            for (int i = 0; i < batches; i++) {
                history.add(all.subList(i * size, (i + 1) * size));
                added.addAndGet(size);
            }
            assertTrue(reads.get() >= 0);
        } finally {
            reader.shutdownNow();
        }
        assertEquals(all, readAll(history));
    }
}

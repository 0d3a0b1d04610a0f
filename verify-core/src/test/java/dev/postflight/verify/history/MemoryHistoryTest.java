package dev.postflight.verify.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Measurement;
import dev.postflight.api.Reason;
import dev.postflight.api.Unit;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the history in memory does beyond what every history must do. */
class MemoryHistoryTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private static List<Entry> sequence(int from, int count) {
        List<Entry> entries = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            entries.add(new Entry.Observed(START.plusSeconds(i), "api", Reason.MET, "", List.of(), Duration.ZERO));
        }
        return entries;
    }

    private static Read all(History history) throws IOException {
        return Read.of(Recording.of(history));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 10_000_001, Integer.MAX_VALUE})
    void its_bound_is_1_to_10_million(int most) {
        assertThatThrownBy(() -> History.inMemory(most))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("most: " + most + " (expected: 1 to 10000000 entries)");
    }

    @Test
    void it_keeps_the_latest_entries_and_counts_those_that_it_drops() throws IOException {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int most = random.nextInt(1, 3000);
            MemoryHistory history = History.inMemory(most);
            int added = 0;
            for (int i = random.nextInt(20); i > 0; i--) {
                int count = random.nextInt(random.nextBoolean() ? 5 : 2000);
                history.add(sequence(added, count));
                added += count;
            }
            int kept = Math.min(most, added);
            assertThat(all(history).entries()).as("seed %s", seed).isEqualTo(sequence(added - kept, kept));
            assertThat(history.dropped()).as("seed %s", seed).isEqualTo(added - kept);
        }
    }

    @Test
    void a_reader_misses_only_what_is_dropped_before_it_comes_to_it() {
        MemoryHistory history = History.inMemory(5_000);
        history.add(sequence(0, 5_000));
        List<Entry> read = new ArrayList<>();
        history.read(Instant.MIN, Instant.MAX, entry -> {
            if (read.isEmpty()) {
                history.add(sequence(5_000, 3_000));
            }
            read.add(entry);
        });
        assertThat(read).endsWith(sequence(3_000, 2_000).toArray(new Entry[0])).hasSize(1_024 + 2_000);
        assertThat(history.dropped()).isEqualTo(3_000);
        assertThat(history).hasToString("5000 of at most 5000 entries in memory, 3000 dropped");
    }

    @Test
    void a_reader_that_adds_comes_to_an_end() {
        MemoryHistory history = History.inMemory();
        history.add(sequence(0, 10));
        history.read(Instant.MIN, Instant.MAX, entry -> history.add(List.of(entry)));
        List<Entry> read = new ArrayList<>();
        history.read(Instant.MIN, Instant.MAX, read::add);
        assertThat(read).hasSize(20);
    }

    @Test
    void a_recording_of_a_history_is_of_all_of_it_or_of_a_time() throws IOException {
        History history = History.inMemory();
        Recording recording = Recording.of(history, START.plusSeconds(2), START.plusSeconds(4));
        assertThat(Read.of(recording).entries()).isEmpty();
        ((MemoryHistory) history).add(sequence(0, 10));
        assertThat(Read.of(recording)).isEqualTo(new Read(sequence(2, 2), List.of()));
        assertThatThrownBy(() -> Recording.of(history, START.plusSeconds(1), START))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("to: 2026-03-01T08:00:00Z (expected: not before 2026-03-01T08:00:01Z)");
    }

    /** A history that cannot be read. */
    private record Broken(Exception fault) implements History {
        @Override
        public void add(List<Entry> entries) {}

        @Override
        public void read(Instant from, Instant to, Consumer<? super Entry> reader) throws Exception {
            throw fault;
        }
    }

    @Test
    void a_history_that_cannot_be_read_is_told_without_secrets() {
        SQLException fault = new SQLException("no connection to jdbc:postgresql://db/shop?password=hunter2");
        assertThatThrownBy(() -> all(new Broken(fault)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("history: SQLException: no connection to jdbc:postgresql://db/shop")
                .hasMessageEndingWith("(expected: one that can be read)")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
        IOException itself = new IOException("the disk is gone");
        assertThatThrownBy(() -> all(new Broken(itself))).isSameAs(itself);
    }

    @Test
    void reading_that_is_interrupted_leaves_the_thread_interrupted() {
        try {
            assertThatThrownBy(() -> all(new Broken(new InterruptedException())))
                    .isInstanceOf(IOException.class)
                    .hasMessage("interrupted while the history was read");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void an_observation_has_each_metric_once_and_took_no_negative_time() {
        Measurement measurement = Measurement.of("p95", 1, Unit.SECONDS);
        assertThatThrownBy(() -> new Entry.Observed(
                        START, "api", Reason.MET, "", List.of(measurement, measurement), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("measurements: p95 twice (expected: each metric once)");
        List<Measurement> many = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            many.add(Measurement.of("m" + i % 39, 1, Unit.COUNT));
        }
        assertThatThrownBy(() -> new Entry.Observed(START, "api", Reason.MET, "", many, Duration.ZERO))
                .hasMessage("measurements: m0 twice (expected: each metric once)");
        assertThatThrownBy(() -> new Entry.Observed(START, "api", Reason.MET, "", List.of(), Duration.ofMillis(-1500)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("took: -1.5 s (expected: zero or more)");
    }
}

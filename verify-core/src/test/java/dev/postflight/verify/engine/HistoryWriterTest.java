package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Reason;
import dev.postflight.verify.history.Entry;
import dev.postflight.verify.history.History;
import dev.postflight.verify.history.MemoryHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A history that is slow or broken costs its entries at most, and holds up nobody (R6). */
class HistoryWriterTest {

    private static final long SOON = Duration.ofSeconds(30).toNanos();

    private final BlockingQueue<List<Entry>> tried = new LinkedBlockingQueue<>();
    private volatile boolean broken;

    private final History history = new History() {
        @Override
        public void add(List<Entry> entries) {
            tried.add(entries);
            if (broken) {
                throw new IllegalStateException("disk full, password=secret");
            }
        }

        @Override
        public void read(Instant from, Instant to, Consumer<? super Entry> reader) {}
    };

    private final HistoryWriter writer = new HistoryWriter("shop", history);

    @AfterEach
    void close() {
        broken = false;
        writer.close(SOON);
    }

    private static Entry entry(int second) {
        return new Entry.Observed(
                Instant.ofEpochSecond(second), "api", Reason.MET, "", List.of(), Duration.ofMillis(1));
    }

    /** What was not written is told after the try, so that the next entry comes behind it. */
    private void awaitComplaint() {
        while (writer.complaint().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void what_cannot_be_written_waits_and_comes_again_in_order() throws Exception {
        broken = true;
        writer.add(entry(1));
        assertThat(tried.take()).containsExactly(entry(1));
        awaitComplaint();
        assertThat(writer.complaint())
                .isEqualTo(
                        "the history cannot be written, and 1 of its entries wait: IllegalStateException: disk full, password=***");
        broken = false;
        writer.add(entry(2));
        List<Entry> again = new ArrayList<>(tried.take());
        while (again.size() < 2) {
            again.addAll(tried.take());
        }
        assertThat(again).containsExactly(entry(1), entry(2));
        writer.close(SOON);
        assertThat(writer.complaint()).isEmpty();
    }

    @Test
    void a_history_that_hangs_holds_up_nobody_and_loses_the_oldest() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        MemoryHistory memory = History.inMemory();
        HistoryWriter slow = new HistoryWriter("shop", new History() {
            @Override
            public void add(List<Entry> entries) throws InterruptedException {
                begun.countDown();
                hangs.await();
                memory.add(entries);
            }

            @Override
            public void read(Instant from, Instant to, Consumer<? super Entry> reader) {}
        });
        slow.add(entry(0));
        begun.await();
        for (int second = 1; second <= 10_003; second++) {
            slow.add(entry(second));
        }
        assertThat(slow.complaint()).isEqualTo("3 of the entries of the history were lost");
        hangs.countDown();
        slow.close(SOON);
        List<Entry> kept = new ArrayList<>();
        memory.read(Instant.MIN, Instant.MAX, kept::add);
        assertThat(kept).hasSize(10_001).startsWith(entry(0), entry(4)).endsWith(entry(10_003));
    }

    @Test
    void what_could_not_be_written_is_tried_once_more_at_the_end() throws Exception {
        broken = true;
        writer.add(entry(1));
        tried.take();
        awaitComplaint();
        broken = false;
        writer.close(SOON);
        assertThat(tried.take()).containsExactly(entry(1));
        assertThat(writer.complaint()).isEmpty();
    }

    @Test
    void what_waits_is_written_before_the_end() throws Exception {
        MemoryHistory memory = History.inMemory();
        HistoryWriter quick = new HistoryWriter("shop", new Elsewhere(memory));
        for (int second = 0; second < 2_000; second++) {
            quick.add(entry(second));
        }
        quick.close(SOON);
        List<Entry> kept = new ArrayList<>();
        memory.read(Instant.MIN, Instant.MAX, kept::add);
        assertThat(kept).hasSize(2_000);
        quick.add(entry(2_000)); // after the end, without effect
        assertThat(quick.complaint()).isEmpty();
    }

    @Test
    void a_history_in_memory_is_written_at_once() {
        MemoryHistory memory = History.inMemory();
        HistoryWriter direct = new HistoryWriter("memory", memory);
        direct.add(entry(1));
        List<Entry> kept = new ArrayList<>();
        memory.read(Instant.MIN, Instant.MAX, kept::add);
        assertThat(kept).containsExactly(entry(1));
        assertThat(Threads.of("memory")).isEmpty();
    }

    /** As if it were not in memory. */
    private record Elsewhere(History history) implements History {
        @Override
        public void add(List<Entry> entries) throws Exception {
            history.add(entries);
        }

        @Override
        public void read(Instant from, Instant to, Consumer<? super Entry> reader) throws Exception {
            history.read(from, to, reader);
        }
    }
}

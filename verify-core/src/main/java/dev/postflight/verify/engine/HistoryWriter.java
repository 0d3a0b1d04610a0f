package dev.postflight.verify.engine;

import dev.postflight.api.ProbeResult;
import dev.postflight.verify.history.Entry;
import dev.postflight.verify.history.History;
import dev.postflight.verify.history.MemoryHistory;
import dev.postflight.verify.observe.Workers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Writes to a history on a thread of its own, so that one that is slow or broken holds up nobody. What cannot be written is
 * kept, up to a limit, and tried again with what comes next. Safe for any number of threads.
 */
final class HistoryWriter {

    private static final int MOST_WAITING = 10_000;
    private static final int MOST_AT_ONCE = 500;

    private final String plan;
    private final History history;

    // guarded by this
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private @Nullable Thread thread;
    private long lost;
    private int failed;
    private String why = "";
    private boolean fresh;
    private boolean closed;

    HistoryWriter(String plan, History history) {
        this.plan = plan;
        this.history = history;
    }

    History history() {
        return history;
    }

    /** Returns at once. What is kept in memory needs no thread. */
    void add(Entry entry) {
        if (history instanceof MemoryHistory memory) {
            memory.add(List.of(entry));
        } else {
            enqueue(entry);
        }
    }

    private synchronized void enqueue(Entry entry) {
        if (closed) {
            return;
        }
        if (waiting.size() == MOST_WAITING) {
            waiting.removeFirst();
            lost++;
        }
        waiting.addLast(entry);
        fresh = true;
        if (thread == null) {
            Thread writer = Workers.daemon("postflight-" + plan + "-history", this::run);
            writer.start();
            thread = writer;
        }
        notifyAll();
    }

    /** What is wrong; empty for nothing. */
    synchronized String complaint() {
        String text = why.isEmpty()
                ? ""
                : "the history cannot be written, and " + waiting.size() + " of its entries wait: " + why;
        return lost == 0
                ? text
                : (text.isEmpty() ? "" : text + "; ") + lost + " of the entries of the history were lost";
    }

    private void run() {
        List<Entry> batch = next();
        while (!batch.isEmpty()) {
            String trouble = write(batch);
            settle(batch, trouble);
            batch = next();
        }
    }

    /** Entries to be written; none at the end. What has failed once waits for what comes next. */
    private synchronized List<Entry> next() {
        while (!closed && (waiting.isEmpty() || !fresh && failed > 0)) {
            try {
                wait();
            } catch (InterruptedException e) {
                return List.of(); // it was given up
            }
        }
        fresh = false;
        List<Entry> batch = new ArrayList<>(Math.min(waiting.size(), MOST_AT_ONCE));
        if (!closed || failed == 0) {
            while (batch.size() < MOST_AT_ONCE && !waiting.isEmpty()) {
                batch.add(waiting.removeFirst());
            }
        }
        return batch;
    }

    private String write(List<Entry> batch) {
        try {
            history.add(List.copyOf(batch));
            return "";
        } catch (Throwable thrown) {
            return ProbeResult.silent(thrown).cause();
        }
    }

    private synchronized void settle(List<Entry> batch, String trouble) {
        boolean news = why.isEmpty() && !trouble.isEmpty();
        why = trouble;
        failed = trouble.isEmpty() ? 0 : failed + 1;
        if (!trouble.isEmpty()) {
            for (int i = batch.size() - 1; i >= 0; i--) {
                if (waiting.size() == MOST_WAITING) {
                    lost++;
                } else {
                    waiting.addFirst(batch.get(i));
                }
            }
        }
        if (news) {
            LoggerFactory.getLogger(Verifier.class).warn("{}: the history cannot be written: {}", plan, trouble);
        }
    }

    /** Writes what waits, also what could not be written before, within some time at most. */
    void close(long nanos) {
        Thread present;
        synchronized (this) {
            closed = true;
            failed = 0;
            present = thread;
            notifyAll();
        }
        if (present == null || present == Thread.currentThread()) {
            return;
        }
        try {
            present.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        present.interrupt();
        warnOfRest();
    }

    private synchronized void warnOfRest() {
        if (!waiting.isEmpty()) {
            LoggerFactory.getLogger(Verifier.class)
                    .warn("{}: closed, and {} entries of the history are lost: {}", plan, waiting.size(), why);
        }
    }
}

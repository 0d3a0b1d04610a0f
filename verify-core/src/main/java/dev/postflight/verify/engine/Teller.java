package dev.postflight.verify.engine;

import dev.postflight.api.ProbeResult;
import dev.postflight.verify.observe.Workers;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Tells one listener what has changed, on a thread of the listener's own: one that throws, hangs or interrupts itself holds
 * up nobody but itself. When it cannot keep up, the oldest news are dropped.
 */
final class Teller<T> {

    private static final int MOST_WAITING = 1_000;

    private final String name;
    private final Consumer<? super T> listener;
    /** Empty for the end. */
    private final BlockingDeque<Optional<T>> news = new LinkedBlockingDeque<>(MOST_WAITING);

    private final Object lifecycle = new Object();
    private @Nullable Thread thread;
    private volatile boolean abandoned;
    private boolean closed;
    private boolean behind;

    Teller(String name, Consumer<? super T> listener) {
        this.name = name;
        this.listener = listener;
    }

    /** Returns at once. */
    void tell(T what) {
        synchronized (lifecycle) {
            if (closed) {
                return;
            }
            add(Optional.of(what));
            if (thread == null) {
                thread = Workers.daemon(name, this::run);
                thread.start();
            }
        }
    }

    private void add(Optional<T> what) {
        while (!news.offerLast(what)) {
            news.pollFirst();
            if (!behind) {
                behind = true;
                LoggerFactory.getLogger(Verifier.class)
                        .warn("{} cannot keep up, and is not told of everything any more", name);
            }
        }
    }

    private void run() {
        boolean over = false;
        while (!over) {
            try {
                Optional<T> next = news.takeFirst();
                next.ifPresent(this::tellNow);
                over = next.isEmpty() || abandoned;
            } catch (InterruptedException e) {
                over = abandoned; // else it was the listener itself
            }
        }
    }

    private void tellNow(T next) {
        try {
            listener.accept(next);
        } catch (Throwable thrown) {
            LoggerFactory.getLogger(Verifier.class)
                    .warn("{} failed: {}", name, ProbeResult.silent(thrown).cause());
        }
    }

    /** There will be no more news. */
    void end() {
        synchronized (lifecycle) {
            if (!closed) {
                closed = true;
                add(Optional.empty());
            }
        }
    }

    /** After {@link #end()}: lets the listener hear what it has not heard yet, for some time at most. */
    void awaitEnd(long nanos) {
        Thread present;
        synchronized (lifecycle) {
            present = thread;
        }
        if (present == null || present == Thread.currentThread()) {
            return;
        }
        try {
            present.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos))); // none at all would be for ever
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        abandoned = true;
        present.interrupt();
    }
}

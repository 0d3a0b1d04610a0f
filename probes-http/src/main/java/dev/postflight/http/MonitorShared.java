package dev.postflight.http;

import dev.postflight.api.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One answer for all who ask at about the same time. There is never more than one question under way. An answer is for those
 * who asked while it was under way or up to some time after its question was sent, and for nobody who asked later. A failure
 * is shared in the same way, unless it was only the one who asked that ran out of time or was interrupted: then the next of
 * those who wait asks again.
 *
 * @param <T> what an answer is
 */
final class MonitorShared<T> {

    private static final long MOST_EARLY = 50_000_000;
    private static final int EARLY_PART = 40;
    private static final Duration LONGEST = Duration.ofDays(3650);

    /**
     * Who really asks.
     *
     * @param <T> what an answer is
     */
    interface Source<T> {
        T ask(Duration timeout) throws MonitorException, InterruptedException;
    }

    /** One question. */
    private static final class Flight<T> {

        private final long start;
        private final CompletableFuture<Landing<T>> end = new CompletableFuture<>();

        private Flight(long start) {
            this.start = start;
        }
    }

    /** How it ended: with an answer, with a failure for all, or with neither. */
    private record Landing<T>(@Nullable T answer, @Nullable MonitorException failure) {}

    private final Source<T> source;
    private final Ticker ticker;
    private final long maxAge;
    private @Nullable Flight<T> latest;

    MonitorShared(Source<T> source, Ticker ticker, Duration maxAge) {
        this.source = source;
        this.ticker = ticker;
        this.maxAge = maxAge.toNanos();
    }

    T get(Duration timeout) throws MonitorException, InterruptedException {
        long asked = ticker.nanos();
        long time = (timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST).toNanos();
        while (true) {
            long left = time - (ticker.nanos() - asked);
            if (left <= 0) {
                throw late(timeout);
            }
            Flight<T> mine = new Flight<>(ticker.nanos());
            Flight<T> flight = boardedBy(mine, asked);
            if (flight == mine) {
                return fly(mine, Duration.ofNanos(left));
            }
            Landing<T> landing = await(flight, left - Math.min(left / EARLY_PART, MOST_EARLY), timeout);
            if (isFor(flight, asked) && landing.answer != null) {
                return landing.answer;
            }
            if (isFor(flight, asked) && landing.failure != null) {
                throw landing.failure;
            }
        }
    }

    /** What is under way or fresh, or else what is to be under way from now on. */
    private synchronized Flight<T> boardedBy(Flight<T> mine, long asked) {
        Flight<T> flight = latest;
        if (flight != null && (!flight.end.isDone() || isFor(flight, asked) && isOver(flight))) {
            return flight;
        }
        latest = mine;
        return mine;
    }

    private boolean isFor(Flight<T> flight, long asked) {
        return asked - flight.start <= maxAge;
    }

    private static <T> boolean isOver(Flight<T> flight) {
        Landing<T> landing = flight.end.getNow(new Landing<>(null, null));
        return landing.answer != null || landing.failure != null;
    }

    private T fly(Flight<T> flight, Duration left) throws MonitorException, InterruptedException {
        Landing<T> landing = new Landing<>(null, null);
        try {
            T answer = source.ask(left);
            landing = new Landing<>(answer, null);
            return answer;
        } catch (MonitorException e) {
            landing = new Landing<>(null, e.isLate() ? null : e);
            throw e;
        } finally {
            flight.end.complete(landing);
        }
    }

    private static <T> Landing<T> await(Flight<T> flight, long nanos, Duration timeout)
            throws MonitorException, InterruptedException {
        try {
            return flight.end.get(Math.max(1, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw late(timeout);
        } catch (ExecutionException e) {
            // nothing completes it so
            throw new IllegalStateException(e);
        }
    }

    private static MonitorException late(Duration timeout) {
        return MonitorException.late("no answer within " + Texts.duration(timeout));
    }
}

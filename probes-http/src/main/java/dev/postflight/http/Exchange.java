package dev.postflight.http;

import dev.postflight.api.Ticker;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests and their answers, bodies included, within a time that is not overrun, however many there are. */
final class Exchange {

    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final long MOST_EARLY = 50_000_000;
    private static final int EARLY_PART = 40;

    private final Duration timeout;
    private final long nanos;
    private final long early;
    private final long start = Ticker.system().nanos();

    Exchange(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw Texts.fault("timeout", timeout, "a positive duration");
        }
        this.timeout = timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST;
        this.nanos = this.timeout.toNanos();
        this.early = Math.min(nanos / EARLY_PART, MOST_EARLY);
    }

    Duration timeout() {
        return timeout;
    }

    /** The nanoseconds that are left, at least one; it ends a little before the time is up. */
    long left() {
        return Math.max(1, nanos - (Ticker.system().nanos() - start) - early);
    }

    /** Whether nothing can be begun any more. */
    boolean isOver() {
        return left() <= Math.max(1, early);
    }

    /**
     * Sends the request and waits for the whole answer.
     *
     * <p>It gives up a little before the time is up: at the end of it the engine drops what comes, the text that says
     * how far it came included. The client's own timer goes first, since only the client knows whether there
     * was a connection; it does not cover the body before Java 26.
     */
    Answer send(HttpClient client, HttpRequest.Builder request, long maxBody)
            throws NoAnswerException, InterruptedException {
        long left = left();
        request.timeout(Duration.ofNanos(Math.max(1, left - early)));
        AnswerReader reader = new AnswerReader(maxBody);
        CompletableFuture<HttpResponse<Answer>> answer = client.sendAsync(request.build(), reader);
        try {
            return answer.get(left, TimeUnit.NANOSECONDS).body().unpacked(maxBody);
        } catch (TimeoutException e) {
            throw NoAnswerException.late(reader, timeout, e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw NoAnswerException.of(cause == null ? e : cause, reader, connecting(client));
        } finally {
            if (answer.cancel(true)) {
                reader.cancel();
            }
        }
    }

    /** A client may have its own, shorter time for connections. */
    private Duration connecting(HttpClient client) {
        Duration own = client.connectTimeout().orElse(timeout);
        return own.compareTo(timeout) < 0 ? own : timeout;
    }
}

package dev.postflight.http;

import dev.postflight.api.Ticker;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Requests and their answers, bodies included, within a time that is not overrun, however many there are. */
final class Exchange {

    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final long MOST_EARLY = 50_000_000;
    private static final int EARLY_PART = 40;
    private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

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
        AnswerReader reader = new AnswerReader(maxBody);
        URI uri = request.build().uri();
        boolean here = isBounded(client, uri);
        if (here) {
            Lookup.remember(uri.getHost(), this);
        }
        HttpRequest sent =
                request.timeout(Duration.ofNanos(Math.max(1, left() - early))).build();
        try {
            if (here) {
                client.send(sent, reader);
            } else {
                reader.follow(client.sendAsync(sent, reader));
            }
            return reader.answer(left()).unpacked(maxBody);
        } catch (TimeoutException e) {
            throw NoAnswerException.late(reader, timeout, e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw NoAnswerException.of(cause == null ? e : cause, reader, connecting(client));
        } catch (IOException | IllegalArgumentException | SecurityException e) {
            throw NoAnswerException.of(e, reader, connecting(client));
        } finally {
            reader.cancel();
        }
    }

    /**
     * Whether the client does nothing on the thread that sends for which it knows no deadline. Otherwise it has to send
     * from another one, at several times the cost: its own executor may never run what it is given, and the names of
     * proxies, and names that the JDK does not remember, are looked up again.
     */
    private static boolean isBounded(HttpClient client, URI uri) {
        return client.executor().isEmpty() && client.proxy().isEmpty() && Lookup.isRemembered() && isDirect(uri);
    }

    private static boolean isDirect(URI uri) {
        ProxySelector proxies = ProxySelector.getDefault();
        return proxies == null || proxies.select(uri).equals(DIRECT);
    }

    /** A client may have its own, shorter time for connections. */
    private Duration connecting(HttpClient client) {
        Duration own = client.connectTimeout().orElse(timeout);
        return own.compareTo(timeout) < 0 ? own : timeout;
    }
}

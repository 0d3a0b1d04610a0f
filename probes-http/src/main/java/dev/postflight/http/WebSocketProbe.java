package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import java.net.ProtocolException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Opens a WebSocket (RFC 6455), sends a message and awaits the reply when it is told to, and closes it.
 *
 * <ul>
 *   <li>It is up when the server accepts the handshake and answers the close; down when it answers the handshake with another
 *       status than 101, agrees on another subprotocol, replies something else, or closes with another code than 1000 or 1001, as
 *       servers do that accept first and then refuse.
 *   <li>It is silent when there is no answer, or when the connection ends or the timeout is over before the socket is closed.
 *   <li>Measured are {@code handshake} (seconds, connecting included) and {@code round_trip} (seconds until the reply, when one is
 *       {@linkplain #expectReply expected}).
 * </ul>
 *
 * <p>Immutable; may be used by many threads at once.
 *
 * @since 0.1
 */
public final class WebSocketProbe extends HttpSettings<WebSocketProbe> implements Probe {

    private static final String HANDSHAKE = "handshake";
    private static final String ROUND_TRIP = "round_trip";

    private final @Nullable String subprotocol;
    private final @Nullable String message;
    private final String reply;

    private WebSocketProbe(Request request, @Nullable String subprotocol, @Nullable String message, String reply) {
        super(request);
        this.subprotocol = subprotocol;
        this.message = message;
        this.reply = reply;
    }

    static WebSocketProbe of(String url) {
        return new WebSocketProbe(Request.of("GET", Target.ofWebSocket(url)), null, null, "");
    }

    /**
     * The subprotocol that is asked for, and that the server must agree on.
     *
     * @param name its name, such as {@code v12.stomp}
     * @return the new probe
     * @throws IllegalArgumentException if it is blank or cannot be sent
     */
    public WebSocketProbe subprotocol(String name) {
        if (name == null || name.isBlank() || !Header.canBeSent(name, "x")) {
            throw Texts.fault("subprotocol", Texts.quoted(name), "a name such as v12.stomp");
        }
        return new WebSocketProbe(request(), name, message, reply);
    }

    /**
     * Sends a text once the socket is open. The first text that then comes must contain another, among others.
     *
     * @param sent what is sent; no credentials
     * @param contained what the reply must contain, of its first 64 Ki characters; not blank
     * @return the new probe
     * @throws IllegalArgumentException if there is nothing to send or to expect
     */
    public WebSocketProbe expectReply(String sent, String contained) {
        if (sent == null) {
            throw Texts.fault("sent", null, "a text");
        }
        if (contained == null || contained.isBlank()) {
            throw Texts.fault("contained", Texts.quoted(contained), "a text that is not blank");
        }
        return new WebSocketProbe(request(), subprotocol, sent, contained);
    }

    /**
     * Opens and closes a WebSocket.
     *
     * @param timeout the time for everything; positive
     * @return whether it could be opened and used
     * @throws IllegalArgumentException if the timeout is not positive
     * @throws InterruptedException if the thread is interrupted; the connection is given up then
     */
    @Override
    public ProbeResult run(Duration timeout) throws InterruptedException {
        Exchange exchange = new Exchange(timeout);
        Secrets secrets = new Secrets(request().headers());
        List<Measurement> measurements = new ArrayList<>();
        WebSocketEvents events = new WebSocketEvents();
        String doing = "no answer to the handshake";
        WebSocket socket = null;
        try {
            socket = open(exchange, secrets, events, measurements);
            String fault = subprotocolFault(socket);
            if (fault == null && message != null) {
                doing = "no reply";
                fault = replyFault(socket, message, events, exchange, measurements);
            }
            doing = "the close was not answered";
            String end = close(socket, events, exchange);
            fault = fault == null ? end : fault;
            return fault == null
                    ? new ProbeResult.Up(measurements)
                    : new ProbeResult.Down(this + ": " + secrets.hidden(fault), measurements);
        } catch (NoAnswerException e) {
            return ProbeResult.silent(this + ": " + secrets.hidden(String.valueOf(e.getMessage())));
        } catch (TimeoutException e) {
            return late(doing, exchange);
        } catch (ExecutionException e) {
            return failed(e, doing, secrets, exchange);
        } finally {
            if (socket != null) {
                socket.abort();
            }
        }
    }

    private WebSocket open(Exchange exchange, Secrets secrets, WebSocketEvents events, List<Measurement> measurements)
            throws NoAnswerException, InterruptedException, ExecutionException, TimeoutException {
        WebSocket.Builder builder = request().client().client().newWebSocketBuilder();
        for (Header header : request().withCredentials(secrets)) {
            builder.header(header.name(), header.value());
        }
        if (subprotocol != null) {
            builder.subprotocols(subprotocol);
        }
        long start = Ticker.system().nanos();
        builder.connectTimeout(Duration.ofNanos(exchange.left()));
        CompletableFuture<WebSocket> opening =
                builder.buildAsync(request().target().uri(), events);
        boolean isOpen = false;
        try {
            WebSocket socket = opening.get(exchange.left(), TimeUnit.NANOSECONDS);
            isOpen = true;
            measurements.add(Measurement.of(HANDSHAKE, Ticker.system().secondsSince(start), Unit.SECONDS));
            return socket;
        } finally {
            if (!isOpen) {
                CompletableFuture<WebSocket> unused = opening.whenComplete((late, none) -> {
                    if (late != null) {
                        late.abort();
                    }
                });
            }
        }
    }

    private @Nullable String subprotocolFault(WebSocket socket) {
        return subprotocol == null || subprotocol.equals(socket.getSubprotocol())
                ? null
                : "subprotocol " + Texts.quoted(socket.getSubprotocol()) + " (expected: " + Texts.quoted(subprotocol)
                        + ")";
    }

    private @Nullable String replyFault(
            WebSocket socket, String sent, WebSocketEvents events, Exchange exchange, List<Measurement> measurements)
            throws InterruptedException, ExecutionException, TimeoutException {
        long start = Ticker.system().nanos();
        CompletableFuture<String> text = events.nextText();
        try {
            socket.sendText(sent, true).get(exchange.left(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (!events.closed().isDone()) {
                throw e;
            }
        }
        // a server that closes instead has given its answer, too
        CompletableFuture.anyOf(text, events.closed()).get(exchange.left(), TimeUnit.NANOSECONDS);
        if (!text.isDone()) {
            return "closed with " + events.closed().join() + " instead of a reply";
        }
        measurements.add(Measurement.of(ROUND_TRIP, Ticker.system().secondsSince(start), Unit.SECONDS));
        String seen = text.join();
        return seen.contains(reply)
                ? null
                : "the reply does not contain " + Texts.quoted(Texts.cut(reply)) + ",\n" + Texts.excerpt(seen);
    }

    /** What is wrong with the end of it; {@code null} for nothing. */
    private static @Nullable String close(WebSocket socket, WebSocketEvents events, Exchange exchange)
            throws InterruptedException, ExecutionException, TimeoutException, NoAnswerException {
        if (!socket.isOutputClosed()) {
            try {
                socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(exchange.left(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                // the other side may have closed it first; how, is known in a moment
                events.closed().get(exchange.left(), TimeUnit.NANOSECONDS);
            }
        }
        WebSocketEvents.End end = events.closed().get(exchange.left(), TimeUnit.NANOSECONDS);
        if (end.isBreach()) {
            throw NoAnswerException.because("the connection ended without a close");
        }
        return end.isNormal() ? null : "closed with " + end + " (expected: 1000)";
    }

    private ProbeResult failed(ExecutionException thrown, String doing, Secrets secrets, Exchange exchange) {
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        if (cause instanceof WebSocketHandshakeException refused && refused.getResponse() != null) {
            int status = refused.getResponse().statusCode();
            return status == 101
                    ? ProbeResult.down(this + ": the handshake is not valid: " + secrets.hidden(message(cause)))
                    : ProbeResult.down(this + ": status " + status + " (expected: 101)");
        }
        if (cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException)) {
            return late(doing, exchange); // the client's own timeout, which ends at the same time
        }
        String before = doing.startsWith("no answer") ? "" : doing + ": ";
        if (!before.isEmpty() && cause instanceof ProtocolException) {
            return ProbeResult.silent(this + ": " + before + "a frame is not valid: " + secrets.hidden(message(cause)));
        }
        NoAnswerException why = NoAnswerException.of(cause, new AnswerReader(1), exchange.timeout());
        return ProbeResult.silent(this + ": " + before + secrets.hidden(String.valueOf(why.getMessage())));
    }

    private ProbeResult late(String doing, Exchange exchange) {
        return ProbeResult.silent(this + ": " + doing + " within " + Texts.duration(exchange.timeout()));
    }

    private static String message(Throwable thrown) {
        Throwable cause = thrown.getCause();
        String text = cause == null ? thrown.getMessage() : cause.getMessage();
        return text == null ? thrown.getClass().getSimpleName() : text;
    }

    /**
     * What is measured.
     *
     * @return {@code handshake}, and {@code round_trip} when a reply is expected
     */
    @Override
    public Map<String, Unit> metrics() {
        Map<String, Unit> units = new LinkedHashMap<>();
        units.put(HANDSHAKE, Unit.SECONDS);
        if (message != null) {
            units.put(ROUND_TRIP, Unit.SECONDS);
        }
        return Collections.unmodifiableMap(units);
    }

    /**
     * What is expected of the server.
     *
     * @return for example {@code status 101, subprotocol "v12.stomp", reply with "pong"}
     */
    @Override
    public String wanted() {
        return "status 101"
                + (subprotocol == null ? "" : ", subprotocol " + Texts.quoted(subprotocol))
                + (message == null ? "" : ", reply with " + Texts.quoted(Texts.cut(reply)));
    }

    @Override
    WebSocketProbe with(Request changed) {
        return new WebSocketProbe(changed, subprotocol, message, reply);
    }
}

package dev.postflight.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Where a monitoring system or a health endpoint is, and how it is asked. Every method that takes a setting returns a new
 * server and leaves this one as it is.
 *
 * <pre>{@code
 * MonitorServer prometheus = MonitorServer.of("https://monitoring.example.com/prometheus").bearer(vault::token);
 * Check.of("errors", PrometheusProbes.query(prometheus, "sum(rate(http_requests_total{status=\"500\"}[5m]))"));
 * }</pre>
 *
 * <p>Credentials are asked for at each run, never kept, and shown in no text. Redirects are not followed, as credentials
 * would go to wherever an answer says; a {@link #client} that follows them changes that.
 *
 * <p>It may be used by many probes and threads at once. To make one opens no connection and starts no thread.
 *
 * @since 0.1
 */
public final class MonitorServer extends HttpSettings<MonitorServer> {

    /** How many bytes of a body are read at most, unless the server says otherwise: 4 MiB. */
    public static final long DEFAULT_MAX_BODY = 4 << 20;

    private final long maxBody;

    private MonitorServer(Request request, long maxBody) {
        super(request);
        this.maxBody = maxBody;
    }

    /**
     * A server that is asked without credentials, until it is given some.
     *
     * @param url absolute, http or https, with a host and without user info; it may have a path that all others come
     *     after, such as {@code https://example.com/prometheus}
     * @return the server
     * @throws IllegalArgumentException if it is no such URL; the message shows neither user info nor query
     */
    public static MonitorServer of(String url) {
        return new MonitorServer(Request.of("GET", Target.of(url)), DEFAULT_MAX_BODY);
    }

    /**
     * How much of a body is read. A larger one is no answer, and its connection is closed.
     *
     * @param bytes 1 to 1,073,741,824; {@link #DEFAULT_MAX_BODY} by default
     * @return the new server
     * @throws IllegalArgumentException if it is not in that range
     */
    public MonitorServer maxBody(long bytes) {
        return new MonitorServer(request(), Expectations.checkedMaxBody(bytes));
    }

    /**
     * The server for people.
     *
     * @return its URL, without the values of its query
     */
    @Override
    public String toString() {
        return request().target().shown();
    }

    /** A URL that others come after can have no query. */
    MonitorServer asBase() {
        Target base = request().target();
        if (base.uri().getRawQuery() != null || base.uri().getRawFragment() != null) {
            throw Texts.fault("url", Texts.quoted(base.shown()), "a URL without query, which paths can come after");
        }
        return this;
    }

    /** Whether the URL itself has such a parameter. */
    boolean asksFor(String parameter) {
        String query = uri().getRawQuery();
        return query != null && ('&' + query).contains('&' + parameter + '=');
    }

    static MonitorServer given(@Nullable MonitorServer server) {
        if (server == null) {
            throw Texts.fault("server", null, "a server");
        }
        return server;
    }

    /** Asks the URL itself. */
    MonitorAnswer get(Exchange exchange) throws MonitorException, InterruptedException {
        return send(exchange, HttpRequest.newBuilder(uri()));
    }

    /** Asks for what is below the URL. */
    MonitorAnswer get(Exchange exchange, String pathAndQuery) throws MonitorException, InterruptedException {
        return send(exchange, HttpRequest.newBuilder(below(pathAndQuery)));
    }

    /** Asks by a form, which may be longer than a URL. */
    MonitorAnswer post(Exchange exchange, String path, String form) throws MonitorException, InterruptedException {
        return send(
                exchange,
                HttpRequest.newBuilder(below(path))
                        .header("Content-Type", Form.TYPE)
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private URI uri() {
        return request().target().uri();
    }

    private URI below(String pathAndQuery) {
        String text = uri().toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + pathAndQuery);
    }

    private MonitorAnswer send(Exchange exchange, HttpRequest.Builder request)
            throws MonitorException, InterruptedException {
        Secrets secrets = new Secrets(request().headers());
        try {
            boolean accepts = false;
            for (Header header : request().withCredentials(secrets)) {
                request.header(header.name(), header.value());
                accepts |= header.name().equalsIgnoreCase("Accept");
            }
            if (!accepts) {
                request.header("Accept", "application/json, */*;q=0.5");
            }
            HttpClient client = request().client().client();
            return new MonitorAnswer(exchange.send(client, request, maxBody), secrets, maxBody);
        } catch (NoAnswerException e) {
            String text = secrets.hidden(String.valueOf(e.getMessage()));
            Throwable cause = e.getCause();
            boolean late = cause instanceof TimeoutException || cause instanceof HttpTimeoutException;
            throw late ? MonitorException.late(text) : MonitorException.of(text);
        }
    }

    @Override
    MonitorServer with(Request changed) {
        return new MonitorServer(changed, maxBody);
    }
}

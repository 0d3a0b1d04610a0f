package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends one GET request and holds the answer against what is expected of it. Every method that takes a setting returns a
 * new probe and leaves this one as it is.
 *
 * <ul>
 *   <li>An answer that is not as expected gives {@link ProbeResult.Down}, with everything that is wrong with it and the
 *       beginning of the body.
 *   <li>No whole answer within the timeout gives {@link ProbeResult.Silent}: connection refused, unknown host, no trust in a
 *       certificate, no answer, a body that is cut off or does not end.
 *   <li>Measured are {@code latency} (from the request to the end of the body), {@code status} and {@code size} (of the
 *       body), and what {@link #measureJson} adds; of a body that is larger than {@link #maxBody} only {@code status}.
 *   <li>Redirects are not followed: the redirect is the answer. Else the login page of a wrongly configured application
 *       would pass for the page itself, and credentials would be sent to where the answer says. A {@link #client} that
 *       follows redirects changes that.
 *   <li>Texts show the URL without the values of its query, and no headers of the request.
 * </ul>
 *
 * <p>Making a probe opens no connection and starts no thread. Probes that are not given a client share one, which comes
 * to life with the first run and goes when the last of them that ran is garbage.
 *
 * <p>A probe may be used by many threads at once.
 *
 * @since 0.1
 */
public final class HttpProbe implements Probe {

    /** How many bytes of a body are read at most, unless the probe says otherwise: 1 MiB. */
    public static final long DEFAULT_MAX_BODY = 1 << 20;

    private final Target target;
    private final Expectations expectations;
    private final List<Header> headers;
    private final @Nullable HttpClient own;
    private volatile @Nullable HttpClient used;

    HttpProbe(Target target) {
        this(target, Expectations.NONE, List.of(), null);
    }

    private HttpProbe(Target target, Expectations expectations, List<Header> headers, @Nullable HttpClient own) {
        this.target = target;
        this.expectations = expectations;
        this.headers = headers;
        this.own = own;
    }

    /**
     * The statuses that will do. Replaces those of an earlier call.
     *
     * @param statuses one or more from 100 to 599; any 2xx by default
     * @return the new probe
     * @throws IllegalArgumentException if there is none, or one that is no status
     */
    public HttpProbe expectStatus(int... statuses) {
        return with(expectations.withStatuses(statuses));
    }

    /**
     * A value that the body, read as JSON, must have. Numbers compare as decimals: 1 equals 1.0. A body with anything after
     * the document is not JSON.
     *
     * @param pointer where: a JSON pointer (RFC 6901) such as {@code /components/db/status}
     * @param value a string, a boolean, a number, or {@code null} for JSON's null
     * @return the new probe
     * @throws IllegalArgumentException if the pointer is none or was given before, or if the value is anything else
     */
    public HttpProbe expectJson(String pointer, @Nullable Object value) {
        return with(expectations.with(new JsonValue(pointer, value)));
    }

    /**
     * A text that the body must contain, among others.
     *
     * @param contained not blank
     * @return the new probe
     * @throws IllegalArgumentException if the text is blank
     */
    public HttpProbe expectBody(String contained) {
        return with(expectations.withText(contained));
    }

    /**
     * Reports a number of the body, read as JSON, as a measurement. It is absent when there is no number at that place, or no
     * JSON at all.
     *
     * @param metric the name of the measurement: not one of the probe's own, and each once
     * @param pointer where: a JSON pointer (RFC 6901)
     * @param unit the unit that the number is in
     * @return the new probe
     * @throws IllegalArgumentException if the name is no metric name or taken, or the pointer none
     */
    public HttpProbe measureJson(String metric, String pointer, Unit unit) {
        return with(expectations.with(new JsonMetric(metric, pointer, unit)));
    }

    /**
     * Sends a header, beside those of earlier calls.
     *
     * @param name its name; not one that the JDK's client sets itself, such as {@code Host}
     * @param value its value; not blank
     * @return the new probe
     * @throws IllegalArgumentException if name or value cannot be sent; the message does not show the value
     */
    public HttpProbe header(String name, String value) {
        return new HttpProbe(target, expectations, Expectations.plus(headers, new Header(name, value)), own);
    }

    /**
     * How much of a body is read. A larger one gives {@link ProbeResult.Down}, and its connection is closed.
     *
     * @param bytes 1 to 1,073,741,824; {@link #DEFAULT_MAX_BODY} by default
     * @return the new probe
     * @throws IllegalArgumentException if it is not in that range
     */
    public HttpProbe maxBody(long bytes) {
        return with(expectations.withMaxBody(bytes));
    }

    /**
     * Sends requests by this client, with its trust, proxy, HTTP version and redirects, instead of the shared one: that
     * one has the JDK's trust and proxy settings, speaks HTTP/1.1 and follows no redirects.
     *
     * @param client the client; closing it is up to the caller
     * @return the new probe
     * @throws IllegalArgumentException if there is none
     */
    public HttpProbe client(HttpClient client) {
        if (client == null) {
            throw Texts.fault("client", null, "a client");
        }
        return new HttpProbe(target, expectations, headers, client);
    }

    /**
     * Sends the request, and waits for the whole answer.
     *
     * @param timeout the time for connection, request, answer and body together; positive
     * @return what the answer was like, or why there was none
     * @throws IllegalArgumentException if the timeout is not positive
     * @throws InterruptedException if the thread is interrupted; the request is cancelled then
     */
    @Override
    public ProbeResult run(Duration timeout) throws InterruptedException {
        Exchange exchange = new Exchange(timeout);
        HttpRequest.Builder request = HttpRequest.newBuilder(target.uri());
        for (Header header : headers) {
            request.header(header.name(), header.value());
        }
        try {
            return expectations.judge(toString(), headers, exchange.send(client(), request, expectations.maxBody()));
        } catch (NoAnswerException e) {
            return ProbeResult.silent(this + ": " + Header.hidden(headers, String.valueOf(e.getMessage())));
        }
    }

    /**
     * What an answer is measured by.
     *
     * @return {@code latency}, {@code status}, {@code size}, and what {@link #measureJson} added
     */
    @Override
    public Map<String, Unit> metrics() {
        return expectations.units();
    }

    /**
     * What is expected of the answer.
     *
     * @return for example {@code status 200, /version "1.4.2"}
     */
    @Override
    public String wanted() {
        return expectations.wanted();
    }

    /**
     * The question for people.
     *
     * @return method and URL, without the values of its query
     */
    @Override
    public String toString() {
        return "GET " + target.shown();
    }

    /** Held from the first run on, which keeps the shared client alive for as long as there are probes that used it. */
    private HttpClient client() {
        HttpClient client = used;
        if (client == null) {
            client = own == null ? SharedClient.get() : own;
            used = client;
        }
        return client;
    }

    private HttpProbe with(Expectations changed) {
        return new HttpProbe(target, changed, headers, own);
    }
}

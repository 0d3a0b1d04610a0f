package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Scale;
import dev.postflight.api.Unit;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Sends one request and holds the answer against what is expected of it. Every method that takes a setting returns a new probe
 * and leaves this one as it is.
 *
 * <ul>
 *   <li>An answer that is not as expected gives {@link ProbeResult.Down}, with everything that is wrong with it and the
 *       beginning of the body.
 *   <li>No whole answer within the timeout gives {@link ProbeResult.Silent}: connection refused, unknown host, no trust in a
 *       certificate, no answer, a body that is cut off or does not end, a credential that could not be had.
 *   <li>Measured are {@code latency} (seconds until the end of the body, lookup, connecting and redirects included),
 *       {@code first_byte} (seconds until status and headers were read: the earliest that the JDK's client
 *       tells), {@code status} and {@code size} (bytes of the body, unpacked), {@code dns} with {@link #measureDns}, and what
 *       {@link #measureJson} adds; of a body that is larger than {@link #maxBody} only {@code status}. The JDK's client does not
 *       tell how long connecting and the TLS handshake take: {@link HttpProbes#tls} does, by a connection of its own.
 *   <li>Redirects are not followed: the redirect is the answer. Else the login page of a wrongly configured application
 *       would pass for the page itself, and credentials would be sent to where the answer says. {@link #followRedirects} and a
 *       {@link #client} that follows redirects change that.
 *   <li>A body with {@code Content-Encoding: gzip} is unpacked, up to {@link #maxBody}; in any other encoding it is not as
 *       expected.
 *   <li>Texts show the URL without the values of its query, and no headers or body of the request.
 *   <li>The request is sent at each run: let one that changes something be harmless however often it is sent.
 * </ul>
 *
 * <p>Making a probe opens no connection and starts no thread. Probes that are not given a client share one, which comes
 * to life with the first run and goes when the last of them that ran is garbage.
 *
 * <p>A probe may be used by many threads at once.
 *
 * @since 0.1
 */
public final class HttpProbe extends HttpExpectations implements Probe {

    /** How many bytes of a body are read at most, unless the probe says otherwise: 1 MiB. */
    public static final long DEFAULT_MAX_BODY = 1 << 20;

    HttpProbe(Request request) {
        this(request, Expectations.NONE);
    }

    private HttpProbe(Request request, Expectations expectations) {
        super(request, expectations);
    }

    /**
     * Asks in this version of HTTP and takes an answer in no other. HTTP/2 is agreed on within the TLS handshake; without TLS
     * the JDK's client asks for an upgrade, which few servers grant.
     *
     * @param version the version
     * @return the new probe
     * @throws IllegalArgumentException if there is none
     */
    public HttpProbe expectVersion(HttpClient.Version version) {
        return new HttpProbe(request().with(version), expectations().with(new ExpectedVersion(version)));
    }

    /**
     * Reports a number of the body, read as JSON, as a measurement. It is absent when there is no number at that place, or no
     * JSON at all.
     *
     * @param metric the name of the measurement: not one of the probe's own, and each once
     * @param pointer where: a JSON pointer (RFC 6901)
     * @param unit the base unit that the number is in
     * @return the new probe
     * @throws IllegalArgumentException if the name is no metric name or taken, or the pointer none
     */
    public HttpProbe measureJson(String metric, String pointer, Unit unit) {
        return with(expectations().with(JsonMetric.number(metric, pointer, Texts.scale(unit))));
    }

    /**
     * Reports a number of the body, read as JSON, that is written in milliseconds, per cent or the like. It is absent when there is
     * no number at that place, or no JSON at all.
     *
     * @param metric the name of the measurement: not one of the probe's own, and each once
     * @param pointer where: a JSON pointer (RFC 6901)
     * @param scale what the number is in, as in {@code Scale.of("ms")}; measured is the base unit
     * @return the new probe
     * @throws IllegalArgumentException if the name is no metric name or taken, or the pointer none
     */
    public HttpProbe measureJson(String metric, String pointer, Scale scale) {
        return with(expectations().with(JsonMetric.number(metric, pointer, Texts.scale(scale))));
    }

    /**
     * Reports how long ago a time in the body, read as JSON, is, in seconds. What is no such time there, null included, is not
     * as expected.
     *
     * @param metric the name of the measurement: not one of the probe's own, and each once
     * @param pointer where: a JSON pointer (RFC 6901)
     * @return the new probe
     * @throws IllegalArgumentException if the name is no metric name or taken, or the pointer none
     * @see JsonRule#age which times are read
     */
    public HttpProbe measureJsonAge(String metric, String pointer) {
        return with(expectations().with(JsonMetric.age(metric, pointer)));
    }

    /**
     * Looks up the name of the host before the request, and reports the seconds that it took as {@code dns}. The JDK remembers
     * what it found, by default for 30 s, in which it takes no time.
     *
     * @return the new probe
     */
    public HttpProbe measureDns() {
        return with(request().timingDns());
    }

    /**
     * Sends a body, in UTF-8.
     *
     * @param contentType its media type
     * @param text the body; no credentials, for which there is a supplier
     * @return the new probe
     * @throws IllegalArgumentException if the type cannot be sent, the body is absent or above 16 MiB, or the probe has
     *     fields of a form
     */
    public HttpProbe body(String contentType, String text) {
        return sending(RequestBody.of(contentType, text));
    }

    /**
     * Sends a body.
     *
     * @param contentType its media type
     * @param bytes the body; copied
     * @return the new probe
     * @throws IllegalArgumentException if the type cannot be sent, the body is absent or above 16 MiB, or the probe has
     *     fields of a form
     */
    public HttpProbe body(String contentType, byte[] bytes) {
        return sending(RequestBody.of(contentType, bytes));
    }

    /**
     * Sends a body that is asked for at each run, in UTF-8: one with credentials, for example.
     *
     * @param contentType its media type
     * @param body asked for it at each run
     * @return the new probe
     * @throws IllegalArgumentException if the type cannot be sent, there is no supplier, or the probe has fields of a form
     */
    public HttpProbe body(String contentType, Supplier<String> body) {
        return sending(RequestBody.supplied(contentType, body));
    }

    /**
     * Sends a field of a form ({@code application/x-www-form-urlencoded}, in UTF-8), after those of earlier calls.
     *
     * @param name its name
     * @param text its value, which is encoded; no credential, for which there is a supplier
     * @return the new probe
     * @throws IllegalArgumentException if the name is blank or speaks of a secret, there is no value, or the probe has a body of
     *     another kind
     */
    public HttpProbe formField(String name, String text) {
        return with(request().with(RequestBody.form(request().body(), Form.Field.plain(name, text))));
    }

    /**
     * Sends a field of a form whose value is a secret: the password of a login. It is hidden in all texts, as it is and encoded.
     *
     * @param name its name
     * @param value asked for it at each run; not blank
     * @return the new probe
     * @throws IllegalArgumentException if the name is blank, there is no supplier, or the probe has a body of another kind
     */
    public HttpProbe formField(String name, Supplier<String> value) {
        return with(request().with(RequestBody.form(request().body(), Form.Field.secret(name, value))));
    }

    private HttpProbe sending(RequestBody body) {
        return with(request().with(body.insteadOf(request().body())));
    }

    /**
     * How much of a body is read, before and after it is unpacked. A larger one gives {@link ProbeResult.Down}, and its
     * connection is closed.
     *
     * @param bytes 1 to 1,073,741,824; {@link #DEFAULT_MAX_BODY} by default
     * @return the new probe
     * @throws IllegalArgumentException if it is not in that range
     */
    public HttpProbe maxBody(long bytes) {
        return with(expectations().withMaxBody(bytes));
    }

    /**
     * Follows redirects, from https never to http. What {@link #header(String, Supplier)}, {@link #bearer} and {@link #basic}
     * supply, and a body that would be sent again, go to the same scheme, host and port only. A redirect that is not followed is
     * the answer, and not as expected.
     *
     * @param most how many in a row, 1 to 20
     * @param hosts to where, beside the host that is asked; in any case, without wildcards
     * @return the new probe
     * @throws IllegalArgumentException if the number is not in that range, or a host is no name
     */
    public HttpProbe followRedirects(int most, String... hosts) {
        return with(request().with(Redirects.of(most, hosts)));
    }

    /**
     * Sends the request several times in each run, one after another. All share the timeout of the check, which must exceed as many
     * times the slowest acceptable answer as there are samples.
     *
     * @param samples how many times, 1 to 1,000
     * @return a probe that measures the distribution of their times
     * @throws IllegalArgumentException if the number is not in that range
     */
    public SampledHttpProbe sampled(int samples) {
        return new SampledHttpProbe(this, samples, 0);
    }

    /**
     * Asks.
     *
     * @param timeout the time for the whole answer, body included; positive
     * @return what the answer was like, or why there was none
     * @throws IllegalArgumentException if the timeout is not positive
     * @throws InterruptedException if the thread is interrupted; the request is cancelled then
     */
    @Override
    public ProbeResult run(Duration timeout) throws InterruptedException {
        return run(new Exchange(timeout));
    }

    /** Asks within the time of an exchange that others share. */
    ProbeResult run(Exchange exchange) throws InterruptedException {
        Secrets secrets = new Secrets(request().headers());
        try {
            return judge(secrets, ask(exchange, secrets), exchange);
        } catch (NoAnswerException e) {
            return ProbeResult.silent(this + ": " + secrets.hidden(String.valueOf(e.getMessage())));
        }
    }

    Reply ask(Exchange exchange, Secrets secrets) throws NoAnswerException, InterruptedException {
        return request().ask(exchange, secrets, expectations().maxBody());
    }

    ProbeResult judge(Secrets secrets, Reply reply, Exchange exchange) throws InterruptedException {
        ProbeResult result = expectations().judge(this, secrets, reply, exchange);
        if (result instanceof ProbeResult.Silent && Thread.interrupted()) {
            throw new InterruptedException();
        }
        return result;
    }

    @Override
    public Map<String, Unit> metrics() {
        return expectations().units(request().timesDns());
    }

    @Override
    public String wanted() {
        return expectations().wanted();
    }

    @Override
    HttpProbe with(Request changed) {
        return new HttpProbe(changed, expectations());
    }

    @Override
    HttpProbe with(Expectations changed) {
        return new HttpProbe(request(), changed);
    }
}

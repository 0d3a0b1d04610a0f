package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
public final class HttpProbe extends HttpSettings<HttpProbe> implements Probe {

    /** How many bytes of a body are read at most, unless the probe says otherwise: 1 MiB. */
    public static final long DEFAULT_MAX_BODY = 1 << 20;

    private final Expectations expectations;

    HttpProbe(Request request) {
        this(request, Expectations.NONE);
    }

    private HttpProbe(Request request, Expectations expectations) {
        super(request);
        this.expectations = expectations;
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
     * The statuses that will do. Replaces those of an earlier call.
     *
     * @param statuses statuses and ranges, as in {@code 200-299, 304}
     * @return the new probe
     * @throws IllegalArgumentException if it is anything else
     */
    public HttpProbe expectStatus(String statuses) {
        return with(expectations.with(Statuses.parse(statuses)));
    }

    /**
     * The statuses that will do. Replaces those of an earlier call.
     *
     * @param first from 100 on
     * @param last up to 599; not below the first
     * @return the new probe
     * @throws IllegalArgumentException if it is no such range
     */
    public HttpProbe expectStatusBetween(int first, int last) {
        return with(expectations.with(Statuses.between(first, last)));
    }

    /**
     * That the request is refused: 401 or 403, and nothing else. A redirect to a login page is no refusal, nor is a 404 or a
     * 500. Replaces the statuses of an earlier call.
     *
     * @return the new probe
     */
    public HttpProbe expectRefused() {
        return expectStatus(401, 403);
    }

    /**
     * A header that the answer must have, whatever its value.
     *
     * @param name in any case
     * @return the new probe
     * @throws IllegalArgumentException if it is no name of a header
     */
    public HttpProbe expectHeader(String name) {
        return with(expectations.with(ExpectedHeader.of(name, ExpectedHeader.Kind.PRESENT, "")));
    }

    /**
     * A header that the answer must have. One that is there several times will do when one of its values does.
     *
     * @param name in any case
     * @param value the whole value, in this case
     * @return the new probe
     * @throws IllegalArgumentException if it is no name of a header, or the value is blank
     */
    public HttpProbe expectHeader(String name, String value) {
        return with(expectations.with(ExpectedHeader.of(name, ExpectedHeader.Kind.EQUAL, value)));
    }

    /**
     * A header that the answer must have, with a text in its value.
     *
     * @param name in any case
     * @param contained a part of the value, in this case
     * @return the new probe
     * @throws IllegalArgumentException if it is no name of a header, or the text is blank
     */
    public HttpProbe expectHeaderContaining(String name, String contained) {
        return with(expectations.with(ExpectedHeader.of(name, ExpectedHeader.Kind.CONTAINING, contained)));
    }

    /**
     * A header that the answer must not have.
     *
     * @param name in any case
     * @return the new probe
     * @throws IllegalArgumentException if it is no name of a header
     */
    public HttpProbe expectNoHeader(String name) {
        return with(expectations.with(ExpectedHeader.of(name, ExpectedHeader.Kind.ABSENT, "")));
    }

    /**
     * The headers by which browsers protect their users: {@code X-Content-Type-Options: nosniff};
     * {@code frame-ancestors} of a policy that leave some out, or else {@code X-Frame-Options} DENY or SAMEORIGIN;
     * {@code Referrer-Policy} other than unsafe-url; and over https {@code Strict-Transport-Security} with a max-age above 0.
     *
     * @return the new probe
     */
    public HttpProbe expectSecurityHeaders() {
        return with(expectations.with(new ExpectedSecurity()));
    }

    /**
     * That no header such as {@code Server} or {@code X-Powered-By} tells a version.
     *
     * @return the new probe
     */
    public HttpProbe expectNoServerVersion() {
        return with(expectations.with(new ExpectedNoVersion()));
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
     * A number that the body, read as JSON, must have. What is not a number there, a text with digits included, is not as
     * expected.
     *
     * @param pointer where: a JSON pointer (RFC 6901) such as {@code /queue/length}
     * @param limit a comparison as in thresholds: {@code <= 5}, {@code >= 99.5}, {@code != 0}
     * @return the new probe
     * @throws IllegalArgumentException if the pointer is none, or the limit no comparison with a number
     */
    public HttpProbe expectJsonNumber(String pointer, String limit) {
        return with(expectations.with(ExpectedNumber.of(pointer, limit)));
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
     * A text that the body must not contain, among others.
     *
     * @param text not blank
     * @return the new probe
     * @throws IllegalArgumentException if the text is blank
     */
    public HttpProbe expectBodyWithout(String text) {
        return with(expectations.with(ExpectedText.of("text", text, false)));
    }

    /**
     * A pattern that must be found in the body. One that takes too long is given up at the deadline, and gives silence.
     *
     * @param regex a {@linkplain java.util.regex.Pattern regular expression}
     * @return the new probe
     * @throws IllegalArgumentException if it is none
     */
    public HttpProbe expectBodyMatching(String regex) {
        return with(expectations.with(ExpectedPattern.of(regex)));
    }

    /**
     * How large the body must be, unpacked.
     *
     * @param limit a comparison as in thresholds: {@code > 0}, {@code <= 100KiB}
     * @return the new probe
     * @throws IllegalArgumentException if it is no comparison with a size
     */
    public HttpProbe expectSize(String limit) {
        return with(expectations.with(ExpectedSize.of(limit)));
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
        return new HttpProbe(request().with(version), expectations.with(new ExpectedVersion(version)));
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
     * @throws IllegalArgumentException if the type cannot be sent, or the body is absent or above 16 MiB
     */
    public HttpProbe body(String contentType, String text) {
        return with(request().with(RequestBody.of(contentType, text)));
    }

    /**
     * Sends a body.
     *
     * @param contentType its media type
     * @param bytes the body; copied
     * @return the new probe
     * @throws IllegalArgumentException if the type cannot be sent, or the body is absent or above 16 MiB
     */
    public HttpProbe body(String contentType, byte[] bytes) {
        return with(request().with(RequestBody.of(contentType, bytes)));
    }

    /**
     * Sends a body that is asked for at each run, in UTF-8: one with credentials, for example.
     *
     * @param contentType its media type
     * @param body asked for it at each run
     * @return the new probe
     * @throws IllegalArgumentException if the type cannot be sent, or there is no supplier
     */
    public HttpProbe body(String contentType, Supplier<String> body) {
        return with(request().with(RequestBody.supplied(contentType, body)));
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
        return with(expectations.withMaxBody(bytes));
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
     * Sends the request several times in each run, one after another.
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
        return request().ask(exchange, secrets, expectations.maxBody());
    }

    ProbeResult judge(Secrets secrets, Reply reply, Exchange exchange) throws InterruptedException {
        ProbeResult result = expectations.judge(this, secrets, reply, exchange);
        if (result instanceof ProbeResult.Silent && Thread.interrupted()) {
            throw new InterruptedException();
        }
        return result;
    }

    @Override
    public Map<String, Unit> metrics() {
        return expectations.units(request().timesDns());
    }

    @Override
    public String wanted() {
        return expectations.wanted();
    }

    @Override
    HttpProbe with(Request changed) {
        return new HttpProbe(changed, expectations);
    }

    private HttpProbe with(Expectations changed) {
        return new HttpProbe(request(), changed);
    }
}

package dev.postflight.http;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What an answer must be. Everything that is not as expected is told, not only the first.
 *
 * @since 0.1
 */
public abstract sealed class HttpExpectations extends HttpSettings<HttpProbe> permits HttpProbe {

    private final Expectations expectations;

    HttpExpectations(Request request, Expectations expectations) {
        super(request);
        this.expectations = expectations;
    }

    /** The same probe with other expectations. */
    abstract HttpProbe with(Expectations changed);

    final Expectations expectations() {
        return expectations;
    }

    /**
     * The statuses that will do. Replaces those of an earlier call.
     *
     * @param statuses one or more from 100 to 599; any 2xx by default
     * @return the new probe
     * @throws IllegalArgumentException if there is none, or one that is no status
     */
    public final HttpProbe expectStatus(int... statuses) {
        return with(expectations.withStatuses(statuses));
    }

    /**
     * The statuses that will do. Replaces those of an earlier call.
     *
     * @param statuses statuses and ranges, as in {@code 200-299, 304}
     * @return the new probe
     * @throws IllegalArgumentException if it is anything else
     */
    public final HttpProbe expectStatus(String statuses) {
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
    public final HttpProbe expectStatusBetween(int first, int last) {
        return with(expectations.with(Statuses.between(first, last)));
    }

    /**
     * That the request is refused: 401 or 403, and nothing else. A redirect to a login page is no refusal, nor is a 404 or a
     * 500. Replaces the statuses of an earlier call.
     *
     * @return the new probe
     */
    public final HttpProbe expectRefused() {
        return expectStatus(401, 403);
    }

    /**
     * A header that the answer must have, whatever its value.
     *
     * @param name in any case
     * @return the new probe
     * @throws IllegalArgumentException if it is no name of a header
     */
    public final HttpProbe expectHeader(String name) {
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
    public final HttpProbe expectHeader(String name, String value) {
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
    public final HttpProbe expectHeaderContaining(String name, String contained) {
        return with(expectations.with(ExpectedHeader.of(name, ExpectedHeader.Kind.CONTAINING, contained)));
    }

    /**
     * A header that the answer must not have.
     *
     * @param name in any case
     * @return the new probe
     * @throws IllegalArgumentException if it is no name of a header
     */
    public final HttpProbe expectNoHeader(String name) {
        return with(expectations.with(ExpectedHeader.of(name, ExpectedHeader.Kind.ABSENT, "")));
    }

    /**
     * The headers by which browsers protect their users: {@code X-Content-Type-Options: nosniff};
     * {@code frame-ancestors} of a policy that leave some out, or else {@code X-Frame-Options} DENY or SAMEORIGIN;
     * {@code Referrer-Policy} other than unsafe-url; and over https {@code Strict-Transport-Security} with a max-age above 0.
     *
     * @return the new probe
     */
    public final HttpProbe expectSecurityHeaders() {
        return with(expectations.with(new ExpectedSecurity()));
    }

    /**
     * That no header such as {@code Server} or {@code X-Powered-By} tells a version.
     *
     * @return the new probe
     */
    public final HttpProbe expectNoServerVersion() {
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
     * @see JsonRule
     */
    public final HttpProbe expectJson(String pointer, @Nullable Object value) {
        return expectJson(pointer, JsonRule.equalTo(value));
    }

    /**
     * What a value of the body, read as JSON, must be.
     *
     * @param pointer where: a JSON pointer (RFC 6901) such as {@code /version}
     * @param rule what it must be there; {@code null} is JSON's null, as in {@link #expectJson(String, Object)}
     * @return the new probe
     * @throws IllegalArgumentException if the pointer is none, or the rules for it contradict one another
     */
    public final HttpProbe expectJson(String pointer, @Nullable JsonRule rule) {
        return with(expectations.with(ExpectedJson.of(pointer, rule == null ? JsonRule.equalTo(null) : rule)));
    }

    /**
     * A text that the body must contain, among others.
     *
     * @param contained not blank
     * @return the new probe
     * @throws IllegalArgumentException if the text is blank
     */
    public final HttpProbe expectBody(String contained) {
        return with(expectations.withText(contained));
    }

    /**
     * A text that the body must not contain, among others.
     *
     * @param text not blank
     * @return the new probe
     * @throws IllegalArgumentException if the text is blank
     */
    public final HttpProbe expectBodyWithout(String text) {
        return with(expectations.with(ExpectedText.of("text", text, false)));
    }

    /**
     * A pattern that must be found in the body. One that takes too long is given up at the deadline, and gives silence.
     *
     * @param regex a {@linkplain java.util.regex.Pattern regular expression}
     * @return the new probe
     * @throws IllegalArgumentException if it is none
     */
    public final HttpProbe expectBodyMatching(String regex) {
        return with(expectations.with(ExpectedPattern.of(regex, true)));
    }

    /**
     * A pattern that must not be found in the body. One that takes too long is given up at the deadline, and gives silence.
     *
     * @param regex a {@linkplain java.util.regex.Pattern regular expression}
     * @return the new probe
     * @throws IllegalArgumentException if it is none
     */
    public final HttpProbe expectBodyWithoutMatch(String regex) {
        return with(expectations.with(ExpectedPattern.of(regex, false)));
    }

    /**
     * How large the body must be, unpacked.
     *
     * @param limit a comparison as in thresholds: {@code > 0}, {@code <= 100KiB}
     * @return the new probe
     * @throws IllegalArgumentException if it is no comparison with a size
     */
    public final HttpProbe expectSize(String limit) {
        return with(expectations.with(ExpectedSize.of(limit)));
    }

    /**
     * Judges by this clock how old a time in the body is.
     *
     * @param wall the clock; that of the system otherwise
     * @return the new probe
     * @throws IllegalArgumentException if there is none
     * @see JsonRule#age
     */
    public final HttpProbe clock(InstantSource wall) {
        return with(expectations.with(wall));
    }
}

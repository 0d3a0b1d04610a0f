package dev.postflight.http;

import dev.postflight.api.ProbeResult;
import dev.postflight.api.Scale;
import dev.postflight.api.Unit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Words for people. */
final class Texts {

    static final String MASK = "***";

    private static final int LONGEST = 200;
    private static final int LONGEST_REDACTED = 4_000;

    private Texts() {}

    /** The one error sentence of Postflight. */
    static IllegalArgumentException fault(String name, @Nullable Object value, String rule) {
        return new IllegalArgumentException(name + ": " + value + " (expected: " + rule + ")");
    }

    /** What figures are in, which must be said. */
    static Scale scale(@Nullable Unit unit) {
        return scale(unit == null ? null : Scale.of(unit));
    }

    /** What figures are in, which must be said. */
    static Scale scale(@Nullable Scale scale) {
        if (scale == null) {
            throw fault("unit", null, "the unit of the metric");
        }
        return scale;
    }

    static String quoted(@Nullable String text) {
        return text == null ? "null" : '"' + text + '"';
    }

    static String duration(Duration duration) {
        return Unit.SECONDS.format(duration.toNanos() / 1e9);
    }

    static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + '…';
    }

    /** The beginning of a body. It is redacted before it is cut, as half a secret is not recognised any more. */
    static String excerpt(String body) {
        if (body.isBlank()) {
            return "empty body";
        }
        for (int i = 0; i < body.length(); i++) {
            if (!Character.isWhitespace(body.charAt(i)) && !Character.isISOControl(body.charAt(i))) {
                return "body: " + cut(redacted(body));
            }
        }
        return "body without a character to show";
    }

    /** A value of a JSON document, masked when the name that it goes by speaks of a secret. */
    static String value(String pointer, String json) {
        String name = pointer + '=';
        String text = redacted(name + json);
        return text.startsWith(name) ? cut(text.substring(name.length())) : MASK;
    }

    /** The API redacts what enters a result, so that the way to redact a part is to make one of it. */
    private static String redacted(String text) {
        return ProbeResult.silent(text.length() > LONGEST_REDACTED ? text.substring(0, LONGEST_REDACTED) : text)
                .cause();
    }
}

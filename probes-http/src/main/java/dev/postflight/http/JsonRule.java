package dev.postflight.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a value of a JSON document must be. Rules are data: they are equal when they want the same.
 *
 * <pre>{@code
 * HttpProbes.get("http://localhost:8080/info")
 *         .expectJson("/version", JsonRule.matching("^1\\.4\\."))
 *         .expectJson("/replicas", JsonRule.size(">= 3"))
 *         .expectJson("/generatedAt", JsonRule.age("< 5m"));
 * }</pre>
 *
 * <p>What is absent, null or of another kind than the rule speaks of is not as expected, and never read as something else: a text
 * of digits is no number, a number no text.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class JsonRule {

    private final JsonWish wish;

    private JsonRule(JsonWish wish) {
        this.wish = wish;
    }

    /**
     * There must be a value, whatever it is. A null is none; an empty text, list or object is one.
     *
     * @return the rule
     */
    public static JsonRule present() {
        return new JsonRule(new JsonPresence(true));
    }

    /**
     * There must be nothing, not even a null. The object or array that it would be in must be there: without it, nothing was
     * looked at.
     *
     * @return the rule
     */
    public static JsonRule absent() {
        return new JsonRule(new JsonPresence(false));
    }

    /**
     * This value must be there. Numbers compare as decimals: 1 equals 1.0.
     *
     * @param value a string, a boolean, a number, or {@code null} for JSON's null
     * @return the rule
     * @throws IllegalArgumentException if it is anything else
     */
    public static JsonRule equalTo(@Nullable Object value) {
        return new JsonRule(new JsonValue(value));
    }

    /**
     * A number must be there.
     *
     * @param limit a comparison as in thresholds: {@code <= 5}, {@code >= 99.5}, {@code != 0}
     * @return the rule
     * @throws IllegalArgumentException if it is no comparison with a number
     */
    public static JsonRule number(String limit) {
        return new JsonRule(JsonNumber.of(limit));
    }

    /**
     * A text must be there with this one in it.
     *
     * @param text a part of it, in this case; not blank
     * @return the rule
     * @throws IllegalArgumentException if the text is blank
     */
    public static JsonRule containing(String text) {
        return new JsonRule(JsonText.of(text));
    }

    /**
     * A text must be there in which this pattern is found. One that takes too long is given up at the deadline, and gives
     * silence.
     *
     * @param regex a {@linkplain Pattern regular expression}; {@code ^} and {@code $} for the whole text
     * @return the rule
     * @throws IllegalArgumentException if it is none
     */
    public static JsonRule matching(String regex) {
        return new JsonRule(new JsonMatch(TextPattern.of(regex)));
    }

    /**
     * An array with so many elements must be there, or an object with so many members.
     *
     * @param limit a comparison as in thresholds: {@code >= 1}
     * @return the rule
     * @throws IllegalArgumentException if it is no comparison with a number
     */
    public static JsonRule size(String limit) {
        return new JsonRule(JsonSize.of(limit));
    }

    /**
     * A time must be there that is so long ago, so that no frozen answer passes: as ISO 8601 writes it, with a zone
     * ({@code 2026-03-01T12:00:00Z}, {@code 2026-03-01T12:00:00.5+0100}), or as a number of seconds or milliseconds since 1970.
     * Below 100,000,000,000 (the year 5138) a number is one of seconds; one that is before March 1973 either way is no time.
     *
     * <p>A time up to a minute ahead is an age of zero, because clocks differ; one that is further ahead is not as expected,
     * whatever the limit. So is a time without a zone: nobody says whose it is.
     *
     * @param limit a comparison with a duration, as in thresholds: {@code < 5m}
     * @return the rule
     * @throws IllegalArgumentException if it is none, or the duration is negative
     */
    public static JsonRule age(String limit) {
        return new JsonRule(JsonAge.of(limit));
    }

    JsonWish wish() {
        return wish;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonRule rule && wish.equals(rule.wish);
    }

    @Override
    public int hashCode() {
        return wish.hashCode();
    }

    /**
     * The rule for people.
     *
     * @return for example {@code size >= 3}
     */
    @Override
    public String toString() {
        return wish.wanted();
    }
}

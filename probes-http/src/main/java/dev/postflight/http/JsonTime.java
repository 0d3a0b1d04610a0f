package dev.postflight.http;

import dev.postflight.api.Unit;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How long ago a time in a JSON document is.
 *
 * @param age in seconds; not a number when it is not known
 * @param remark why it is not known, after what is there; empty when nothing is there, or no text or number
 */
record JsonTime(double age, String remark) {

    /** The clocks of two machines differ. */
    private static final double TOLERANCE = 60;

    /** In seconds March 1973, in milliseconds soon after the beginning of 1970: nobody means that. */
    private static final double EARLIEST = 1e8;

    private static final double FIRST_OF_MILLISECONDS = 1e11;
    private static final double LATEST = 1e14;
    private static final JsonTime NONE = new JsonTime(Double.NaN, "");
    private static final JsonTime NO_TIME = new JsonTime(Double.NaN, ", which is no time");

    /** Offsets with a colon, as ISO 8601 wants them beside such a time, and without, as many write them. */
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .optionalStart()
            .appendLiteral('[')
            .parseCaseSensitive()
            .appendZoneRegionId()
            .appendLiteral(']')
            .toFormatter(Locale.ROOT)
            // a 30th of February is no time
            .withResolverStyle(ResolverStyle.STRICT);

    static JsonTime of(JsonTree value, Instant now) {
        String text = value.text();
        if (text != null) {
            return ofText(text, now);
        }
        OptionalDouble number = value.number();
        return number.isPresent() ? ofNumber(number.getAsDouble(), now) : NONE;
    }

    private static JsonTime ofNumber(double number, Instant now) {
        if (number < EARLIEST || number >= LATEST) {
            return NO_TIME;
        }
        double seconds = number < FIRST_OF_MILLISECONDS ? number : number / 1_000;
        return ago(now.getEpochSecond() - seconds + now.getNano() / 1e9);
    }

    private static JsonTime ofText(String text, Instant now) {
        try {
            TemporalAccessor time = FORMAT.parse(text);
            if (time.query(TemporalQueries.zone()) == null) {
                return new JsonTime(Double.NaN, ", which has no zone");
            }
            Duration ago = Duration.between(ZonedDateTime.from(time).toInstant(), now);
            return ago(ago.getSeconds() + ago.getNano() / 1e9);
        } catch (DateTimeException e) {
            return NO_TIME;
        }
    }

    private static JsonTime ago(double seconds) {
        return seconds < -TOLERANCE
                ? new JsonTime(Double.NaN, ", which is " + Unit.SECONDS.format(-seconds) + " ahead")
                : new JsonTime(Math.max(0, seconds), "");
    }

    boolean isKnown() {
        return !Double.isNaN(age);
    }
}

package dev.postflight.jdbc;

import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.time.DateTimeException;
import java.time.ZoneId;
import javax.sql.DataSource;

/** What the factories have in common. */
final class Parameters {

    static final ProbeParameter DATA_SOURCE =
            ProbeParameter.resource("dataSource", DataSource.class, "what lends the connection");

    static final ProbeParameter ZONE = ProbeParameter.optional(
            "zone",
            Kind.TEXT,
            "the zone of dates and timestamps that do not say theirs, as in Europe/Berlin; that of the session without this");

    private Parameters() {}

    static DataSource dataSource(ProbeArguments arguments) {
        return arguments.resource("dataSource", DataSource.class);
    }

    /** The column's age, in the zone that was written, if any. */
    static QueryProbe age(QueryProbe probe, String column, ProbeArguments arguments) {
        return arguments.has("zone") ? probe.age(column, zone(arguments.text("zone"))) : probe.age(column);
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    Words.sentence("zone", Words.quoted(text), "a time zone, as in Europe/Berlin or UTC"), e);
        }
    }
}

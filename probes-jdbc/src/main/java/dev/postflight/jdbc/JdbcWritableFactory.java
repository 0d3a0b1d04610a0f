package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.List;

/**
 * Makes {@link WritableProbe}s from a text.
 *
 * @since 0.1
 */
public final class JdbcWritableFactory implements ProbeFactory {

    /** For the service loader. */
    public JdbcWritableFactory() {}

    @Override
    public String type() {
        return "jdbc-writable";
    }

    @Override
    public String text() {
        return "Whether the database takes writes, by one that is rolled back. Measures write, in seconds.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        return List.of(
                Parameters.DATA_SOURCE,
                ProbeParameter.optional(
                        "statement",
                        Kind.TEXT,
                        "an insert, update, delete, merge or replace; only PostgreSQL can do without"));
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        WritableProbe probe = JdbcProbes.writable(Parameters.dataSource(arguments));
        return arguments.has("statement") ? probe.by(arguments.text("statement")) : probe;
    }
}

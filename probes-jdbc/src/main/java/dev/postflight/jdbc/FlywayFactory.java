package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.List;

/**
 * Makes {@link FlywayProbe}s from a text.
 *
 * @since 0.1
 */
public final class FlywayFactory implements ProbeFactory {

    /** For the service loader. */
    public FlywayFactory() {}

    @Override
    public String type() {
        return "flyway";
    }

    @Override
    public String text() {
        return "Whether the migrations of Flyway are done, by its table. Measures applied and failed.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        return List.of(
                Parameters.DATA_SOURCE,
                ProbeParameter.optional("table", Kind.TEXT, "its table, with a schema before a dot or without")
                        .orElse(FlywayProbe.TABLE),
                ProbeParameter.optional(
                        "version", Kind.TEXT, "the version that the last migration must have, exactly"));
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        FlywayProbe probe = JdbcProbes.flyway(Parameters.dataSource(arguments)).table(arguments.text("table"));
        return arguments.has("version") ? probe.expectVersion(arguments.text("version")) : probe;
    }
}

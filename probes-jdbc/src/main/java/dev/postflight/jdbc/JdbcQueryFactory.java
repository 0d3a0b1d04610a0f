package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import dev.postflight.api.Scale;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link QueryProbe}s from a text.
 *
 * @since 0.1
 */
public final class JdbcQueryFactory implements ProbeFactory {

    /** For the service loader. */
    public JdbcQueryFactory() {}

    @Override
    public String type() {
        return "jdbc-query";
    }

    @Override
    public String text() {
        return "One statement, read-only and rolled back. Measures each column of its one row, by its name, or of each row under"
                + " its label.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        return List.of(
                Parameters.DATA_SOURCE,
                ProbeParameter.required(
                        "sql", Kind.TEXT, "a statement that gives numbers, booleans, intervals or times"),
                ProbeParameter.optional(
                        "units",
                        Kind.MAP,
                        "columns, and what their figures are written in: ms, %, MiB, or a base unit such as seconds"),
                ProbeParameter.optional(
                        "ages",
                        Kind.TEXTS,
                        "columns with dates or timestamps, of which the time since then is measured"),
                Parameters.ZONE,
                ProbeParameter.optional(
                        "labelledBy", Kind.TEXT, "the column that says of what each of several rows is"));
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        QueryProbe probe = JdbcProbes.query(Parameters.dataSource(arguments), arguments.text("sql"));
        for (Map.Entry<String, @Nullable Object> unit : arguments.map("units").entrySet()) {
            String written = unit.getValue() == null ? null : unit.getValue().toString();
            probe = probe.unit(unit.getKey(), Scale.of(written));
        }
        if (arguments.has("zone") && !arguments.has("ages")) {
            throw Words.fault("zone", "without ages", "both, or ages alone");
        }
        for (String column : arguments.texts("ages")) {
            probe = Parameters.age(probe, column, arguments);
        }
        return arguments.has("labelledBy") ? probe.labelledBy(arguments.text("labelledBy")) : probe;
    }
}

package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.List;

/**
 * Makes {@link LiquibaseProbe}s from a text.
 *
 * @since 0.1
 */
public final class LiquibaseFactory implements ProbeFactory {

    /** For the service loader. */
    public LiquibaseFactory() {}

    @Override
    public String type() {
        return "liquibase";
    }

    @Override
    public String text() {
        return "Whether the change sets of Liquibase are done, by its tables. Measures applied, failed and locked.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        return List.of(
                Parameters.DATA_SOURCE,
                ProbeParameter.optional("table", Kind.TEXT, "its table, with a schema before a dot or without")
                        .orElse(LiquibaseProbe.TABLE),
                ProbeParameter.optional("lockTable", Kind.TEXT, "the table of its lock, likewise")
                        .orElse(LiquibaseProbe.LOCK_TABLE),
                ProbeParameter.optional("changeSet", Kind.TEXT, "the id of the last change set of this release"));
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        LiquibaseProbe probe = JdbcProbes.liquibase(Parameters.dataSource(arguments))
                .table(arguments.text("table"))
                .lockTable(arguments.text("lockTable"));
        return arguments.has("changeSet") ? probe.expectChangeSet(arguments.text("changeSet")) : probe;
    }
}

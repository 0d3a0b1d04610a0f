package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.List;
import javax.sql.DataSource;

/**
 * Makes {@link PostgresProbes} from a text.
 *
 * @since 0.1
 */
public final class PostgresFactory implements ProbeFactory {

    /** For the service loader. */
    public PostgresFactory() {}

    @Override
    public String type() {
        return "postgresql";
    }

    @Override
    public String text() {
        return "What PostgreSQL knows of itself, by the figures that are asked for: each choice has its own metrics.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        return List.of(
                Parameters.DATA_SOURCE,
                ProbeParameter.required("figures", Kind.TEXT, "which of its figures")
                        .oneOf(
                                "sessions",
                                "transactions",
                                "locks",
                                "replication",
                                "size",
                                "cache",
                                "statements",
                                "scans",
                                "vacuum"),
                ProbeParameter.optional(
                                "slowerThan", Kind.DURATION, "of statements: the average time above which one is slow")
                        .orElse("100ms"),
                ProbeParameter.optional("largerThan", Kind.SIZE, "of scans: the size from which on a table is large")
                        .orElse("10MiB"));
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        DataSource dataSource = Parameters.dataSource(arguments);
        String figures = arguments.text("figures");
        return switch (figures) {
            case "sessions" -> PostgresProbes.sessions(dataSource);
            case "transactions" -> PostgresProbes.transactions(dataSource);
            case "locks" -> PostgresProbes.locks(dataSource);
            case "replication" -> PostgresProbes.replication(dataSource);
            case "size" -> PostgresProbes.size(dataSource);
            case "cache" -> PostgresProbes.cache(dataSource);
            case "statements" -> PostgresProbes.statements(dataSource, arguments.duration("slowerThan"));
            case "scans" -> PostgresProbes.scans(dataSource, arguments.bytes("largerThan"));
            case "vacuum" -> PostgresProbes.vacuum(dataSource);
            default -> throw new IllegalStateException(figures);
        };
    }
}

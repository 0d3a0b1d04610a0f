package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.List;
import javax.sql.DataSource;

/**
 * Makes {@link MySqlProbes} from a text.
 *
 * @since 0.1
 */
public final class MySqlFactory implements ProbeFactory {

    /** For the service loader. */
    public MySqlFactory() {}

    @Override
    public String type() {
        return "mysql";
    }

    @Override
    public String text() {
        return "What MySQL or MariaDB knows of itself, by the figures that are asked for: each choice has its own metrics.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        return List.of(
                Parameters.DATA_SOURCE,
                ProbeParameter.required("figures", Kind.TEXT, "which of its figures")
                        .oneOf("sessions", "transactions", "locks", "replication", "size", "cache", "statements"));
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        DataSource dataSource = Parameters.dataSource(arguments);
        String figures = arguments.text("figures");
        return switch (figures) {
            case "sessions" -> MySqlProbes.sessions(dataSource);
            case "transactions" -> MySqlProbes.transactions(dataSource);
            case "locks" -> MySqlProbes.locks(dataSource);
            case "replication" -> MySqlProbes.replication(dataSource);
            case "size" -> MySqlProbes.size(dataSource);
            case "cache" -> MySqlProbes.cache(dataSource);
            case "statements" -> MySqlProbes.statements(dataSource);
            default -> throw new IllegalStateException(figures);
        };
    }
}

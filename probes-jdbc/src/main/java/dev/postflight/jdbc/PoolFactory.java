package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import java.util.List;
import javax.sql.DataSource;

/**
 * Makes {@link JdbcProbes#pool(DataSource)} from a text.
 *
 * @since 0.1
 */
public final class PoolFactory implements ProbeFactory {

    /** For the service loader. */
    public PoolFactory() {}

    @Override
    public String type() {
        return "pool";
    }

    @Override
    public String text() {
        return "The connections of a HikariCP pool. Measures active, idle, pending, max and usage, and borrows none.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        return List.of(ProbeParameter.resource("dataSource", DataSource.class, "the pool, or what is around it"));
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        return JdbcProbes.pool(Parameters.dataSource(arguments));
    }
}

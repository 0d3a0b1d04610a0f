package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/** Reads the figures of a pool, and borrows nothing from it. */
final class PoolProbe implements Probe {

    static final String ACTIVE = "active";
    static final String IDLE = "idle";
    static final String PENDING = "pending";
    static final String MAX = "max";
    static final String USAGE = "usage";
    private static final Map<String, Unit> METRICS =
            Map.of(ACTIVE, Unit.COUNT, IDLE, Unit.COUNT, PENDING, Unit.COUNT, MAX, Unit.COUNT, USAGE, Unit.RATIO);

    private final DataSource dataSource;

    PoolProbe(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public ProbeResult run(Duration timeout) throws SQLException {
        ProbeResult figures = null;
        try {
            figures = HikariFigures.of(dataSource);
        } catch (NoClassDefFoundError absent) {
            // HikariCP is optional: where its classes are not there, nor is a pool of it
        }
        return figures != null
                ? figures
                : ProbeResult.silent(
                        Words.sentence("data source", dataSource.getClass().getName(), "a pool of HikariCP"));
    }

    @Override
    public Map<String, Unit> metrics() {
        return METRICS;
    }

    @Override
    public String wanted() {
        return "figures of a pool";
    }
}

package dev.postflight.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The one class that needs HikariCP; it is loaded when a pool is asked for, and fails then when HikariCP is not there. */
final class HikariFigures {

    private HikariFigures() {}

    /** {@code null} when the data source is no pool of HikariCP, nor around one. */
    static @Nullable ProbeResult of(DataSource dataSource) throws SQLException {
        HikariDataSource pool = unwrap(dataSource);
        if (pool == null) {
            return null;
        }
        if (pool.isClosed()) {
            return ProbeResult.silent("the pool " + pool.getPoolName() + " has been closed");
        }
        HikariPoolMXBean figures = pool.getHikariPoolMXBean();
        if (figures == null) {
            return ProbeResult.silent("the pool has not begun: nobody has asked it for a connection");
        }
        int active = figures.getActiveConnections();
        int max = pool.getMaximumPoolSize();
        return ProbeResult.up(
                count(PoolProbe.ACTIVE, active),
                count(PoolProbe.IDLE, figures.getIdleConnections()),
                count(PoolProbe.PENDING, figures.getThreadsAwaitingConnection()),
                count(PoolProbe.MAX, max),
                Measurement.of(PoolProbe.USAGE, (double) active / max, Unit.RATIO));
    }

    private static @Nullable HikariDataSource unwrap(DataSource dataSource) throws SQLException {
        if (dataSource instanceof HikariDataSource pool) {
            return pool;
        }
        try {
            return dataSource.isWrapperFor(HikariDataSource.class) ? dataSource.unwrap(HikariDataSource.class) : null;
        } catch (AbstractMethodError older) {
            return null; // than JDBC 4
        }
    }

    private static Measurement count(String metric, int value) {
        return Measurement.of(metric, value, Unit.COUNT);
    }
}

package dev.postflight.jdbc;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What MySQL and MariaDB know of themselves. Each probe asks over one connection of the data source, as {@link JdbcProbes}
 * does, is up whenever it has measured, and is silent on any other database. Counts are since the start of the server.
 *
 * @since 0.1
 */
public final class MySqlProbes {

    /** InnoDB tells its times in the zone of the server, which need not be that of the session. */
    private static final String NOW = "convert_tz(now(), @@session.time_zone, 'SYSTEM')";

    private static final String TRANSACTIONS = """
            select count(*) as open,
              case when count(*) = 0 then 0 else max(timestampdiff(second, t.trx_started, %s)) end as longest,
              coalesce(sum(p.command = 'Sleep'), 0) as idle_in_transaction,
              coalesce(max(case when p.command = 'Sleep' then p.time end), 0) as longest_idle
            from information_schema.innodb_trx t
              left join information_schema.processlist p on p.id = t.trx_mysql_thread_id
            where t.trx_mysql_thread_id <> connection_id()""".formatted(NOW);

    private static final String LOCKS = """
            select count(*) as waiting,
              case when count(*) = 0 then 0 else max(timestampdiff(second, trx_wait_started, %s)) end as longest_wait,
              coalesce(
                (select max(variable_value + 0) from %s.global_status where variable_name = 'Innodb_deadlocks'),
                (select max(count) from information_schema.innodb_metrics where name = 'lock_deadlocks')) as deadlocks
            from information_schema.innodb_trx where trx_state = 'LOCK WAIT'""";

    private static final String SIZE = """
            select sum(data_length + index_length) as size from information_schema.tables
            where table_schema = database()""";

    private MySqlProbes() {}

    /**
     * Sessions of the server: {@code connections}, {@code max} ({@code max_connections}), {@code usage}, the first of the second,
     * and {@code active}, those that are running something, without the probe's own.
     *
     * @param dataSource what lends the connection
     * @return the probe
     * @throws IllegalArgumentException if the data source is {@code null}
     */
    public static Probe sessions(DataSource dataSource) {
        Figures figures =
                Figures.of().and(Unit.COUNT, "connections", "max", "active").and(Unit.RATIO, "usage");
        return probe(dataSource, "figures of sessions", figures, loan -> {
            StatusVariables status = StatusVariables.status(loan, "Threads_connected", "Threads_running");
            StatusVariables settings = StatusVariables.settings(loan, "max_connections");
            double connections = status.number("Threads_connected");
            double max = settings.number("max_connections");
            List<Measurement> measurements = new ArrayList<>();
            Figures.add(measurements, "connections", connections, Unit.COUNT);
            Figures.add(measurements, "max", max, Unit.COUNT);
            Figures.add(measurements, "usage", Figures.ratio(connections, max), Unit.RATIO);
            Figures.add(measurements, "active", Math.max(0, status.number("Threads_running") - 1), Unit.COUNT);
            return Figures.up(measurements);
        });
    }

    /**
     * Transactions of InnoDB: {@code open}, those that are {@code idle_in_transaction}, and seconds of the {@code longest} and of
     * the {@code longest_idle}, zero when there is none. Needs the privilege {@code PROCESS}.
     *
     * @param dataSource what lends the connection
     * @return the probe
     * @throws IllegalArgumentException if the data source is {@code null}
     */
    public static Probe transactions(DataSource dataSource) {
        Figures figures = Figures.of()
                .and(Unit.COUNT, "open", "idle_in_transaction")
                .and(Unit.SECONDS, "longest", "longest_idle");
        return probe(dataSource, "figures of transactions", figures, loan -> row(loan, TRANSACTIONS, figures));
    }

    /**
     * Locks of InnoDB: transactions that are {@code waiting} for one, seconds of the {@code longest_wait}, zero when there is none,
     * and {@code deadlocks}. Needs the privilege {@code PROCESS}.
     *
     * @param dataSource what lends the connection
     * @return the probe
     * @throws IllegalArgumentException if the data source is {@code null}
     */
    public static Probe locks(DataSource dataSource) {
        Figures figures = Figures.of().and(Unit.COUNT, "waiting", "deadlocks").and(Unit.SECONDS, "longest_wait");
        return probe(dataSource, "figures of locks", figures, loan -> {
            String schema = isMariaDb(loan) ? "information_schema" : "performance_schema";
            return row(loan, LOCKS.formatted(NOW, schema), figures);
        });
    }

    /**
     * Replication, seen from the replica: {@code sources} that it follows, and seconds of {@code lag} behind the one that it is
     * furthest behind; no lag when it follows none. Down when replication does not run. Needs the privilege
     * {@code REPLICATION CLIENT}, in MariaDB {@code REPLICA MONITOR}.
     *
     * @param dataSource what lends the connection
     * @return the probe
     * @throws IllegalArgumentException if the data source is {@code null}
     */
    public static Probe replication(DataSource dataSource) {
        Figures figures = Figures.of().and(Unit.COUNT, "sources").and(Unit.SECONDS, "lag");
        return probe(dataSource, "running replication", figures, loan -> {
            String sql = isMariaDb(loan)
                    ? "show all slaves status"
                    : knowsReplicas(loan) ? "show replica status" : "show slave status";
            return loan.query(sql, Answer.ROWS_OF_MANY, ReplicaStatus::read);
        });
    }

    /**
     * The {@code size} of this database in bytes, tables and indexes, as far as this account may see them. In MySQL it may be as
     * old as {@code information_schema_stats_expiry} of the session, a day unless told.
     *
     * @param dataSource what lends the connection
     * @return the probe; silent when the connection is to no database, and without a figure when there is no table in it
     * @throws IllegalArgumentException if the data source is {@code null}
     */
    public static Probe size(DataSource dataSource) {
        Figures figures = Figures.of().and(Unit.BYTES, "size");
        return probe(dataSource, "the size of the database", figures, loan -> {
            return loan.text("select database()") == null
                    ? ProbeResult.silent(Words.sentence("database", "none", "one in the URL of the data source"))
                    : row(loan, SIZE, figures);
        });
    }

    /**
     * Pages that InnoDB found in memory: {@code requests}, {@code reads} from disk, and {@code hit_ratio}, which is not there
     * before the first request.
     *
     * @param dataSource what lends the connection
     * @return the probe
     * @throws IllegalArgumentException if the data source is {@code null}
     */
    public static Probe cache(DataSource dataSource) {
        Figures figures = Figures.of().and(Unit.RATIO, "hit_ratio").and(Unit.COUNT, "requests", "reads");
        return probe(dataSource, "figures of the cache", figures, loan -> {
            StatusVariables status =
                    StatusVariables.status(loan, "Innodb_buffer_pool_read_requests", "Innodb_buffer_pool_reads");
            double requests = status.number("Innodb_buffer_pool_read_requests");
            double reads = status.number("Innodb_buffer_pool_reads");
            List<Measurement> measurements = new ArrayList<>();
            Figures.add(measurements, "hit_ratio", Figures.ratio(Math.max(0, requests - reads), requests), Unit.RATIO);
            Figures.add(measurements, "requests", requests, Unit.COUNT);
            Figures.add(measurements, "reads", reads, Unit.COUNT);
            return Figures.up(measurements);
        });
    }

    /**
     * Executions of statements: {@code slow_queries}, those that took longer than {@code limit}, the server's
     * {@code long_query_time}; and those that read without an index, {@code scans} of whole tables and {@code full_joins}.
     *
     * @param dataSource what lends the connection
     * @return the probe
     * @throws IllegalArgumentException if the data source is {@code null}
     */
    public static Probe statements(DataSource dataSource) {
        Figures figures = Figures.of()
                .and(Unit.COUNT, "slow_queries", "scans", "full_joins")
                .and(Unit.SECONDS, "limit");
        return probe(dataSource, "figures of statements", figures, loan -> {
            StatusVariables status = StatusVariables.status(loan, "Slow_queries", "Select_scan", "Select_full_join");
            StatusVariables settings = StatusVariables.settings(loan, "long_query_time");
            return ProbeResult.up(
                    Measurement.of("slow_queries", status.number("Slow_queries"), Unit.COUNT),
                    Measurement.of("limit", settings.number("long_query_time"), Unit.SECONDS),
                    Measurement.of("scans", status.number("Select_scan"), Unit.COUNT),
                    Measurement.of("full_joins", status.number("Select_full_join"), Unit.COUNT));
        });
    }

    private static Probe probe(DataSource dataSource, String wanted, Figures figures, Loan.Question question) {
        return new FiguresProbe(
                Words.present(dataSource), Ticker.system(), Dialect.MYSQL, figures.units(), wanted, question);
    }

    private static ProbeResult row(Loan loan, String sql, Figures figures) throws SQLException {
        Map<String, Unit> units = figures.units();
        return loan.query(sql, Answer.ROWS_OF_ONE, rows -> Answer.read(rows, Reading.of(units), null, Dialect.MYSQL));
    }

    private static boolean isMariaDb(Loan loan) throws SQLException {
        String version = loan.text("select version()");
        return version != null && version.contains("MariaDB");
    }

    /** The statement of the old name is gone in 8.4, that of the new name came with 8.0.22. */
    private static boolean knowsReplicas(Loan loan) throws SQLException {
        DatabaseMetaData data = loan.connection().getMetaData();
        VersionNumber version = VersionNumber.find(String.valueOf(data.getDatabaseProductVersion()));
        return version == null || version.compareTo(VersionNumber.of("version", "8.0.22")) >= 0;
    }
}

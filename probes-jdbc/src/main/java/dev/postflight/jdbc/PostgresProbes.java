package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * What PostgreSQL knows of itself, from version 14 on. Each probe asks over one connection of the data source, as
 * {@link JdbcProbes} does, is up whenever it has measured, and is silent on any other database.
 *
 * <p>Sessions and replicas of other accounts are shown in full to members of {@code pg_read_all_stats} alone. Where some are
 * hidden from the account of the data source, the probes that need them are silent: figures without them would be too good.
 *
 * @since 0.1
 */
public final class PostgresProbes {

    private static final String HIDDEN = "hidden";

    private PostgresProbes() {}

    /**
     * Sessions. Of the whole server: {@code connections} of clients, {@code max} ({@code max_connections}), {@code usage}, the
     * first of the second. Of this database: {@code active}, without the probe's own.
     *
     * @param dataSource what lends the connection
     * @return the probe
     * @throws IllegalArgumentException if the data source is {@code null}
     */
    public static Probe sessions(DataSource dataSource) {
        return probe(
                dataSource,
                "figures of sessions",
                Figures.of().and(Unit.COUNT, "connections", "max", "active").and(Unit.RATIO, "usage"),
                PostgresSql.SESSIONS);
    }

    /**
     * Transactions of this database: {@code open}, those that are {@code idle_in_transaction}, and seconds of the {@code longest} of them and of the one that is
     * {@code longest_idle}, zero when there is none; {@code committed}, {@code rolled_back} and {@code rolled_back_ratio}, since
     * the statistics were reset. Probes roll theirs back.
     *
     * @param dataSource what lends the connection
     * @return the probe
     * @throws IllegalArgumentException if the data source is {@code null}
     */
    public static Probe transactions(DataSource dataSource) {
        return probe(
                dataSource,
                "figures of transactions",
                Figures.of()
                        .and(Unit.COUNT, "open", "idle_in_transaction", "committed", "rolled_back")
                        .and(Unit.SECONDS, "longest", "longest_idle")
                        .and(Unit.RATIO, "rolled_back_ratio"),
                PostgresSql.TRANSACTIONS);
    }

    /**
     * Locks of this database: sessions that are {@code waiting} for one, seconds of the {@code longest_wait}, zero when there is
     * none, and {@code deadlocks} since the statistics were reset.
     *
     * @param dataSource what lends the connection
     * @return the probe
     * @throws IllegalArgumentException if the data source is {@code null}
     */
    public static Probe locks(DataSource dataSource) {
        return probe(
                dataSource,
                "figures of locks",
                Figures.of().and(Unit.COUNT, "waiting", "deadlocks").and(Unit.SECONDS, "longest_wait"),
                PostgresSql.LOCKS);
    }

    /**
     * Replication, seen from either side: {@code primary}, 1 or 0. On a standby, {@code streaming}, 1 or 0, and seconds of
     * {@code lag}: zero when the link is up and all is replayed that was received and that the primary last said it has,
     * otherwise since the last transaction that was replayed; none when that is more than a minute ahead, as the clocks do not
     * agree. On a primary, {@code replicas} that stream, {@code pg_receivewal} and logical subscribers among them, and of the one
     * that is furthest behind seconds of {@code lag} and {@code lag_bytes}; none of these two when there is no replica.
     *
     * @param dataSource what lends the connection
     * @return the probe
     * @throws IllegalArgumentException if the data source is {@code null}
     */
    public static Probe replication(DataSource dataSource) {
        Figures figures = Figures.of()
                .and(Unit.COUNT, "primary", "streaming", "replicas")
                .and(Unit.SECONDS, "lag")
                .and(Unit.BYTES, "lag_bytes");
        return probe(dataSource, "figures of replication", figures, loan -> {
            boolean standby = loan.query("select pg_is_in_recovery()", 1, rows -> rows.next() && rows.getBoolean(1));
            return ask(loan, standby ? PostgresSql.STANDBY : PostgresSql.PRIMARY, figures);
        });
    }

    /**
     * The {@code size} of this database in bytes.
     *
     * @param dataSource what lends the connection
     * @return the probe
     * @throws IllegalArgumentException if the data source is {@code null}
     */
    public static Probe size(DataSource dataSource) {
        return probe(dataSource, "the size of the database", Figures.of().and(Unit.BYTES, "size"), PostgresSql.SIZE);
    }

    /**
     * Blocks of this database that were found in memory, since the statistics were reset: {@code hits}, {@code reads} and
     * {@code hit_ratio}, which is not there before the first of either.
     *
     * @param dataSource what lends the connection
     * @return the probe
     * @throws IllegalArgumentException if the data source is {@code null}
     */
    public static Probe cache(DataSource dataSource) {
        return probe(
                dataSource,
                "figures of the cache",
                Figures.of().and(Unit.RATIO, "hit_ratio").and(Unit.COUNT, "hits", "reads"),
                PostgresSql.CACHE);
    }

    /**
     * Statements of this database, from the extension {@code pg_stat_statements}, since its statistics were reset:
     * {@code statements}, each counted once, {@code slow_statements}, those of them that are slow on average, their {@code slow_calls}, and seconds
     * of the {@code slowest_mean} and of the {@code slowest} call. Silent when the extension is not there.
     *
     * @param dataSource what lends the connection
     * @param limit the average time above which a statement is slow
     * @return the probe
     * @throws IllegalArgumentException if the data source is {@code null} or the limit is not positive
     */
    public static Probe statements(DataSource dataSource, Duration limit) {
        if (limit == null || limit.isNegative() || limit.isZero()) {
            throw Words.fault("limit", String.valueOf(limit), "a positive duration");
        }
        String millis = Double.toString(limit.getSeconds() * 1e3 + limit.getNano() / 1e6);
        Figures figures = Figures.of()
                .and(Unit.COUNT, "statements", "slow_statements", "slow_calls")
                .and(Unit.SECONDS, "slowest_mean", "slowest");
        return probe(dataSource, "figures of statements", figures, loan -> statements(loan, millis, figures));
    }

    private static ProbeResult statements(Loan loan, String millis, Figures figures) throws SQLException {
        String place = loan.text(PostgresSql.STATEMENTS_PLACE);
        if (place == null) {
            return ProbeResult.silent(Words.sentence(
                    "extension pg_stat_statements",
                    "not there",
                    "shared_preload_libraries = 'pg_stat_statements', and: create extension pg_stat_statements"));
        }
        try {
            return ask(loan, String.format(Locale.ROOT, PostgresSql.STATEMENTS, place, millis), figures);
        } catch (SQLException e) {
            if ("55000".equals(e.getSQLState())) {
                return ProbeResult.silent(Words.sentence(
                        "extension pg_stat_statements",
                        "not loaded",
                        "shared_preload_libraries = 'pg_stat_statements'"));
            }
            throw e;
        }
    }

    /**
     * Sequential scans of large tables of this database, since the statistics were reset: {@code large_tables}, how many of them
     * are {@code mostly_scanned}, that is more often than through an index, their {@code scans}, and the {@code rows_read} by
     * them.
     *
     * @param dataSource what lends the connection
     * @param bytes the size from which on a table is large, without its indexes
     * @return the probe
     * @throws IllegalArgumentException if the data source is {@code null} or the size is negative
     */
    public static Probe scans(DataSource dataSource, long bytes) {
        if (bytes < 0) {
            throw Words.fault("bytes", Long.toString(bytes), "zero or more");
        }
        return probe(
                dataSource,
                "figures of sequential scans",
                Figures.of().and(Unit.COUNT, "large_tables", "mostly_scanned", "scans", "rows_read"),
                String.format(Locale.ROOT, PostgresSql.SCANS, bytes));
    }

    /**
     * Vacuum in this database: tables that are {@code due}, because autovacuum's own settings, those of the table first, say
     * that enough rows are dead or new; those of them that were {@code never_vacuumed}; seconds since the
     * {@code oldest_vacuum} of them, by hand or by itself, zero when none is due, and absent when all that are were never
     * vacuumed; {@code dead_ratio}, the dead rows of all rows. Of the whole server, {@code wraparound}, the part of the numbers
     * of transactions or multixacts that is used up, the larger one. On a standby this alone, as vacuum is known to the primary
     * only. Temporary tables are left out.
     *
     * @param dataSource what lends the connection
     * @return the probe
     * @throws IllegalArgumentException if the data source is {@code null}
     */
    public static Probe vacuum(DataSource dataSource) {
        return probe(
                dataSource,
                "figures of vacuum",
                Figures.of()
                        .and(Unit.SECONDS, "oldest_vacuum")
                        .and(Unit.COUNT, "due", "never_vacuumed")
                        .and(Unit.RATIO, "dead_ratio", "wraparound"),
                PostgresSql.VACUUM);
    }

    private static Probe probe(DataSource dataSource, String wanted, Figures figures, String sql) {
        return probe(dataSource, wanted, figures, loan -> ask(loan, sql, figures));
    }

    private static Probe probe(DataSource dataSource, String wanted, Figures figures, Loan.Question question) {
        return new FiguresProbe(
                Words.present(dataSource), Ticker.system(), Dialect.POSTGRESQL, figures.units(), wanted, question);
    }

    private static ProbeResult ask(Loan loan, String sql, Figures figures) throws SQLException {
        return loan.query(sql, Answer.ROWS_OF_ONE, rows -> read(rows, figures));
    }

    /** What is hidden is no figure but a reason for silence. */
    private static ProbeResult read(ResultSet rows, Figures figures) throws SQLException {
        ProbeResult result = Answer.read(rows, Reading.of(figures.units()), null, Dialect.POSTGRESQL);
        return result instanceof ProbeResult.Up up ? Figures.withoutHidden(up, HIDDEN) : result;
    }
}

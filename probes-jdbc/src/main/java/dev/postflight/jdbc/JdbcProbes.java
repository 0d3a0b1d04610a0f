package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import dev.postflight.api.Ticker;
import javax.sql.DataSource;

/**
 * Probes over any {@link DataSource}. All of them are immutable and safe for use by any number of threads.
 *
 * <ul>
 *   <li>A run borrows exactly one connection and gives it back as it came: what was begun is rolled back, auto-commit,
 *       read-only mode and network timeout are what they were before. A connection that cannot be put back into that
 *       state is aborted, so that no pool hands it on, and the run is no answer, whatever the database said.
 *   <li>The timeout of a run holds for the wait for the connection and for what follows. The wait itself can only be cut
 *       short by the data source: JDBC has no deadline for it, so let the pool's connection timeout (or the driver's
 *       login timeout) be shorter than the timeout of the check.
 *   <li>Drivers count in whole seconds. What is left of the timeout is rounded up, never to zero, which would mean for
 *       ever; an answer may therefore be up to a second late.
 *   <li>The data source must lend connections that nobody else is using, not the one that a transaction of the calling
 *       thread is bound to.
 * </ul>
 *
 * @see PostgresProbes
 * @see MySqlProbes
 * @since 0.1
 */
public final class JdbcProbes {

    static final String NEWEST = "newest_row";

    private JdbcProbes() {}

    /**
     * Asks whether a connection can be had and is valid. Measures {@code borrow}, the seconds until the data source gave
     * a connection, and {@code validation}, the seconds that {@link java.sql.Connection#isValid(int)} took.
     *
     * @param dataSource what lends the connection
     * @return a probe that is up when the driver calls the connection valid, down when it does not, and silent when there is
     *     no connection (it throws) or the driver finds it valid at no time within the timeout
     * @throws IllegalArgumentException if the data source is {@code null}
     */
    public static Probe connection(DataSource dataSource) {
        return new ConnectionProbe(Words.present(dataSource), Ticker.system());
    }

    /**
     * Asks for one row of figures, or for a figure of each row.
     *
     * <pre>{@code
     * JdbcProbes.query(dataSource, "select count(*) as failed from migration where not success")
     * }</pre>
     *
     * @param dataSource what lends the connection
     * @param sql one statement that gives exactly one row, or several under labels; see {@link QueryProbe}
     * @return a probe that measures every column of the row
     * @throws IllegalArgumentException if the data source is {@code null} or the statement is blank
     */
    public static QueryProbe query(DataSource dataSource, String sql) {
        return new QueryProbe(Words.present(dataSource), sql, Ticker.system());
    }

    /**
     * Asks how long ago the newest row of a table is: the last order, the last backup. Measures {@code newest_row}, in seconds;
     * silent when there is no row.
     *
     * @param dataSource what lends the connection
     * @param table the name of the table, with a schema before a dot or without; it is not quoted
     * @param column the name of a column of dates or timestamps, best with an index; it is not quoted
     * @return the probe; its {@link QueryProbe#age(String) age} is reckoned by the database's own clock
     * @throws IllegalArgumentException if the data source is {@code null}, or a name is no name
     */
    public static QueryProbe newestRow(DataSource dataSource, String table, String column) {
        return newest(dataSource, table, column).age(NEWEST);
    }

    /** Without the zone yet. */
    static QueryProbe newest(DataSource dataSource, String table, String column) {
        String sql = "select max(" + Words.table("column", column) + ") as " + NEWEST + " from "
                + Words.table("table", table);
        return query(dataSource, sql).need(NEWEST);
    }

    /**
     * Asks the server for its version; see {@link VersionProbe}.
     *
     * @param dataSource what lends the connection
     * @return a probe that is up with any version, until it is told what to expect
     * @throws IllegalArgumentException if the data source is {@code null}
     */
    public static VersionProbe version(DataSource dataSource) {
        return new VersionProbe(Words.present(dataSource), Ticker.system());
    }

    /**
     * Proves that the database takes writes, in a transaction that is rolled back; see {@link WritableProbe}.
     *
     * @param dataSource what lends the connection
     * @return the probe; outside of PostgreSQL it needs a {@link WritableProbe#by(String) statement}
     * @throws IllegalArgumentException if the data source is {@code null}
     */
    public static WritableProbe writable(DataSource dataSource) {
        return new WritableProbe(Words.present(dataSource), Ticker.system(), null);
    }

    /**
     * Asks whether the server is a primary or a standby; see {@link RoleProbe}.
     *
     * @param dataSource what lends the connection
     * @return a probe that is up as either, until it is told what to expect
     * @throws IllegalArgumentException if the data source is {@code null}
     */
    public static RoleProbe role(DataSource dataSource) {
        return new RoleProbe(Words.present(dataSource), Ticker.system(), null);
    }

    /**
     * Reads from Flyway's table whether the migrations are done; see {@link FlywayProbe}.
     *
     * @param dataSource what lends the connection
     * @return the probe
     * @throws IllegalArgumentException if the data source is {@code null}
     */
    public static FlywayProbe flyway(DataSource dataSource) {
        return new FlywayProbe(Words.present(dataSource), Ticker.system());
    }

    /**
     * Reads from the tables of Liquibase whether the change sets are done; see {@link LiquibaseProbe}.
     *
     * @param dataSource what lends the connection
     * @return the probe
     * @throws IllegalArgumentException if the data source is {@code null}
     */
    public static LiquibaseProbe liquibase(DataSource dataSource) {
        return new LiquibaseProbe(Words.present(dataSource), Ticker.system());
    }

    /**
     * Reads the figures of a HikariCP pool, which may be wrapped: {@code active}, {@code idle} and {@code max} connections,
     * threads that are {@code pending}, and {@code usage}, the active ones of the most. It borrows none of them and asks the
     * database nothing.
     *
     * @param pool the pool
     * @return a probe that is up when it has measured, and silent when the data source is no such pool, has been closed, or
     *     has not been asked for a connection yet
     * @throws IllegalArgumentException if the data source is {@code null}
     */
    public static Probe pool(DataSource pool) {
        return new PoolProbe(Words.present(pool));
    }
}

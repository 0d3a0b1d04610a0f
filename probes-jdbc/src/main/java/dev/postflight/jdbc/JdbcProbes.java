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
 * @since 0.1
 */
public final class JdbcProbes {

    private JdbcProbes() {}

    /**
     * Asks whether a connection can be had and is valid. Measures {@code borrow}, the seconds until the data source gave
     * a connection, and {@code validation}, the seconds that {@link java.sql.Connection#isValid(int)} took.
     *
     * @param dataSource what lends the connection
     * @return a probe that is up when the driver calls the connection valid, down when it does not, and silent (it throws)
     *     when there is no connection
     * @throws IllegalArgumentException if the data source is {@code null}
     */
    public static Probe connection(DataSource dataSource) {
        return new ConnectionProbe(present(dataSource), Ticker.system());
    }

    /**
     * Asks for one row of figures.
     *
     * <pre>{@code
     * JdbcProbes.query(dataSource, "select count(*) as failed from migration where not success")
     * }</pre>
     *
     * @param dataSource what lends the connection
     * @param sql one statement that gives exactly one row; see {@link QueryProbe}
     * @return a probe that measures every column of the row
     * @throws IllegalArgumentException if the data source is {@code null} or the statement is blank
     */
    public static QueryProbe query(DataSource dataSource, String sql) {
        return new QueryProbe(present(dataSource), sql, Ticker.system());
    }

    private static DataSource present(DataSource dataSource) {
        if (dataSource == null) {
            throw new IllegalArgumentException("dataSource: null (expected: a data source)");
        }
        return dataSource;
    }
}

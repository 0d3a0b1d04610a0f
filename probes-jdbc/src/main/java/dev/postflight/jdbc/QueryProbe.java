package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Runs one statement and measures every column of the one row that it gives. It is up whenever it has measured: what a
 * figure may be is for the thresholds of its check to say.
 *
 * <ul>
 *   <li>A metric is named by its column's label in lower case, because databases differ in the case that they give to
 *       names; a column without a name of its own needs one in the statement: {@code count(*) as failed}.
 *   <li>Numbers are measured as they are, booleans as 1 and 0; what is {@code null} is not measured. Any other type, no
 *       row, a second row, a name that is no metric name or that comes twice is silence, and says what to write instead.
 *   <li>The statement runs in a read-only transaction of its own that is always rolled back, with a statement timeout,
 *       and behind that a network timeout for a server that no longer says anything. All of this belongs to the
 *       transaction: text that ends it ({@code commit; ...}) gets out of it, so never build a statement from foreign text.
 * </ul>
 *
 * @since 0.1
 */
public final class QueryProbe implements Probe {

    /** Two are enough to see that it is not one. */
    private static final int MOST_ROWS = 2;

    /**
     * By how much the network timeout comes after the statement timeout, which should have its chance: it ends the
     * statement on the server too and leaves the connection usable, where the network timeout only stops listening.
     */
    private static final long SLACK_MILLIS = 1_000;

    private final DataSource dataSource;
    private final String sql;
    private final Ticker ticker;
    private final Map<String, Unit> units;

    QueryProbe(DataSource dataSource, String sql, Ticker ticker) {
        this(dataSource, statement(sql), ticker, Map.of());
    }

    private QueryProbe(DataSource dataSource, String sql, Ticker ticker, Map<String, Unit> units) {
        this.dataSource = dataSource;
        this.sql = sql;
        this.ticker = ticker;
        this.units = units;
    }

    /**
     * The base unit of a column's figures.
     *
     * @param column the label of a column of the row, in any case
     * @param unit what its figures count; {@link Unit#COUNT} without this
     * @return a new probe; this one stays as it is
     * @throws IllegalArgumentException if the column is no metric name, is there already, or the unit is {@code null}
     */
    public QueryProbe unit(String column, Unit unit) {
        if (column == null || !Row.isMetric(column)) {
            throw new IllegalArgumentException("column: " + Row.quoted(column) + " (expected: " + Row.NAME_RULE + ")");
        }
        if (unit == null) {
            throw new IllegalArgumentException("unit: null (expected: a unit)");
        }
        Map<String, Unit> more = new LinkedHashMap<>(units);
        if (more.put(column.toLowerCase(Locale.ROOT), unit) != null) {
            throw new IllegalArgumentException("column: " + Row.quoted(column) + " twice (expected: each once)");
        }
        return new QueryProbe(dataSource, sql, ticker, more);
    }

    /**
     * Runs the statement.
     *
     * @param timeout the time that is left for the answer; positive
     * @return up with a measurement of every column that is not {@code null}; silent when that is not what came back
     * @throws SQLException when there is no connection, the statement fails or is too slow, or the connection cannot be
     *     given back as it came
     * @throws InterruptedException when the thread was interrupted before it began; nothing was borrowed then
     */
    @Override
    public ProbeResult run(Duration timeout) throws SQLException, InterruptedException {
        return Loan.run(dataSource, ticker, timeout, this::ask);
    }

    private ProbeResult ask(Loan loan) throws SQLException {
        int seconds = loan.secondsLeft();
        loan.limitNetwork(seconds * 1_000L + SLACK_MILLIS);
        loan.beginReadOnly();
        try (Statement statement = loan.connection().createStatement()) {
            statement.setQueryTimeout(seconds);
            statement.setMaxRows(MOST_ROWS);
            try (ResultSet rows = statement.executeQuery(sql)) {
                return Row.measure(rows, units);
            }
        }
    }

    private static String statement(String sql) {
        if (sql == null || sql.isBlank()) {
            throw new IllegalArgumentException(
                    "sql: " + Row.quoted(sql) + " (expected: a statement that gives exactly one row)");
        }
        return sql;
    }
}

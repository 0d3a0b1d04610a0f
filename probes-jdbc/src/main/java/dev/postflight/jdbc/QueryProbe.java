package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Scale;
import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import javax.sql.DataSource;

/**
 * Runs one statement and measures every column of the one row that it gives, or of each row under its label. It is up
 * whenever it has measured: what a figure may be is for the thresholds of its check to say.
 *
 * <ul>
 *   <li>A metric is named by its column's label in lower case, because databases differ in the case that they give to
 *       names; a column without a name of its own needs one in the statement: {@code count(*) as failed}.
 *   <li>Numbers are measured as they are, booleans as 1 and 0, intervals as seconds (a month as 30 days and a year as
 *       365.25, as PostgreSQL reckons); what is {@code null} is not measured. A date or a timestamp needs
 *       {@link #age(String)}. Any other type, no row, a second row without {@link #labelledBy(String)}, a name that is no
 *       metric name or that comes twice is silence, and says what to write instead.
 *   <li>The statement runs in a read-only transaction of its own that is always rolled back, with a statement timeout,
 *       and behind that a network timeout for a server that no longer says anything. All of this belongs to the
 *       transaction: text that ends it ({@code commit; ...}) gets out of it, so never build a statement from foreign text.
 * </ul>
 *
 * @since 0.1
 */
public final class QueryProbe implements Probe {

    private final DataSource dataSource;
    private final String sql;
    private final Ticker ticker;
    private final Reading reading;

    QueryProbe(DataSource dataSource, String sql, Ticker ticker) {
        this(dataSource, Words.text("sql", sql, "a statement that gives exactly one row"), ticker, Reading.PLAIN);
    }

    QueryProbe(DataSource dataSource, String sql, Ticker ticker, Reading reading) {
        this.dataSource = dataSource;
        this.sql = sql;
        this.ticker = ticker;
        this.reading = reading;
    }

    /**
     * The base unit of a column's figures.
     *
     * @param column the label of a column of the row, in any case
     * @param unit what its figures count; {@link Unit#COUNT} without this, and seconds for intervals
     * @return a new probe; this one stays as it is
     * @throws IllegalArgumentException if the column is no metric name, is there already, or the unit is {@code null}
     */
    public QueryProbe unit(String column, Unit unit) {
        if (unit == null) {
            throw Words.fault("unit", "null", "a unit");
        }
        return unit(column, Scale.of(unit));
    }

    /**
     * What a column's figures are written in, where that is no base unit: {@code Scale.of("ms")} of figures in milliseconds,
     * which are measured in seconds then.
     *
     * @param column the label of a column of the row, in any case
     * @param scale what its figures are written in; for an interval, seconds alone
     * @return a new probe; this one stays as it is
     * @throws IllegalArgumentException if the column is no metric name, is there already, or the scale is {@code null}
     */
    public QueryProbe unit(String column, Scale scale) {
        if (scale == null) {
            throw Words.fault("unit", "null", "a unit");
        }
        return with(reading.unit(column, scale));
    }

    /**
     * Measures how long ago a column's date or timestamp is, in seconds, until the database's own now: in tables are mostly
     * times of the database's clock, and it knows the zone in which this session takes times that do not say theirs. A
     * date is taken for the beginning of its day. A time up to a minute ahead is an age of zero, because clocks differ; one
     * that is further ahead is silence.
     *
     * @param column the label of a column, in any case
     * @return a new probe; this one stays as it is
     * @throws IllegalArgumentException if the column is no metric name or is there already
     */
    public QueryProbe age(String column) {
        return with(reading.age(column, null));
    }

    /**
     * Measures how long ago a column's date or timestamp is, where those are written in another zone than the session's.
     *
     * @param column the label of a column, in any case
     * @param zone the zone of times that do not say theirs; those that do keep it
     * @return a new probe; this one stays as it is
     * @throws IllegalArgumentException if the column is no metric name or is there already, or the zone is {@code null}
     * @see #age(String)
     */
    public QueryProbe age(String column, ZoneId zone) {
        if (zone == null) {
            throw Words.fault("zone", "null", "a time zone");
        }
        return with(reading.age(column, zone));
    }

    /**
     * Measures every row, each under its label: with the label {@code state} and a column {@code sessions} there is a
     * metric {@code sessions.idle} for the row whose state is {@code idle}. What a metric name cannot have becomes an
     * underscore. There is one row at least, each label gives a name of its own, and there are at most 100 figures; all else
     * is silence.
     *
     * <pre>{@code
     * JdbcProbes.query(dataSource, "select state, count(*) as orders from orders group by state").labelledBy("state")
     * }</pre>
     *
     * @param column the label of the column that says of what a row is, in any case
     * @return a new probe; this one stays as it is
     * @throws IllegalArgumentException if the column is no metric name or is there already, or there is a label already
     */
    public QueryProbe labelledBy(String column) {
        return with(reading.labelledBy(column));
    }

    /** The column may not be null. */
    QueryProbe need(String column) {
        return with(reading.need(column));
    }

    private QueryProbe with(Reading other) {
        return new QueryProbe(dataSource, sql, ticker, other);
    }

    /**
     * Runs the statement.
     *
     * @param timeout the time that is left for the answer; positive
     * @return up with a measurement of every figure that is not {@code null}; silent when that is not what came back
     * @throws SQLException when there is no connection, the statement fails or is too slow, or the connection cannot be
     *     given back as it came
     * @throws InterruptedException when the thread was interrupted before it began; nothing was borrowed then
     */
    @Override
    public ProbeResult run(Duration timeout) throws SQLException, InterruptedException {
        return Loan.run(dataSource, ticker, timeout, this::ask);
    }

    private ProbeResult ask(Loan loan) throws SQLException {
        loan.beginReadOnly();
        Moment now = reading.ages().isEmpty() ? null : Moment.of(loan);
        Dialect dialect = Dialect.of(loan.connection());
        int rows = reading.label() == null ? Answer.ROWS_OF_ONE : Answer.ROWS_OF_MANY;
        return loan.query(sql, rows, answer -> Answer.read(answer, reading, now, dialect));
    }

    @Override
    public String wanted() {
        return reading.label() == null ? "one row of figures" : "figures for each " + reading.label();
    }
}

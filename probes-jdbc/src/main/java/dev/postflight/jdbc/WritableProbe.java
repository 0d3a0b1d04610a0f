package dev.postflight.jdbc;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes, and takes it back: proof that the database takes writes over this data source, which a replica, a database that
 * was set to read-only or one whose disk is full does not. Measures {@code write}, the seconds that the write took.
 *
 * <ul>
 *   <li>With {@link #by(String)}, a statement of yours is run in a transaction that is always rolled back. What no roll-back
 *       takes back stays: numbers drawn from sequences, and rows of tables without transactions (MyISAM, Aria).
 *   <li>Without, a temporary table is made and written in PostgreSQL, and rolled back. Other databases commit when a table
 *       is made, so there it says down when the server calls itself read-only and is silent otherwise: nothing was proven.
 *   <li>Nothing is committed, so a commit that hangs, for a synchronous standby that is gone, is not seen.
 *   <li>A read-only connection stays as it is lent: over that data source the application cannot write either.
 * </ul>
 *
 * @since 0.1
 */
public final class WritableProbe implements Probe {

    private static final String WRITE = "write";
    private static final String RULE = "one insert, update, delete, merge or replace";
    private static final Pattern WRITES =
            Pattern.compile("(?is)\\s*(insert|update|delete|merge|replace|with)\\b[^;]*;?\\s*");

    private final DataSource dataSource;
    private final Ticker ticker;
    private final @Nullable String sql;

    WritableProbe(DataSource dataSource, Ticker ticker, @Nullable String sql) {
        this.dataSource = dataSource;
        this.ticker = ticker;
        this.sql = sql;
    }

    /**
     * The statement that writes.
     *
     * @param statement one that writes one row at least, without {@code returning}: {@code update heartbeat set n = n + 1}
     * @return a new probe
     * @throws IllegalArgumentException if it begins with something else than {@code insert}, {@code update}, {@code delete},
     *     {@code merge}, {@code replace} or {@code with}, because what makes or changes tables commits in many databases; or
     *     there is a semicolon before its end
     */
    public WritableProbe by(String statement) {
        if (statement == null || !WRITES.matcher(statement).matches()) {
            throw Words.fault("statement", Words.quoted(statement), RULE);
        }
        return new WritableProbe(dataSource, ticker, statement);
    }

    /**
     * Writes and rolls back.
     *
     * @param timeout the time that is left for the answer; positive
     * @return up when a row was written; down when the database refused to; silent when neither is sure
     * @throws SQLException when there is no connection, the statement is wrong, or it cannot be taken back
     * @throws InterruptedException when the thread was interrupted before it began
     */
    @Override
    public ProbeResult run(Duration timeout) throws SQLException, InterruptedException {
        return Loan.run(dataSource, ticker, timeout, this::ask);
    }

    private ProbeResult ask(Loan loan) throws SQLException {
        Dialect dialect = Dialect.of(loan.connection());
        loan.beginWritable();
        if (loan.connection().isReadOnly()) {
            return ProbeResult.down("the connection is read-only (expected: one that can write)");
        }
        if (sql == null && dialect != Dialect.POSTGRESQL) {
            return unproven(loan, dialect);
        }
        long start = ticker.nanos();
        try {
            if (sql == null) {
                // in the schema that only this session sees; gone with the roll-back
                loan.execute("create temporary table postflight_write (n integer) on commit drop");
            }
            int rows = loan.execute(sql == null ? "insert into postflight_write values (1)" : sql);
            double took = ticker.secondsSince(start);
            if (rows > 0) {
                return ProbeResult.up(Measurement.of(WRITE, took, Unit.SECONDS));
            }
            return ProbeResult.silent(Words.sentence(
                    "statement",
                    rows < 0 ? "gave rows" : "wrote no row",
                    "one that writes a row, without returning it"));
        } catch (SQLException e) {
            if (Refusal.isToWrite(e, sql != null)) {
                return ProbeResult.down("the database does not take writes: " + e.getMessage());
            }
            throw e;
        }
    }

    private static ProbeResult unproven(Loan loan, Dialect dialect) throws SQLException {
        boolean readOnly = dialect != Dialect.OTHER && RoleProbe.isReadOnly(loan, dialect);
        return readOnly
                ? ProbeResult.down("the database is read-only (expected: one that takes writes)")
                : ProbeResult.silent(Words.sentence(
                        "statement",
                        "none",
                        "one that writes, as in: update heartbeat set n = n + 1; "
                                + "what this database could try by itself could not be taken back"));
    }

    @Override
    public Map<String, Unit> metrics() {
        return Map.of(WRITE, Unit.SECONDS);
    }

    @Override
    public String wanted() {
        return "takes writes";
    }
}

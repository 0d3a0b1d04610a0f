package dev.postflight.jdbc;

import dev.postflight.api.ProbeResult;
import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One connection for one run, which goes back as it came. Every change to it is put down together with what undoes it,
 * before it is made, so that a change that fails half-way is undone as well.
 */
final class Loan {

    /** What is asked of a connection. */
    @FunctionalInterface
    interface Question {
        ProbeResult ask(Loan loan) throws SQLException;
    }

    /** What reads the rows of a statement. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    @FunctionalInterface
    private interface Step {
        void take() throws SQLException;
    }

    /** What a statement does when it has its deadline. */
    @FunctionalInterface
    private interface Use<T> {
        T of(Statement statement) throws SQLException;
    }

    /** Drivers take 32 bits of milliseconds. */
    private static final Duration LONGEST = Duration.ofDays(24);

    /**
     * By how much the network timeout comes after the statement timeout, which should have its chance: it ends the
     * statement on the server too and leaves the connection usable, where the network timeout only stops listening.
     */
    private static final long SLACK_MILLIS = 1_000;

    private final Connection connection;
    private final Ticker ticker;
    private final long lent;
    private final Duration waited;
    private final Duration left;
    private final Deque<Step> undo = new ArrayDeque<>();
    private int networkLimit;
    private int statements;
    private @Nullable Throwable failure;

    private Loan(Connection connection, Ticker ticker, long asked, Duration timeout) {
        this.connection = connection;
        this.ticker = ticker;
        this.lent = ticker.nanos();
        this.waited = Duration.ofNanos(lent - asked);
        this.left = (timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST).minus(waited);
    }

    /**
     * Borrows, asks and gives back.
     *
     * @return the answer; one that is good only if the connection went back as it came
     */
    static ProbeResult run(DataSource dataSource, Ticker ticker, Duration timeout, Question question)
            throws SQLException, InterruptedException {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout: " + timeout + " (expected: a positive duration)");
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before a connection was borrowed");
        }
        long start = ticker.nanos();
        Connection connection = dataSource.getConnection();
        if (connection == null) {
            throw new SQLException("connection: null (expected: one that the data source lends)");
        }
        Loan loan = new Loan(connection, ticker, start, timeout);
        ProbeResult result;
        try {
            result = question.ask(loan);
        } catch (Throwable primary) {
            Throwable secondary = loan.giveBack();
            if (secondary != null && secondary != primary) {
                primary.addSuppressed(secondary);
            }
            throw primary;
        }
        Throwable fault = loan.giveBack();
        if (fault != null && result instanceof ProbeResult.Up) {
            throw new SQLException(
                    "the database answered, but the connection could not be given back as it came", fault);
        }
        return result;
    }

    Connection connection() {
        return connection;
    }

    double waitedSeconds() {
        return waited.toNanos() / 1e9;
    }

    /** What was left of the timeout when the connection came, rounded up: zero would mean that there is no deadline. */
    int secondsLeft() throws SQLTimeoutException {
        return seconds(left);
    }

    /** What was left of the timeout when the connection came, rounded up. */
    long millisLeft() {
        return left.plusNanos(999_999).toMillis();
    }

    private int seconds(Duration rest) throws SQLTimeoutException {
        if (rest.isNegative() || rest.isZero()) {
            throw new SQLTimeoutException(
                    left.isNegative() || left.isZero()
                            ? "no time left after waiting " + Unit.SECONDS.format(waitedSeconds()) + " for a connection"
                            : "no time left for statement " + (statements + 1));
        }
        return (int) rest.plusNanos(999_999_999).toSeconds();
    }

    /**
     * Limits every wait for the database's side of the network. Nothing else ends the wait for a server that keeps its
     * sockets open and says nothing. A shorter limit that is already there stays; a driver that knows no limits goes
     * without.
     */
    void limitNetwork(long millis) throws SQLException {
        int limit = Math.toIntExact(millis);
        try {
            int before = connection.getNetworkTimeout();
            if (before <= 0 || before > limit) {
                undo.push(() -> connection.setNetworkTimeout(Runnable::run, before));
                connection.setNetworkTimeout(Runnable::run, limit);
                networkLimit = limit;
            }
        } catch (SQLFeatureNotSupportedException | UnsupportedOperationException | AbstractMethodError unsupported) {
            undo.clear(); // this is the first step of a loan, and there is nothing to restore
        }
    }

    /** Where auto-commit is off, anything may begin a transaction, even asking whether the connection is valid. */
    void endTransaction() throws SQLException {
        if (!connection.getAutoCommit()) {
            undo.push(connection::rollback);
        }
    }

    /** Begins a transaction that writes nothing and will be rolled back. */
    void beginReadOnly() throws SQLException {
        begin(true);
        if (Dialect.of(connection) == Dialect.MYSQL) {
            // some drivers of these keep read-only mode to themselves; the transaction that this begins, the rollback
            // ends
            execute("start transaction read only");
        }
    }

    /** Begins a transaction that may write, as far as the connection as it was lent may, and will be rolled back. */
    void beginWritable() throws SQLException {
        begin(false);
    }

    private void begin(boolean readOnly) throws SQLException {
        limitNetwork(secondsLeft() * 1_000L + SLACK_MILLIS);
        boolean autoCommit = connection.getAutoCommit();
        if (!autoCommit) {
            // the pool's own test of the connection may have begun one, and read-only mode cannot be changed within
            connection.rollback();
        }
        if (readOnly && !connection.isReadOnly()) {
            undo.push(() -> connection.setReadOnly(false));
            connection.setReadOnly(true);
        }
        if (autoCommit) {
            undo.push(this::restoreAutoCommit);
            connection.setAutoCommit(false);
        }
        undo.push(connection::rollback);
    }

    /** Runs a statement that gives rows. */
    <T> T query(String sql, int mostRows, Reader<T> reader) throws SQLException {
        return use(statement -> {
            statement.setMaxRows(mostRows);
            try (ResultSet rows = statement.executeQuery(sql)) {
                return reader.read(rows);
            }
        });
    }

    /** The first column of the first row; {@code null} when that is, or there is no row. */
    @Nullable
    String text(String sql) throws SQLException {
        return query(sql, 1, rows -> Optional.ofNullable(rows.next() ? rows.getString(1) : null))
                .orElse(null);
    }

    /**
     * Runs a statement that gives no rows.
     *
     * @return how many rows it wrote; negative when it gave rows instead
     */
    int execute(String sql) throws SQLException {
        return use(statement -> statement.execute(sql) ? -1 : statement.getUpdateCount());
    }

    /** Each statement has what is left of the timeout by then, on the server and on the network. */
    private <T> T use(Use<T> use) throws SQLException {
        int seconds = seconds(left.minusNanos(ticker.nanos() - lent));
        int limit = Math.toIntExact(seconds * 1_000L + SLACK_MILLIS);
        statements++;
        if (networkLimit > limit) {
            connection.setNetworkTimeout(Runnable::run, limit);
            networkLimit = limit;
        }
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(seconds);
            return use.of(statement);
        }
    }

    /** Within a transaction that could not be rolled back, this would commit it. */
    private void restoreAutoCommit() throws SQLException {
        if (failure == null) {
            connection.setAutoCommit(true);
        }
    }

    /** Takes every step, whatever becomes of the others. */
    private @Nullable Throwable giveBack() {
        while (!undo.isEmpty()) {
            attempt(undo.pop());
        }
        boolean sound = failure == null;
        if (!sound) {
            // to close it means, to some drivers, to commit what is open, and to pools, to lend it again
            attempt(this::abort);
        }
        attempt(connection::close);
        if (sound && failure != null) {
            attempt(this::abort);
        }
        return failure;
    }

    private void abort() throws SQLException {
        connection.abort(Runnable::run);
    }

    private void attempt(Step step) {
        try {
            step.take();
        } catch (Throwable thrown) {
            if (failure == null) {
                failure = thrown;
            } else if (failure != thrown) {
                failure.addSuppressed(thrown);
            }
        }
    }
}

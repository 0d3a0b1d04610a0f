package dev.postflight.jdbc;

import dev.postflight.api.ProbeResult;
import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
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

    @FunctionalInterface
    private interface Step {
        void take() throws SQLException;
    }

    /** Drivers take 32 bits of milliseconds. */
    private static final Duration LONGEST = Duration.ofDays(24);

    private final Connection connection;
    private final Duration waited;
    private final Duration left;
    private final Deque<Step> undo = new ArrayDeque<>();
    private @Nullable Throwable failure;

    private Loan(Connection connection, Duration waited, Duration timeout) {
        this.connection = connection;
        this.waited = waited;
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
        Loan loan = new Loan(connection, Duration.ofNanos(ticker.nanos() - start), timeout);
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

    /** What is left of the timeout, rounded up: zero would mean that there is no deadline at all. */
    int secondsLeft() throws SQLTimeoutException {
        if (left.isNegative() || left.isZero()) {
            throw new SQLTimeoutException(
                    "no time left after waiting " + Unit.SECONDS.format(waitedSeconds()) + " for a connection");
        }
        return (int) left.plusNanos(999_999_999).toSeconds();
    }

    /** What is left of the timeout, rounded up. */
    long millisLeft() {
        return left.plusNanos(999_999).toMillis();
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

    /** Begins a transaction that will be rolled back. */
    void beginReadOnly() throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        if (!autoCommit) {
            // the pool's own test of the connection may have begun one, and read-only mode cannot be changed within
            connection.rollback();
        }
        if (!connection.isReadOnly()) {
            undo.push(() -> connection.setReadOnly(false));
            connection.setReadOnly(true);
        }
        if (autoCommit) {
            undo.push(this::restoreAutoCommit);
            connection.setAutoCommit(false);
        }
        undo.push(connection::rollback);
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

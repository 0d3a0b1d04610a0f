package dev.postflight.jdbc;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/** Borrows a connection and asks its driver whether it is valid. */
final class ConnectionProbe implements Probe {

    private static final String BORROW = "borrow";
    private static final String VALIDATION = "validation";
    private static final Map<String, Unit> METRICS = Map.of(BORROW, Unit.SECONDS, VALIDATION, Unit.SECONDS);

    private final DataSource dataSource;
    private final Ticker ticker;

    ConnectionProbe(DataSource dataSource, Ticker ticker) {
        this.dataSource = dataSource;
        this.ticker = ticker;
    }

    @Override
    public ProbeResult run(Duration timeout) throws SQLException, InterruptedException {
        return Loan.run(dataSource, ticker, timeout, this::ask);
    }

    @Override
    public Map<String, Unit> metrics() {
        return METRICS;
    }

    @Override
    public String wanted() {
        return "a valid connection";
    }

    private ProbeResult ask(Loan loan) throws SQLException {
        int seconds = loan.secondsLeft();
        // finer than the seconds of isValid, and there for drivers that do not heed them
        long millis = loan.millisLeft();
        loan.limitNetwork(millis);
        loan.endTransaction();
        long start = ticker.nanos();
        boolean valid = loan.connection().isValid(seconds);
        double took = ticker.secondsSince(start);
        if (!valid && took * 1_000 >= millis) {
            // drivers call a connection not valid when they hear nothing, and that is no answer
            return ProbeResult.silent("the connection was not found valid within " + Unit.SECONDS.format(took));
        }
        Measurement borrow = Measurement.of(BORROW, loan.waitedSeconds(), Unit.SECONDS);
        Measurement validation = Measurement.of(VALIDATION, took, Unit.SECONDS);
        return valid
                ? ProbeResult.up(borrow, validation)
                : ProbeResult.down(
                        "the connection is not valid, said the driver after " + Unit.SECONDS.format(took),
                        borrow,
                        validation);
    }
}

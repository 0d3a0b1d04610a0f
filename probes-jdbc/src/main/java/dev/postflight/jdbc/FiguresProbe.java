package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/** Asks one kind of database for figures that it has about itself. */
final class FiguresProbe implements Probe {

    private final DataSource dataSource;
    private final Ticker ticker;
    private final Dialect dialect;
    private final Map<String, Unit> metrics;
    private final String wanted;
    private final Loan.Question question;

    FiguresProbe(
            DataSource dataSource,
            Ticker ticker,
            Dialect dialect,
            Map<String, Unit> metrics,
            String wanted,
            Loan.Question question) {
        this.dataSource = dataSource;
        this.ticker = ticker;
        this.dialect = dialect;
        this.metrics = metrics;
        this.wanted = wanted;
        this.question = question;
    }

    @Override
    public ProbeResult run(Duration timeout) throws SQLException, InterruptedException {
        return Loan.run(dataSource, ticker, timeout, this::ask);
    }

    private ProbeResult ask(Loan loan) throws SQLException {
        if (Dialect.of(loan.connection()) != dialect) {
            String product = loan.connection().getMetaData().getDatabaseProductName();
            return ProbeResult.silent(Words.sentence("database", String.valueOf(product), dialect.title()));
        }
        loan.beginReadOnly();
        return question.ask(loan);
    }

    @Override
    public Map<String, Unit> metrics() {
        return metrics;
    }

    @Override
    public String wanted() {
        return wanted;
    }
}

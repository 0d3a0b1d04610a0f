package dev.postflight.jdbc;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server for its version: {@code select version()} in PostgreSQL, MySQL and MariaDB, what comes to the same in H2,
 * and of any other database what its driver says once the connection is found valid. Measures {@code major}, {@code minor}
 * and {@code patch}, as far as the version has them: the first number in the text.
 *
 * @since 0.1
 */
public final class VersionProbe implements Probe {

    private static final List<String> PARTS = List.of("major", "minor", "patch");
    private static final int LONGEST = 200;

    private final DataSource dataSource;
    private final Ticker ticker;
    private final @Nullable VersionNumber least;
    private final @Nullable String contained;

    VersionProbe(DataSource dataSource, Ticker ticker) {
        this(dataSource, ticker, null, null);
    }

    private VersionProbe(
            DataSource dataSource, Ticker ticker, @Nullable VersionNumber least, @Nullable String contained) {
        this.dataSource = dataSource;
        this.ticker = ticker;
        this.least = least;
        this.contained = contained;
    }

    /**
     * The lowest version that will do.
     *
     * @param version numbers with dots between them: {@code 15.2}; compared number by number
     * @return a new probe, which is down when the server's version is lower
     * @throws IllegalArgumentException if it is something else
     */
    public VersionProbe atLeast(String version) {
        return new VersionProbe(dataSource, ticker, VersionNumber.of("version", version), contained);
    }

    /**
     * What the text of the version must contain.
     *
     * @param text for example {@code MariaDB}; upper and lower case are two things
     * @return a new probe, which is down when the text does not contain it
     * @throws IllegalArgumentException if the text is blank
     */
    public VersionProbe containing(String text) {
        return new VersionProbe(dataSource, ticker, least, Words.text("text", text, "a part of the version"));
    }

    /**
     * Asks.
     *
     * @param timeout the time that is left for the answer; positive
     * @return up when the version is as expected, down when it is not, silent when there is no version in what came back
     * @throws SQLException when there is no connection, or no answer
     * @throws InterruptedException when the thread was interrupted before it began
     */
    @Override
    public ProbeResult run(Duration timeout) throws SQLException, InterruptedException {
        return Loan.run(dataSource, ticker, timeout, this::ask);
    }

    private ProbeResult ask(Loan loan) throws SQLException {
        String sql = Dialect.of(loan.connection()).version();
        String text = sql == null ? told(loan) : said(loan, sql);
        if (text == null || text.isBlank()) {
            return ProbeResult.silent(Words.sentence("version", Words.quoted(text), "a text"));
        }
        String shown = Words.quoted(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
        VersionNumber version = VersionNumber.find(text);
        if (version == null) {
            return ProbeResult.silent(Words.sentence("version", shown, "a text with a number"));
        }
        Measurement[] measurements = measurements(version);
        if (least != null && version.compareTo(least) < 0) {
            return ProbeResult.down(Words.sentence("version", shown, "at least " + least), measurements);
        }
        if (contained != null && !text.contains(contained)) {
            return ProbeResult.down(
                    Words.sentence("version", shown, "one with " + Words.quoted(contained)), measurements);
        }
        return ProbeResult.up(measurements);
    }

    private static @Nullable String said(Loan loan, String sql) throws SQLException {
        loan.beginReadOnly();
        return loan.text(sql);
    }

    /** Drivers tell what they heard when they connected, so the connection must be found alive as well. */
    private static String told(Loan loan) throws SQLException {
        int seconds = loan.secondsLeft();
        loan.limitNetwork(loan.millisLeft());
        loan.endTransaction();
        Connection connection = loan.connection();
        if (!connection.isValid(seconds)) {
            throw new SQLException("the connection is not valid, said the driver");
        }
        DatabaseMetaData data = connection.getMetaData();
        return data.getDatabaseProductName() + " " + data.getDatabaseProductVersion();
    }

    private static Measurement[] measurements(VersionNumber version) {
        List<Measurement> parts = new ArrayList<>();
        for (int i = 0; i < Math.min(PARTS.size(), version.parts().size()); i++) {
            parts.add(Measurement.of(PARTS.get(i), version.part(i).doubleValue(), Unit.COUNT));
        }
        return parts.toArray(Measurement[]::new);
    }

    @Override
    public Map<String, Unit> metrics() {
        Map<String, Unit> metrics = new LinkedHashMap<>();
        PARTS.forEach(part -> metrics.put(part, Unit.COUNT));
        return metrics;
    }

    @Override
    public String wanted() {
        return "a version"
                + (least == null ? "" : " of at least " + least)
                + (contained == null ? "" : " with " + Words.quoted(contained));
    }
}

package dev.postflight.jdbc;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads from Flyway's table whether the migrations are done; Flyway itself is not needed. Measures {@code applied}, the
 * migrations in force, and {@code failed}, those that failed and were not mended since.
 *
 * <p>It is down when one failed, none was applied, there is no such table, or the latest version is not the expected one. A base
 * line alone is none, unless its version is the expected one. The table does not know which migrations are still to come, and
 * where a migration that fails is rolled back, as in PostgreSQL, it does not know of that either:
 * {@link #expectVersion(String)} finds both.
 *
 * @since 0.1
 */
public final class FlywayProbe implements Probe {

    static final String TABLE = "flyway_schema_history";
    private static final String APPLIED = "applied";
    private static final String FAILED = "failed";

    private final DataSource dataSource;
    private final Ticker ticker;
    private final String table;
    private final @Nullable VersionNumber expected;

    FlywayProbe(DataSource dataSource, Ticker ticker) {
        this(dataSource, ticker, TABLE, null);
    }

    private FlywayProbe(DataSource dataSource, Ticker ticker, String table, @Nullable VersionNumber expected) {
        this.dataSource = dataSource;
        this.ticker = ticker;
        this.table = table;
        this.expected = expected;
    }

    /**
     * Flyway's table, where it is not {@code flyway_schema_history} in the schema of the connection.
     *
     * @param name the name, with a schema before a dot or without, in the case in which Flyway made it
     * @return a new probe
     * @throws IllegalArgumentException if it is no name of a table
     */
    public FlywayProbe table(String name) {
        return new FlywayProbe(dataSource, ticker, Words.table("table", name), expected);
    }

    /**
     * The version of the last migration that must have been applied: that of this release, no lower and no higher one.
     *
     * @param version numbers with dots or underscores between them, as in the name of the migration: {@code 2026.11.1}
     * @return a new probe
     * @throws IllegalArgumentException if it is something else
     */
    public FlywayProbe expectVersion(String version) {
        return new FlywayProbe(dataSource, ticker, table, VersionNumber.of("version", version));
    }

    /**
     * Reads the table.
     *
     * @param timeout the time that is left for the answer; positive
     * @return up when the migrations are done, down when they are not, silent when the table is not Flyway's
     * @throws SQLException when there is no connection, or the table cannot be read
     * @throws InterruptedException when the thread was interrupted before it began
     */
    @Override
    public ProbeResult run(Duration timeout) throws SQLException, InterruptedException {
        return Loan.run(dataSource, ticker, timeout, this::ask);
    }

    private ProbeResult ask(Loan loan) throws SQLException {
        loan.beginReadOnly();
        // Flyway quotes them when it makes them
        String quote = loan.connection().getMetaData().getIdentifierQuoteString();
        String mark = quote == null ? "" : quote.strip();
        String sql = String.format(
                Locale.ROOT,
                "select %1$sversion%1$s, %1$sdescription%1$s, %1$stype%1$s, %1$ssuccess%1$s from %2$s"
                        + " order by %1$sinstalled_rank%1$s",
                mark,
                mark + table.replace(".", mark + "." + mark) + mark);
        try {
            return loan.query(sql, FlywayHistory.MOST + 1, rows -> {
                try {
                    return judge(FlywayHistory.read(rows));
                } catch (Unreadable e) {
                    return ProbeResult.silent(e.sentence());
                }
            });
        } catch (SQLException e) {
            if (Dialect.isMissing(e)) {
                return ProbeResult.down(Words.sentence(
                        "table " + table, "not there", "the table of Flyway; has it run, in this schema?"));
            }
            throw e;
        }
    }

    private ProbeResult judge(FlywayHistory history) {
        Measurement[] measurements = {
            Measurement.of(APPLIED, (double) history.applied(), Unit.COUNT),
            Measurement.of(FAILED, history.failed().size(), Unit.COUNT)
        };
        if (!history.failed().isEmpty()) {
            return ProbeResult.down(
                    Words.sentence(
                            "failed migrations", Words.few(history.failed().values()), "none"),
                    measurements);
        }
        if (history.isEmpty() || expected == null && history.applied() == 0) {
            String found = history.isEmpty() ? "none" : "none but the base line";
            return ProbeResult.down(Words.sentence("applied migrations", found, "one at least"), measurements);
        }
        VersionNumber latest = history.latest();
        if (expected != null && (latest == null || latest.compareTo(expected) != 0)) {
            return ProbeResult.down(
                    Words.sentence("version", latest == null ? "none" : latest.toString(), expected.toString()),
                    measurements);
        }
        return ProbeResult.up(measurements);
    }

    @Override
    public Map<String, Unit> metrics() {
        return Map.of(APPLIED, Unit.COUNT, FAILED, Unit.COUNT);
    }

    @Override
    public String wanted() {
        return expected == null ? "migrations without a failed one" : "version " + expected;
    }
}

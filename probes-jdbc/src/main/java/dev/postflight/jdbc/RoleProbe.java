package dev.postflight.jdbc;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether a server is a primary or a standby. Measures {@code primary} and {@code read_only}, each 1 or 0: in PostgreSQL
 * whether it is not in recovery, and whether recovery or {@code default_transaction_read_only} keeps new transactions from writing; in
 * MySQL and MariaDB whether the server's {@code read_only} is off, by which replicas are told there, and whether that or
 * {@code innodb_read_only} is on; in H2, where there is no standby, whether the database is read-only. Any other database is silence.
 *
 * @since 0.1
 */
public final class RoleProbe implements Probe {

    private static final String PRIMARY = "primary";
    private static final String READ_ONLY = "read_only";

    /** The second is that of the server, of the database and of the account, whatever this session has been told since. */
    private static final String POSTGRESQL =
            "select pg_is_in_recovery(), reset_val = 'on' from pg_settings where name = 'default_transaction_read_only'";

    private static final String MYSQL_STANDBY = "select @@global.read_only";

    /** On where storage is another's, as of a reader in a cluster that shares it; the other may be off there. */
    private static final String MYSQL_STORAGE = "select @@global.innodb_read_only";

    private static final Set<String> OFF = Set.of("0", "OFF", "off", "FALSE", "false");

    private final DataSource dataSource;
    private final Ticker ticker;
    private final @Nullable Boolean primary;

    RoleProbe(DataSource dataSource, Ticker ticker, @Nullable Boolean primary) {
        this.dataSource = dataSource;
        this.ticker = ticker;
        this.primary = primary;
    }

    /**
     * Expects a server that takes writes.
     *
     * @return a new probe, which is down when the server is a standby or read-only
     */
    public RoleProbe expectPrimary() {
        return new RoleProbe(dataSource, ticker, true);
    }

    /**
     * Expects a server that follows another.
     *
     * @return a new probe, which is down when the server is no standby
     */
    public RoleProbe expectStandby() {
        return new RoleProbe(dataSource, ticker, false);
    }

    /**
     * Asks.
     *
     * @param timeout the time that is left for the answer; positive
     * @return up when the server is what is expected, down when it is not
     * @throws SQLException when there is no connection, or no answer
     * @throws InterruptedException when the thread was interrupted before it began
     */
    @Override
    public ProbeResult run(Duration timeout) throws SQLException, InterruptedException {
        return Loan.run(dataSource, ticker, timeout, this::ask);
    }

    private ProbeResult ask(Loan loan) throws SQLException {
        Dialect dialect = Dialect.of(loan.connection());
        loan.beginReadOnly();
        boolean standby;
        boolean readOnly;
        switch (dialect) {
            case POSTGRESQL -> {
                boolean[] both = loan.query(
                        POSTGRESQL,
                        1,
                        rows -> rows.next() ? new boolean[] {rows.getBoolean(1), rows.getBoolean(2)} : new boolean[0]);
                if (both.length == 0) {
                    return ProbeResult.silent("the server does not say whether it is a standby");
                }
                standby = both[0];
                readOnly = both[0] || both[1];
            }
            case MYSQL -> {
                standby = isOn(loan, MYSQL_STANDBY);
                readOnly = standby || isOn(loan, MYSQL_STORAGE);
            }
            case H2 -> {
                standby = false;
                readOnly = isReadOnly(loan, dialect);
            }
            default -> {
                return ProbeResult.silent(
                        Words.sentence("database", dialect.title(), "PostgreSQL, MySQL, MariaDB or H2"));
            }
        }
        return judge(standby, readOnly);
    }

    private ProbeResult judge(boolean standby, boolean readOnly) {
        Measurement[] measurements = {
            Measurement.of(PRIMARY, standby ? 0 : 1, Unit.COUNT),
            Measurement.of(READ_ONLY, readOnly ? 1 : 0, Unit.COUNT)
        };
        if (primary == null || (primary ? !readOnly : standby)) {
            return ProbeResult.up(measurements);
        }
        String role = standby ? "standby" : readOnly ? "read-only" : "primary";
        return ProbeResult.down(Words.sentence("role", role, expected()), measurements);
    }

    /** What MySQL, MariaDB or H2 says of itself. */
    static boolean isReadOnly(Loan loan, Dialect dialect) throws SQLException {
        return dialect == Dialect.H2
                ? isOn(loan, "select readonly()")
                : isOn(loan, MYSQL_STANDBY) || isOn(loan, MYSQL_STORAGE);
    }

    private static boolean isOn(Loan loan, String sql) throws SQLException {
        String said = loan.text(sql);
        if (said == null) {
            throw new SQLException("the server does not say whether it is read-only");
        }
        return !OFF.contains(said);
    }

    private String expected() {
        return Boolean.TRUE.equals(primary) ? "primary" : "standby";
    }

    @Override
    public Map<String, Unit> metrics() {
        return Map.of(PRIMARY, Unit.COUNT, READ_ONLY, Unit.COUNT);
    }

    @Override
    public String wanted() {
        return primary == null ? "a role" : expected();
    }
}

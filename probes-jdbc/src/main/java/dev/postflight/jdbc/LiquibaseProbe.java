package dev.postflight.jdbc;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the tables of Liquibase whether the change sets are done; Liquibase itself is not needed. Measures {@code applied},
 * the change sets that were executed or marked as such, {@code failed}, and {@code locked}, 1 while somebody holds the lock.
 *
 * <p>It is down when one failed, none was executed, the lock is held (a migration is under way, or died and will let no other
 * begin), one of the tables is not there, or the expected change set was not executed. The tables do not know which change sets
 * are still to come: {@link #expectChangeSet(String)} finds that.
 *
 * @since 0.1
 */
public final class LiquibaseProbe implements Probe {

    static final String TABLE = "DATABASECHANGELOG";
    static final String LOCK_TABLE = "DATABASECHANGELOGLOCK";

    private static final String APPLIED = "applied";
    private static final String FAILED = "failed";
    private static final String LOCKED = "locked";
    private static final Map<String, Unit> METRICS =
            Map.of(APPLIED, Unit.COUNT, FAILED, Unit.COUNT, LOCKED, Unit.COUNT);

    /** And none at all, in tables that are older than the column. */
    private static final Set<String> EXECUTED = Set.of("EXECUTED", "RERAN", "MARK_RAN");

    /** So many change sets nobody has; more are something else. */
    private static final int MOST = 100_000;

    private final DataSource dataSource;
    private final Ticker ticker;
    private final String table;
    private final String lockTable;
    private final @Nullable String expected;

    LiquibaseProbe(DataSource dataSource, Ticker ticker) {
        this(dataSource, ticker, TABLE, LOCK_TABLE, null);
    }

    private LiquibaseProbe(
            DataSource dataSource, Ticker ticker, String table, String lockTable, @Nullable String expected) {
        this.dataSource = dataSource;
        this.ticker = ticker;
        this.table = table;
        this.lockTable = lockTable;
        this.expected = expected;
    }

    /**
     * The table of change sets, where it is not {@code DATABASECHANGELOG} in the schema of the connection.
     *
     * @param name the name, with a schema before a dot or without; it is not quoted, as Liquibase does not
     * @return a new probe
     * @throws IllegalArgumentException if it is no name of a table
     */
    public LiquibaseProbe table(String name) {
        return new LiquibaseProbe(dataSource, ticker, Words.table("table", name), lockTable, expected);
    }

    /**
     * The table of the lock, where it is not {@code DATABASECHANGELOGLOCK} in the schema of the connection.
     *
     * @param name the name, with a schema before a dot or without; it is not quoted, as Liquibase does not
     * @return a new probe
     * @throws IllegalArgumentException if it is no name of a table
     */
    public LiquibaseProbe lockTable(String name) {
        return new LiquibaseProbe(dataSource, ticker, table, Words.table("lockTable", name), expected);
    }

    /**
     * A change set that must have been executed: the last of this release.
     *
     * @param id its id
     * @return a new probe
     * @throws IllegalArgumentException if the id is blank
     */
    public LiquibaseProbe expectChangeSet(String id) {
        return new LiquibaseProbe(dataSource, ticker, table, lockTable, Words.text("id", id, "the id of a change set"));
    }

    /**
     * Reads the tables.
     *
     * @param timeout the time that is left for the answer; positive
     * @return up when the change sets are done, down when they are not, silent when the tables are not those of Liquibase
     * @throws SQLException when there is no connection, or a table cannot be read
     * @throws InterruptedException when the thread was interrupted before it began
     */
    @Override
    public ProbeResult run(Duration timeout) throws SQLException, InterruptedException {
        return Loan.run(dataSource, ticker, timeout, this::ask);
    }

    private ProbeResult ask(Loan loan) throws SQLException {
        loan.beginReadOnly();
        String place = table;
        try {
            Log log = loan.query(
                    "select ID, AUTHOR, EXECTYPE from " + table + " order by ORDEREXECUTED", MOST + 1, this::log);
            place = lockTable;
            Optional<String> holder =
                    loan.query("select LOCKED, LOCKEDBY, LOCKGRANTED from " + lockTable, MOST, LiquibaseProbe::holder);
            return judge(log, holder.orElse(null));
        } catch (SQLException e) {
            if (Dialect.isMissing(e)) {
                return ProbeResult.down(Words.sentence(
                        "table " + place, "not there", "a table of Liquibase; has it run, in this schema?"));
            }
            throw e;
        }
    }

    /** What was read of the change sets. */
    private record Log(int rows, int applied, Set<String> failed, boolean found) {}

    private Log log(ResultSet rows) throws SQLException {
        int count = 0;
        int applied = 0;
        boolean found = false;
        Set<String> failed = new LinkedHashSet<>();
        while (rows.next()) {
            String id = rows.getString(1);
            String type = rows.getString(3);
            count++;
            if (type == null || EXECUTED.contains(type)) {
                applied++;
                found |= id != null && id.equals(expected);
            } else if (!"SKIPPED".equals(type)) {
                String how = "FAILED".equals(type) ? "" : ", which is " + type;
                failed.add(Words.quoted(id + " of " + rows.getString(2) + how));
            }
        }
        return new Log(count, applied, failed, found);
    }

    private static Optional<String> holder(ResultSet rows) throws SQLException {
        while (rows.next()) {
            if (rows.getBoolean(1)) {
                return Optional.of("held by " + rows.getString(2) + " since " + rows.getString(3));
            }
        }
        return Optional.empty();
    }

    private ProbeResult judge(Log log, @Nullable String holder) {
        if (log.rows() > MOST) {
            return ProbeResult.silent(Words.sentence("change sets", "more than " + MOST, "at most as many"));
        }
        Measurement[] measurements = {
            Measurement.of(APPLIED, log.applied(), Unit.COUNT),
            Measurement.of(FAILED, log.failed().size(), Unit.COUNT),
            Measurement.of(LOCKED, holder == null ? 0 : 1, Unit.COUNT)
        };
        if (!log.failed().isEmpty()) {
            return ProbeResult.down(
                    Words.sentence("failed change sets", Words.few(log.failed()), "none"), measurements);
        }
        if (holder != null) {
            return ProbeResult.down(
                    Words.sentence("lock", holder, "none; a migration is under way, or died"), measurements);
        }
        if (log.applied() == 0) {
            return ProbeResult.down(Words.sentence("executed change sets", "none", "one at least"), measurements);
        }
        return expected == null || log.found()
                ? ProbeResult.up(measurements)
                : ProbeResult.down(
                        Words.sentence("change set " + Words.quoted(expected), "not executed", "executed"),
                        measurements);
    }

    @Override
    public Map<String, Unit> metrics() {
        return METRICS;
    }

    @Override
    public String wanted() {
        return expected == null
                ? "change sets without a failed one, and no lock"
                : "change set " + Words.quoted(expected) + ", and no lock";
    }
}

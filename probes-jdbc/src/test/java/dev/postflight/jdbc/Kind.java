package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;

/** The probes over a driver in memory. */
enum Kind {
    CONNECTION,
    QUERY,
    LABELLED,
    AGE,
    VERSION,
    VERSION_BY_DRIVER,
    WRITABLE,
    WRITABLE_BY,
    ROLE,
    ROLE_MYSQL,
    FLYWAY,
    LIQUIBASE,
    POSTGRESQL,
    MYSQL;

    private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 21, 12, 0);

    Probe over(FakeDriver driver) {
        DataSource dataSource = driver.dataSource();
        Ticker ticker = () -> driver.nanos;
        return switch (this) {
            case CONNECTION -> new ConnectionProbe(dataSource, ticker);
            case QUERY -> query(dataSource, ticker);
            case LABELLED -> {
                driver.answer("select 1 as n", List.of("state", "n"), List.of("idle", 1), List.of("active", 2));
                yield query(dataSource, ticker).labelledBy("state");
            }
            case AGE -> {
                driver.answer("current_timestamp", List.of("a", "b"), List.of(NOON.atOffset(ZoneOffset.UTC), NOON));
                driver.answer("select 1 as n", List.of("n"), List.of(NOON.minusHours(1)));
                yield query(dataSource, ticker).age("n");
            }
            case VERSION -> {
                driver.answer("version()", List.of("version"), List.of("PostgreSQL 18.6"));
                yield new VersionProbe(dataSource, ticker).atLeast("14");
            }
            case VERSION_BY_DRIVER -> {
                driver.product = "Oracle";
                yield new VersionProbe(dataSource, ticker);
            }
            case WRITABLE -> new WritableProbe(dataSource, ticker, null);
            case WRITABLE_BY -> new WritableProbe(dataSource, ticker, null).by("update t set n = 1");
            case ROLE -> {
                driver.answer("pg_is_in_recovery", List.of("a", "b"), List.of(false, false));
                yield new RoleProbe(dataSource, ticker, true);
            }
            case ROLE_MYSQL -> {
                driver.product = "MariaDB";
                driver.answer("read_only", List.of("a"), List.of("0"));
                yield new RoleProbe(dataSource, ticker, true);
            }
            case FLYWAY -> {
                driver.answer("success", List.of("a", "b", "c", "d"), List.of("1", "orders", "SQL", true));
                yield new FlywayProbe(dataSource, ticker);
            }
            case LIQUIBASE -> {
                driver.answer("EXECTYPE", List.of("a", "b", "c"), List.of("1", "somebody", "EXECUTED"));
                driver.answer("LOCKED", List.of("a", "b", "c"), List.of(false, "", ""));
                yield new LiquibaseProbe(dataSource, ticker);
            }
            case POSTGRESQL -> figures(dataSource, ticker, Dialect.POSTGRESQL);
            case MYSQL -> {
                driver.product = "MySQL";
                yield figures(dataSource, ticker, Dialect.MYSQL);
            }
        };
    }

    private static QueryProbe query(DataSource dataSource, Ticker ticker) {
        return new QueryProbe(dataSource, "select 1 as n", ticker);
    }

    /** Two statements, as some of the ready-made figures need. */
    private static Probe figures(DataSource dataSource, Ticker ticker, Dialect dialect) {
        Figures figures = Figures.of().and(Unit.COUNT, "n");
        return new FiguresProbe(dataSource, ticker, dialect, figures.units(), "figures", loan -> {
            loan.text("select 0 as first");
            return loan.query(
                    "select 1 as n", 2, rows -> Answer.read(rows, Reading.of(figures.units()), null, dialect));
        });
    }
}

package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import dev.postflight.contracts.ProbeContract.Situation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * A probe that keeps the contract on every database.
 *
 * @param question makes it
 * @param answers makes it so that it is told what is not good, or makes no sense
 */
record Contracted(Function<DataSource, Probe> question, Map<Situation, Function<DataSource, Probe>> answers) {

    static final Contracted CONNECTION = new Contracted(JdbcProbes::connection, Map.of());

    static final Contracted QUERY = new Contracted(
            dataSource -> JdbcProbes.query(dataSource, "select 1 as n, localtimestamp as at")
                    .age("at"),
            Map.of(
                    Situation.WRONG, dataSource -> JdbcProbes.query(dataSource, "select n from nowhere"),
                    Situation.GARBAGE, dataSource -> JdbcProbes.query(dataSource, "select 'x' as n")));

    static final Contracted VERSION = new Contracted(
            JdbcProbes::version,
            Map.of(Situation.WRONG, dataSource -> JdbcProbes.version(dataSource).atLeast("99999")));

    static final Contracted ROLE = new Contracted(
            dataSource -> JdbcProbes.role(dataSource).expectPrimary(),
            Map.of(Situation.WRONG, dataSource -> JdbcProbes.role(dataSource).expectStandby()));

    static final Contracted WRITABLE = new Contracted(
            dataSource -> JdbcProbes.writable(dataSource).by("update contract.beats set n = n + 1"),
            Map.of(
                    Situation.WRONG,
                    dataSource -> JdbcProbes.writable(dataSource).by("update contract.nowhere set n = n + 1"),
                    Situation.GARBAGE,
                    dataSource -> JdbcProbes.writable(dataSource).by("update contract.beats set n = 1 where n = 7")));

    static final Contracted FLYWAY = new Contracted(
            dataSource -> JdbcProbes.flyway(dataSource).table("contract.flown").expectVersion("2"),
            Map.of(
                    Situation.WRONG,
                    dataSource -> JdbcProbes.flyway(dataSource)
                            .table("contract.flown")
                            .expectVersion("3"),
                    Situation.GARBAGE,
                    dataSource -> JdbcProbes.flyway(dataSource).table("contract.nonsense")));

    static final Contracted LIQUIBASE = new Contracted(
            dataSource -> liquibase(dataSource).expectChangeSet("orders"),
            Map.of(
                    Situation.WRONG,
                    dataSource -> liquibase(dataSource).expectChangeSet("nowhere"),
                    Situation.GARBAGE,
                    dataSource -> liquibase(dataSource).table("contract.nonsense")));

    static final Contracted POOL = new Contracted(JdbcProbes::pool, Map.of());

    private static LiquibaseProbe liquibase(DataSource dataSource) {
        return JdbcProbes.liquibase(dataSource).table("contract.changes").lockTable("contract.locks");
    }

    /** What Flyway and Liquibase leave behind, and what makes no sense. */
    static void tables(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema if not exists contract");
            for (String table : List.of("beats", "flown", "changes", "locks", "nonsense")) {
                statement.execute("drop table if exists contract." + table);
            }
            for (String sql : List.of(
                    "create table contract.beats (n int)",
                    "insert into contract.beats values (1)",
                    "create table contract.flown (installed_rank int, version varchar(9), description varchar(9),"
                            + " type varchar(9), success boolean)",
                    "insert into contract.flown values (1, '1', 'orders', 'SQL', true), (2, '2', 'lines', 'SQL', true)",
                    "create table contract.changes (id varchar(9), author varchar(9), exectype varchar(9),"
                            + " orderexecuted int)",
                    "insert into contract.changes values ('orders', 'ann', 'EXECUTED', 1)",
                    "create table contract.locks (locked boolean, lockedby varchar(9), lockgranted varchar(9))",
                    "insert into contract.locks values (false, null, null)",
                    "create table contract.nonsense (installed_rank int, version varchar(9), description varchar(9),"
                            + " type varchar(9), success varchar(9), id varchar(9), author varchar(9),"
                            + " exectype varchar(9), orderexecuted int)",
                    "insert into contract.nonsense values (1, 'x', 'x', 'x', 'x', 'x', 'x', 'x', 1)")) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}

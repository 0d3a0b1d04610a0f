package dev.postflight.jdbc;

import static dev.postflight.jdbc.Asking.ask;
import static dev.postflight.jdbc.Asking.figure;
import static dev.postflight.jdbc.Asking.figures;
import static dev.postflight.jdbc.Asking.measured;
import static dev.postflight.jdbc.Asking.said;
import static dev.postflight.jdbc.Asking.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.zaxxer.hikari.HikariDataSource;
import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same questions to MariaDB, and its own figures (S0.1, S0.8, S0.11, S3.5, S4.1, S4.4). The time limit is a last resort. */
@Tag("services")
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
final class MariaDbTest {

    @TempDir
    static Path folder;

    private static MariaDb server;
    private static MariaDb replica;

    private static DataSource database() {
        return server.plain();
    }

    @BeforeAll
    @Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
    static void start() throws Exception {
        server = MariaDb.shared();
        server.execute(
                "create user app@localhost",
                "create user app@'127.0.0.1'",
                "grant all on orders.* to app@localhost",
                "grant all on orders.* to app@'127.0.0.1'",
                "create user copy@'127.0.0.1'",
                "grant replication slave on *.* to copy@'127.0.0.1'");
        replica = MariaDb.start(folder.resolve("replica"), "--server-id=2", "--read-only");
    }

    @AfterAll
    @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
    static void stop() {
        replica.close();
    }

    @BeforeEach
    void a_table() {
        server.execute(
                "create or replace table orders.heartbeat (n int primary key, at datetime(6), stamped timestamp(6) null,"
                        + " zero datetime)",
                "insert into orders.heartbeat values (1, now(6) - interval 1 hour, now(6) - interval 1 hour, null)");
    }

    @Test
    void a_connection_is_valid_and_goes_back_as_it_came() throws Exception {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(database());
            pool.setMaximumPoolSize(1);
            for (Probe probe : new Probe[] {
                JdbcProbes.connection(pool),
                JdbcProbes.query(pool, "select 1 as n"),
                JdbcProbes.query(pool, "select n from nowhere"),
                JdbcProbes.query(pool, "insert into heartbeat (n) values (2)"),
                JdbcProbes.writable(pool).by("insert into heartbeat (n) values (2)"),
                JdbcProbes.version(pool),
                MySqlProbes.sessions(pool)
            }) {
                ask(probe);
                try (Connection connection = pool.getConnection();
                        Statement statement = connection.createStatement()) {
                    assertThat(connection.getAutoCommit()).isTrue();
                    assertThat(connection.isReadOnly()).isFalse();
                    assertThat(connection.getNetworkTimeout()).isZero();
                    assertThat(statement.executeUpdate("update heartbeat set n = n"))
                            .isOne();
                }
            }
            assertThat(said(ask(JdbcProbes.connection(pool)))).startsWith("up: [borrow ");
            assertThat(server.count("select count(*) from orders.heartbeat")).isOne();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select count(*) as Total from heartbeat | up: [total 1]",
                "select true as t, 1.5 as r, 7 as n      | up: [t 1, r 1.5, n 7]",
                "select cast(1 as unsigned) as u, 18446744073709551615 as b | up: [u 1, b 1.84E+19]",
                "select b'1' as b                        | silent: column \"b\": VARBINARY (expected: a number, a boolean or an interval)",
                "select null as n                        | up: []",
                "select 1                                | silent: column 1: \"1\" (expected: a name for its metric, as in: select 1 as total)",
                "select 'x' as n                         | silent: column \"n\": VARCHAR (expected: a number, a boolean or an interval)",
                "select now() as n                       | silent: column \"n\": DATETIME (expected: a number, a boolean or an interval; age(\"n\") for the time since then)",
                "select timediff(now(), now()) as n      | silent: column \"n\": TIME (expected: a number, a boolean or an interval)",
            })
    void a_query_is_measured(String sql, String sentence) {
        assertThat(said(ask(JdbcProbes.query(database(), sql)))).isEqualTo(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into heartbeat (n) values (2)",
                "insert into heartbeat (n) values (2) returning n",
                "update heartbeat set n = 2",
                "create table other (n int)",
                "drop table heartbeat",
                "truncate heartbeat",
            })
    void a_query_that_writes_is_refused_even_where_the_driver_keeps_read_only_mode_to_itself(String sql) {
        assertThat(silence(ask(JdbcProbes.query(database(), sql)))).contains("READ ONLY transaction");
        assertThat(server.count("select count(*) from orders.heartbeat where n = 1"))
                .isOne();
    }

    @Test
    void many_rows_are_labelled() {
        assertThat(measured(ask(JdbcProbes.query(database(), "select 'a b' as State, 1 as Sessions union select 'c', 2")
                        .labelledBy("state"))))
                .extracting(Measurement::metric)
                .containsExactly("sessions.a_b", "sessions.c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+00:00", "+09:00", "-08:00"})
    void times_have_an_age_in_every_zone_of_the_session(String zone) {
        server.execute(
                "set global time_zone = '" + zone + "'",
                "set time_zone = '" + zone + "'",
                "update orders.heartbeat set at = utc_timestamp(6) - interval 1 hour");
        try {
            server.execute("update orders.heartbeat set stamped = current_timestamp(6) - interval 1 hour");
            QueryProbe probe = JdbcProbes.query(
                            database(),
                            "select at, stamped, now(6) - interval 2 hour as local, current_date as today from heartbeat")
                    .age("at", ZoneOffset.UTC)
                    .age("stamped")
                    .age("local")
                    .age("today");

            Map<String, Double> ages = figures(ask(probe));
            assertThat(ages.get("at")).isCloseTo(3_600, within(20.0));
            assertThat(ages.get("stamped")).isCloseTo(3_600, within(20.0));
            assertThat(ages.get("local")).isCloseTo(7_200, within(20.0));
            assertThat(ages.get("today")).isBetween(0.0, 86_420.0);
        } finally {
            server.execute("set global time_zone = 'SYSTEM'");
        }
    }

    @Test
    void a_date_of_zeros_is_no_time() {
        server.execute("set sql_mode = ''", "update orders.heartbeat set zero = '0000-00-00 00:00:00'");

        assertThat(said(ask(JdbcProbes.newestRow(database(), "heartbeat", "zero"))))
                .isEqualTo("silent: column \"newest_row\": null (expected: a value; is there any row?)");
    }

    @Test
    void its_version_names_it() {
        assertThat(said(ask(JdbcProbes.version(database()).atLeast("10.6").containing("MariaDB"))))
                .startsWith("up: [major ");
        assertThat(said(ask(JdbcProbes.version(database()).atLeast("99"))))
                .startsWith("down: version: \"")
                .endsWith("(expected: at least 99)");
    }

    @Test
    void a_write_is_proven_by_a_statement_and_refused_by_a_replica() {
        replica.execute(
                "create or replace table orders.heartbeat (n int)",
                "insert into orders.heartbeat values (1)",
                "create or replace user app@'127.0.0.1'",
                "create or replace user app@localhost",
                "grant all on orders.* to app@'127.0.0.1'",
                "grant all on orders.* to app@localhost");
        String update = "update heartbeat set n = n + 1";

        assertThat(said(ask(JdbcProbes.writable(server.as("app", "orders")).by(update))))
                .startsWith("up: [write ");
        assertThat(server.count("select n from orders.heartbeat")).isOne();
        assertThat(said(ask(JdbcProbes.writable(database())))).startsWith("silent: statement: none (expected: ");
        assertThat(said(ask(JdbcProbes.writable(replica.plain()))))
                .isEqualTo("down: the database is read-only (expected: one that takes writes)");
        assertThat(said(ask(JdbcProbes.writable(replica.as("app", "orders")).by(update))))
                .startsWith("down: the database does not take writes: ")
                .contains("--read-only option");
        assertThat(said(ask(JdbcProbes.role(database()).expectPrimary()))).startsWith("up");
        assertThat(said(ask(JdbcProbes.role(replica.plain()).expectStandby()))).startsWith("up");
        assertThat(said(ask(JdbcProbes.role(replica.plain()).expectPrimary())))
                .isEqualTo("down: role: standby (expected: primary)");
    }

    @Test
    void replication_is_seen_from_the_replica() {
        Probe probe = MySqlProbes.replication(replica.as("root", ""));
        replica.execute("stop all slaves", "reset slave all");
        assertThat(said(ask(probe))).isEqualTo("up: [sources 0]");

        replica.execute(
                "drop database if exists orders",
                "drop user if exists app@localhost, app@'127.0.0.1'",
                "change master to master_host = '127.0.0.1', master_port = " + server.port()
                        + ", master_user = 'copy', master_use_gtid = slave_pos");
        assertThat(said(ask(probe))).isEqualTo("down: replication: stopped (expected: running)");

        replica.execute("start slave");
        while (!said(ask(probe)).startsWith("up")) {
            Thread.onSpinWait();
        }
        assertThat(figures(ask(probe))).containsEntry("sources", 1.0).containsKey("lag");

        replica.execute("stop slave", "change master to master_port = 1", "start slave");
        while (!said(ask(probe)).contains("error")) {
            Thread.onSpinWait();
        }
        assertThat(said(ask(probe))).startsWith("down: replication: error connecting to master");
        replica.execute("stop slave", "reset slave all", "create database if not exists orders");
    }

    static Stream<Probe> every_probe() {
        DataSource database = database();
        return Stream.of(
                MySqlProbes.sessions(database),
                MySqlProbes.transactions(database),
                MySqlProbes.locks(database),
                MySqlProbes.replication(database),
                MySqlProbes.size(database),
                MySqlProbes.cache(database),
                MySqlProbes.statements(database));
    }

    @ParameterizedTest
    @MethodSource
    void every_probe(Probe probe) {
        assertThat(measured(ask(probe))).isNotEmpty().allSatisfy(measurement -> {
            assertThat(probe.metrics()).containsEntry(measurement.metric(), measurement.unit());
            assertThat(measurement.value()).isNotNegative();
        });
    }

    @Test
    void sessions_transactions_and_locks_are_those_of_others() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (Connection holder = database().getConnection();
                Connection waiter = database().getConnection()) {
            holder.setAutoCommit(false);
            execute(holder, "update heartbeat set n = n");
            Future<?> waiting = executor.submit(() -> {
                execute(waiter, "update heartbeat set n = n");
                return null;
            });
            Probe locks = MySqlProbes.locks(database());
            while (figure(ask(locks), "waiting") == 0) {
                Thread.onSpinWait();
            }
            assertThat(figure(ask(MySqlProbes.sessions(database())), "connections"))
                    .isGreaterThanOrEqualTo(3);
            assertThat(figure(ask(MySqlProbes.sessions(database())), "active")).isGreaterThanOrEqualTo(1);
            assertThat(figures(ask(MySqlProbes.transactions(database()))))
                    .containsEntry("open", 2.0)
                    .containsEntry("idle_in_transaction", 1.0);
            assertThat(figures(ask(locks))).containsEntry("deadlocks", 0.0);
            holder.rollback();
            waiting.get();
        } finally {
            executor.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+09:00", "-08:00", "SYSTEM"})
    void transactions_and_waits_have_their_time_whatever_the_zone_of_the_session(String zone) throws Exception {
        DataSource zoned = server.as("root", "orders?sessionVariables=time_zone='" + zone + "'");
        assertThat(said(ask(JdbcProbes.query(zoned, "select @@session.time_zone = '" + zone + "' as zoned"))))
                .isEqualTo("up: [zoned 1]");
        Probe transactions = MySqlProbes.transactions(zoned);
        Probe locks = MySqlProbes.locks(zoned);
        while (figure(ask(transactions), "open") > 0) {
            letInnoDbLook();
        }
        assertThat(figures(ask(transactions))).containsEntry("longest", 0.0);
        assertThat(figures(ask(locks))).containsEntry("longest_wait", 0.0);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (Connection holder = database().getConnection();
                Connection waiter = database().getConnection()) {
            holder.setAutoCommit(false);
            execute(holder, "update heartbeat set n = n");
            Future<?> waiting = executor.submit(() -> {
                execute(waiter, "update heartbeat set n = n");
                return null;
            });
            while (figure(ask(locks), "waiting") == 0) {
                letInnoDbLook();
            }
            assertThat(figure(ask(transactions), "longest")).isBetween(0.0, 60.0);
            assertThat(figure(ask(locks), "longest_wait")).isBetween(0.0, 60.0);
            while (figure(ask(locks), "longest_wait") == 0 || figure(ask(transactions), "longest") == 0) {
                letInnoDbLook();
            }
            holder.rollback();
            waiting.get();
        } finally {
            executor.shutdownNow();
        }
    }

    /** It does so anew only when nobody asked for a tenth of a second. */
    private static void letInnoDbLook() {
        server.execute("do sleep(0.15)");
    }

    @Test
    void a_small_number_is_not_taken_for_a_boolean() {
        server.execute(
                "create or replace table orders.tries (n tinyint(1), flag boolean, one bit(1), none tinyint(1))",
                "insert into orders.tries values (7, true, b'1', null)");

        assertThat(said(ask(JdbcProbes.query(
                        database(), "select n, -n as minus, max(n) as most, flag, one, none from tries"))))
                .isEqualTo("up: [n 7, minus -7, most 7, flag 1, one 1]");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void an_account_without_the_privilege_is_told_which_one_it_lacks() {
        DataSource app = server.as("app", "orders");

        assertThat(silence(ask(MySqlProbes.transactions(app)))).contains("PROCESS privilege");
        assertThat(silence(ask(MySqlProbes.locks(app)))).contains("PROCESS privilege");
        assertThat(silence(ask(MySqlProbes.replication(app)))).contains("SLAVE MONITOR privilege");
        assertThat(figures(ask(MySqlProbes.sessions(app)))).containsKeys("usage", "active");
    }

    @Test
    void a_connection_to_no_database_has_no_size() {
        assertThat(said(ask(MySqlProbes.size(server.as("root", "")))))
                .isEqualTo("silent: database: none (expected: one in the URL of the data source)");
    }

    @Test
    void a_slow_statement_is_ended_on_the_server() {
        assertThat(silence(ask(JdbcProbes.query(database(), "select sleep(30) as n"), Duration.ofSeconds(1))))
                .containsAnyOf("timeout", "max_statement_time");
        assertThat(server.count("select count(*) from information_schema.processlist where info like '%sleep(30)%'"
                        + " and id <> connection_id()"))
                .isZero();
    }
}

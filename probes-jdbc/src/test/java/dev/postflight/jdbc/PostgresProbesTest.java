package dev.postflight.jdbc;

import static dev.postflight.jdbc.Asking.ask;
import static dev.postflight.jdbc.Asking.figures;
import static dev.postflight.jdbc.Asking.measured;
import static dev.postflight.jdbc.Asking.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What PostgreSQL knows of itself (S0.1, S0.8, S0.11, S3.5, S4.1). The time limit is only a last resort. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class PostgresProbesTest {

    /** Its own, so that nobody else is in its figures. */
    private static Postgres server;

    private static DataSource database() {
        return server.plain();
    }

    @BeforeAll
    @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
    static void start() {
        server = Postgres.start(Map.of("shared_preload_libraries", "pg_stat_statements", "max_connections", "20"));
        server.execute(
                "create table orders (id int primary key, note text) with (autovacuum_vacuum_insert_threshold = -1)",
                "insert into orders select i, repeat('x', 100) from generate_series(1, 2000) i",
                "create role stranger login",
                "create role watcher login in role pg_monitor");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Probe> every_probe() {
        DataSource database = database();
        return Stream.of(
                PostgresProbes.sessions(database),
                PostgresProbes.transactions(database),
                PostgresProbes.locks(database),
                PostgresProbes.replication(database),
                PostgresProbes.size(database),
                PostgresProbes.cache(database),
                PostgresProbes.scans(database, 0),
                PostgresProbes.vacuum(database));
    }

    @ParameterizedTest
    @MethodSource
    void every_probe(Probe probe) {
        for (Measurement measurement : measured(ask(probe))) {
            assertThat(probe.metrics()).containsEntry(measurement.metric(), measurement.unit());
            assertThat(measurement.value()).isNotNegative();
        }
        assertThat(server.sessionsInTransaction()).isZero();
    }

    private Session session() throws SQLException {
        return new Session(server.plain().getConnection());
    }

    /** One that holds a connection. */
    private record Session(Connection connection) implements AutoCloseable {

        void execute(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    private static double figure(Probe probe, String metric) {
        return Asking.figure(ask(probe), metric);
    }

    /** Sessions tell what they did when they end, or a second later, and until PostgreSQL 15 another process reads it first. */
    private static Map<String, Double> figuresOnce(Probe probe, Predicate<Map<String, Double>> told) {
        Map<String, Double> figures = figures(ask(probe));
        while (!told.test(figures)) {
            Thread.onSpinWait();
            figures = figures(ask(probe));
        }
        return figures;
    }

    @Test
    void sessions_are_counted_with_the_most_that_there_can_be() throws Exception {
        try (Session idle = session()) {
            idle.execute("begin");
            ProbeResult result = ask(PostgresProbes.sessions(database()));
            double connections = Asking.figure(result, "connections");

            assertThat(connections).isBetween(2.0, 10.0);
            assertThat(figures(result))
                    .containsEntry("max", 20.0)
                    .containsEntry("usage", connections / 20)
                    .containsEntry("active", 0.0);
        }
    }

    @Test
    void a_session_that_is_active_is_waited_for() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (Session busy = session()) {
            Future<?> sleeping = executor.submit(() -> {
                busy.execute("select pg_sleep(60)");
                return null;
            });
            Probe sessions = PostgresProbes.sessions(database());
            while (figure(sessions, "active") == 0) {
                Thread.onSpinWait();
            }
            server.execute("select pg_cancel_backend(pid) from pg_stat_activity where query like 'select pg_sleep%'");
            assertThatThrownBy(sleeping::get).hasMessageContaining("canceling statement");
            assertThat(figure(sessions, "active")).isZero();
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void no_transaction_is_zero_seconds_and_the_longest_one_has_its_time() throws Exception {
        Probe transactions = PostgresProbes.transactions(database());
        assertThat(figures(ask(transactions))).containsEntry("longest", 0.0).containsEntry("longest_idle", 0.0);
        try (Session idle = session()) {
            idle.execute("begin");
            idle.execute("select 1");

            assertThat(figures(ask(transactions)))
                    .containsEntry("open", 1.0)
                    .containsEntry("idle_in_transaction", 1.0)
                    .hasEntrySatisfying(
                            "longest", seconds -> assertThat(seconds).isPositive())
                    .hasEntrySatisfying(
                            "longest_idle", seconds -> assertThat(seconds).isPositive())
                    .containsKeys("committed", "rolled_back", "rolled_back_ratio");
        }
    }

    @Test
    void a_wait_for_a_lock_is_seen() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        Probe locks = PostgresProbes.locks(database());
        assertThat(figures(ask(locks))).containsEntry("waiting", 0.0).containsEntry("longest_wait", 0.0);
        try (Session holder = session();
                Session waiter = session()) {
            holder.execute("begin");
            holder.execute("lock table orders");
            Future<?> waiting = executor.submit(() -> {
                waiter.execute("select count(*) from orders");
                return null;
            });
            while (figure(locks, "waiting") == 0) {
                Thread.onSpinWait();
            }
            assertThat(figures(ask(locks)))
                    .containsEntry("waiting", 1.0)
                    .hasEntrySatisfying(
                            "longest_wait", seconds -> assertThat(seconds).isPositive())
                    .containsEntry("deadlocks", 0.0);
            holder.execute("rollback");
            waiting.get();
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void the_size_is_that_of_this_database() {
        assertThat(figure(PostgresProbes.size(database()), "size"))
                .isCloseTo(
                        (double) server.count("select pg_database_size('postgres')"),
                        org.assertj.core.data.Offset.offset(1e6));
    }

    @Test
    void a_primary_without_replicas_has_no_lag_rather_than_none_of_it() {
        assertThat(figures(ask(PostgresProbes.replication(database()))))
                .isEqualTo(Map.of("primary", 1.0, "replicas", 0.0));
    }

    @Test
    void the_cache_has_a_hit_ratio() {
        assertThat(figuresOnce(PostgresProbes.cache(database()), told -> told.containsKey("hit_ratio"))
                        .get("hit_ratio"))
                .isBetween(0.0, 1.0);
    }

    @Test
    void slow_statements_are_those_above_the_limit() {
        Probe statements = PostgresProbes.statements(database(), Duration.ofSeconds(1));
        server.execute("drop extension if exists pg_stat_statements");
        assertThat(said(ask(statements)))
                .isEqualTo("silent: extension pg_stat_statements: not there (expected: shared_preload_libraries ="
                        + " 'pg_stat_statements', and: create extension pg_stat_statements)");

        server.execute(
                "create schema if not exists \"Odd one\"", "create extension pg_stat_statements schema \"Odd one\"");
        server.execute("select \"Odd one\".pg_stat_statements_reset()", "select pg_sleep(1.1)", "select 1");
        assertThat(figures(ask(statements)))
                .containsEntry("slow_statements", 1.0)
                .containsEntry("slow_calls", 1.0)
                .hasEntrySatisfying(
                        "slowest_mean", seconds -> assertThat(seconds).isBetween(1.1, 30.0))
                .hasEntrySatisfying("statements", count -> assertThat(count).isGreaterThan(1));
        assertThat(figure(PostgresProbes.statements(database(), Duration.ofHours(1)), "slow_statements"))
                .isZero();
    }

    @Test
    void an_extension_that_is_not_loaded_says_so() {
        Postgres.shared().execute("create extension if not exists pg_stat_statements");

        assertThat(said(ask(PostgresProbes.statements(Postgres.shared().plain(), Duration.ofSeconds(1)))))
                .isEqualTo("silent: extension pg_stat_statements: not loaded (expected: shared_preload_libraries ="
                        + " 'pg_stat_statements')");
    }

    @Test
    void scans_of_large_tables_are_those_of_large_tables() {
        server.execute("select count(*) from orders where note = 'y'");

        assertThat(figuresOnce(
                        PostgresProbes.scans(database(), 100_000), told -> told.getOrDefault("rows_read", 0.0) > 0))
                .containsEntry("large_tables", 1.0)
                .containsEntry("mostly_scanned", 1.0)
                .hasEntrySatisfying("scans", scans -> assertThat(scans).isPositive())
                .hasEntrySatisfying("rows_read", rows -> assertThat(rows).isGreaterThanOrEqualTo(2_000));
        assertThat(figures(ask(PostgresProbes.scans(database(), 1L << 40))))
                .isEqualTo(Map.of("large_tables", 0.0, "mostly_scanned", 0.0, "scans", 0.0, "rows_read", 0.0));
    }

    @Test
    void a_table_is_due_until_it_was_vacuumed_and_only_then_has_its_vacuum_an_age() {
        Probe vacuum = PostgresProbes.vacuum(database());
        // nobody else vacuums it
        server.execute(
                "create table due (n int) with (autovacuum_enabled = false, autovacuum_vacuum_threshold = 10)",
                "insert into due select generate_series(1, 100)",
                "delete from due");
        assertThat(figuresOnce(vacuum, told -> told.getOrDefault("never_vacuumed", 0.0) > 0))
                .containsEntry("due", 1.0)
                .containsEntry("never_vacuumed", 1.0)
                .doesNotContainKey("oldest_vacuum")
                .hasEntrySatisfying("wraparound", part -> assertThat(part).isBetween(0.0, 0.5));

        server.execute("vacuum due");
        assertThat(figuresOnce(vacuum, told -> told.containsKey("oldest_vacuum")))
                .containsEntry("due", 0.0)
                .containsEntry("never_vacuumed", 0.0)
                .containsEntry("oldest_vacuum", 0.0);

        server.execute("insert into due select generate_series(1, 100)", "delete from due");
        assertThat(figuresOnce(vacuum, told -> told.getOrDefault("due", 0.0) > 0))
                .containsEntry("never_vacuumed", 0.0)
                .hasEntrySatisfying(
                        "oldest_vacuum", seconds -> assertThat(seconds).isPositive());
        server.execute("drop table due");
    }

    @Test
    void where_nothing_is_counted_no_table_seems_to_be_fine() {
        DataSource uncounted = server.plain(Map.of("options", "-c track_counts=off"));

        assertThat(figures(ask(PostgresProbes.vacuum(uncounted))))
                .doesNotContainKeys("due", "never_vacuumed", "oldest_vacuum")
                .containsKey("wraparound");
    }

    @Test
    void an_account_that_does_not_see_what_others_do_is_told_so_and_nothing_that_is_too_good() throws Exception {
        String sentence =
                "silent: sessions that are hidden from this account: 1 (expected: none: grant pg_read_all_stats"
                        + " to it, and leave track_activities on)";
        try (Session other = session()) {
            other.execute("begin");
            for (Probe probe : new Probe[] {
                PostgresProbes.sessions(server.as("stranger")), PostgresProbes.transactions(server.as("stranger"))
            }) {
                ProbeResult result = ask(probe);
                assertThat(said(result)).isEqualTo(sentence);
            }
            assertThat(figure(PostgresProbes.transactions(server.as("watcher")), "idle_in_transaction"))
                    .isOne();
        }
    }

    @Test
    void limits_are_limits() {
        assertThatThrownBy(() -> PostgresProbes.statements(database(), Duration.ZERO))
                .hasMessage("limit: PT0S (expected: a positive duration)");
        assertThatThrownBy(() -> PostgresProbes.scans(database(), -1)).hasMessage("bytes: -1 (expected: zero or more)");
    }
}

package dev.postflight.jdbc;

import static dev.postflight.jdbc.Asking.ask;
import static dev.postflight.jdbc.Asking.figure;
import static dev.postflight.jdbc.Asking.figures;
import static dev.postflight.jdbc.Asking.said;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A real primary and a real standby (S0.8: replication lag). The time limit is only a last resort. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // the last one stops the primary
final class StandbyTest {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static Postgres primaryServer;
    private static Postgres standbyServer;

    @BeforeAll
    @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
    static void start() throws IOException {
        List<Postgres> pair = Postgres.pair(folder);
        primaryServer = pair.get(0);
        standbyServer = pair.get(1);
        primaryServer.execute("create table place (n int)", "insert into place values (1)");
        while (standbyServer.count("select count(*) from pg_tables where tablename = 'place'") == 0
                || standbyServer.count("select count(*) from place") == 0) {
            Thread.onSpinWait();
        }
    }

    @AfterAll
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    static void stop() {
        standbyServer.close();
        primaryServer.close();
    }

    private static DataSource primary() {
        return primaryServer.plain();
    }

    private static DataSource standby() {
        return standbyServer.plain();
    }

    @Test
    void each_is_told_by_its_role() {
        assertThat(figures(ask(JdbcProbes.role(primary())))).isEqualTo(Map.of("primary", 1.0, "read_only", 0.0));
        assertThat(figures(ask(JdbcProbes.role(standby())))).isEqualTo(Map.of("primary", 0.0, "read_only", 1.0));
        assertThat(said(ask(JdbcProbes.role(primary()).expectPrimary()))).startsWith("up");
        assertThat(said(ask(JdbcProbes.role(standby()).expectStandby()))).startsWith("up");
        assertThat(said(ask(JdbcProbes.role(standby()).expectPrimary())))
                .isEqualTo("down: role: standby (expected: primary)");
        assertThat(said(ask(JdbcProbes.role(primary()).expectStandby())))
                .isEqualTo("down: role: primary (expected: standby)");
    }

    @Test
    void a_primary_takes_writes_and_a_standby_does_not() {
        assertThat(said(ask(JdbcProbes.writable(primary())))).startsWith("up: [write ");
        assertThat(said(ask(JdbcProbes.writable(primary()).by("update place set n = n + 1"))))
                .startsWith("up: [write ");
        assertThat(said(ask(JdbcProbes.writable(standby()))))
                .isEqualTo("down: the database does not take writes: ERROR: cannot execute CREATE TABLE"
                        + " in a read-only transaction");
        assertThat(said(ask(JdbcProbes.writable(standby()).by("update place set n = n + 1"))))
                .isEqualTo("down: the database does not take writes: ERROR: cannot execute UPDATE"
                        + " in a read-only transaction");
        assertThat(primaryServer.count("select n from place")).isOne();
        assertThat(primaryServer.count("select count(*) from pg_class where relname = 'postflight_write'"))
                .isZero();
    }

    @Test
    void a_standby_answers_what_only_reads() {
        assertThat(said(ask(JdbcProbes.connection(standby())))).startsWith("up");
        assertThat(said(ask(JdbcProbes.query(standby(), "select n from place"))))
                .isEqualTo("up: [n 1]");
        assertThat(figures(ask(PostgresProbes.sessions(standby())))).containsKey("usage");
        assertThat(figures(ask(PostgresProbes.vacuum(standby()))))
                .containsKey("wraparound")
                .as("what it does not know")
                .doesNotContainKeys("due", "never_vacuumed", "oldest_vacuum");
    }

    @Test
    void a_pool_of_read_only_connections_takes_no_writes() {
        try (HikariDataSource pool = primaryServer.pool(1)) {
            pool.setReadOnly(true);

            assertThat(said(ask(JdbcProbes.writable(pool))))
                    .isEqualTo("down: the connection is read-only (expected: one that can write)");
        }
    }

    @Test
    void an_account_whose_transactions_are_read_only_takes_no_writes_and_says_so() {
        primaryServer.execute("create role reader login", "alter role reader set default_transaction_read_only = on");
        DataSource reader = primaryServer.as("reader");

        assertThat(said(ask(JdbcProbes.role(reader).expectPrimary())))
                .isEqualTo("down: role: read-only (expected: primary)");
        assertThat(said(ask(JdbcProbes.writable(reader))))
                .startsWith("down: the database does not take writes: ERROR: cannot execute CREATE TABLE");
    }

    @Test
    void replication_is_seen_from_both_sides() {
        assertThat(figures(ask(PostgresProbes.replication(primary()))))
                .containsEntry("primary", 1.0)
                .containsEntry("replicas", 1.0)
                .containsKey("lag_bytes")
                .doesNotContainKey("streaming");
        assertThat(figures(ask(PostgresProbes.replication(standby()))))
                .containsEntry("primary", 0.0)
                .containsEntry("streaming", 1.0)
                .containsKey("lag");
        while (figure(ask(PostgresProbes.replication(standby())), "lag") > 0) {
            Thread.onSpinWait(); // it gets to zero, though nothing is written any more
        }
    }

    @Test
    void an_account_that_may_not_see_the_replicas_is_told_so_and_not_that_there_are_none() {
        primaryServer.execute("create role stranger login");

        assertThat(said(ask(PostgresProbes.replication(primaryServer.as("stranger")))))
                .isEqualTo(
                        "silent: sessions that are hidden from this account: 1 (expected: none: grant pg_read_all_stats"
                                + " to it, and leave track_activities on)");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void a_standby_whose_primary_is_gone_has_a_lag_though_it_replayed_all_that_it_received() {
        primaryServer.close();
        while (standbyServer.count("select count(*) from pg_stat_wal_receiver where status = 'streaming'") > 0) {
            Thread.onSpinWait();
        }

        assertThat(figures(ask(PostgresProbes.replication(standby()))))
                .containsEntry("streaming", 0.0)
                .hasEntrySatisfying("lag", lag -> assertThat(lag).isPositive());
    }
}

package dev.postflight.jdbc;

import static dev.postflight.jdbc.Asking.ask;
import static dev.postflight.jdbc.Asking.measured;
import static dev.postflight.jdbc.Asking.silence;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Design R7: nothing is written, no transaction stays open, and a connection goes back as it came. */
final class GivesBackTest {

    private static final Postgres POSTGRES = Postgres.shared();

    private final HikariDataSource pool = POSTGRES.pool(1);

    @BeforeAll
    static void a_table_and_a_sequence() {
        POSTGRES.execute("drop table if exists place", "create table place (id serial primary key)");
    }

    @BeforeEach
    void no_rows() {
        POSTGRES.execute("truncate place restart identity");
    }

    @AfterEach
    void nothing_remains() {
        assertThat(POSTGRES.sessionsInTransaction())
                .as("sessions in a transaction")
                .isZero();
        assertThat(pool.getHikariPoolMXBean().getActiveConnections())
                .as("borrowed")
                .isZero();
        pool.close();
    }

    private List<Probe> probes() {
        return List.of(
                JdbcProbes.connection(pool),
                JdbcProbes.query(pool, "select 1 as n"),
                JdbcProbes.query(pool, "select 1 as n where false"),
                JdbcProbes.query(pool, "select 'x' as n"),
                JdbcProbes.query(pool, "select n from nowhere"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into place default values returning id",
                "select nextval('place_id_seq') as n",
                "with new as (insert into place default values returning id) select count(*) as n from new",
                "update place set id = id returning 1 as n",
                "delete from place returning 1 as n",
                "select count(*) as n from place for update",
                "select n from (select 1 as n) t, lateral (select setval('place_id_seq', 7)) s",
            })
    void a_statement_that_writes_is_refused(String sql) {
        ProbeResult result = ask(JdbcProbes.query(pool, sql));

        assertThat(silence(result)).containsAnyOf("read-only transaction", "FOR UPDATE is not allowed");
        assertThat(POSTGRES.count("select count(*) from place")).isZero();
        assertThat(POSTGRES.count("select last_value from place_id_seq")).isOne();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void auto_commit_read_only_and_network_timeout_are_what_they_were(boolean as) throws Exception {
        pool.setAutoCommit(as);
        pool.setReadOnly(!as);
        for (Probe probe : probes()) {
            ask(probe);
            try (Connection connection = pool.getConnection()) {
                Connection driver = connection.unwrap(org.postgresql.PGConnection.class) instanceof Connection real
                        ? real
                        : connection;
                assertThat(driver.getAutoCommit()).as("auto-commit").isEqualTo(as);
                assertThat(driver.isReadOnly()).as("read-only").isEqualTo(!as);
                assertThat(driver.getNetworkTimeout()).as("network timeout").isZero();
            }
            assertThat(POSTGRES.sessionsInTransaction()).isZero();
        }
    }

    @Test
    void a_pool_whose_own_test_begins_a_transaction_can_be_asked() {
        pool.setAutoCommit(false);
        pool.setConnectionTestQuery("select 1");
        pool.setConnectionInitSql("select 1");

        measured(ask(JdbcProbes.query(pool, "select 1 as n")));
        measured(ask(JdbcProbes.connection(pool)));
    }

    @Test
    void one_run_borrows_once_and_never_asks_without_a_deadline() {
        Tapped tapped = new Tapped(pool);

        measured(ask(JdbcProbes.connection(tapped.dataSource())));
        measured(ask(JdbcProbes.query(tapped.dataSource(), "select 1 as n")));

        assertThat(tapped.borrows).hasValue(2);
        assertThat(tapped.calls).contains("isValid 30").doesNotContain("isValid 0");
    }

    @Test
    void one_probe_can_be_asked_by_many_threads_at_once() throws Exception {
        int threads = 20;
        pool.setMaximumPoolSize(4);
        pool.setConnectionTimeout(20_000);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            Probe connection = JdbcProbes.connection(pool);
            Probe query = JdbcProbes.query(pool, "select 1 as n");
            List<Future<ProbeResult>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Probe probe = i % 2 == 0 ? connection : query;
                results.add(executor.submit(() -> {
                    go.await();
                    return ask(probe);
                }));
            }
            go.countDown();
            for (Future<ProbeResult> result : results) {
                measured(result.get());
            }
        } finally {
            executor.shutdownNow();
        }
    }
}

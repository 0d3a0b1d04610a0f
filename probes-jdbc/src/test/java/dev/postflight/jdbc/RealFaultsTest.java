package dev.postflight.jdbc;

import static dev.postflight.jdbc.Asking.ask;
import static dev.postflight.jdbc.Asking.measured;
import static dev.postflight.jdbc.Asking.silence;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real PostgreSQL that is stopped, frozen, slow or has no connection left. The time limit is only a last resort. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
final class RealFaultsTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    private final Postgres postgres = Postgres.shared();
    private final HikariDataSource pool = postgres.pool(2);

    @AfterEach
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void nothing_remains() {
        assertThat(
                        pool.getHikariPoolMXBean() == null
                                ? 0
                                : pool.getHikariPoolMXBean().getActiveConnections())
                .as("borrowed")
                .isZero();
        pool.close();
        while (postgres.otherSessions() > 0) {
            Thread.onSpinWait(); // a session that was frozen ends when the server sees that nobody listens
        }
    }

    private static List<Probe> both(DataSource dataSource) {
        return List.of(JdbcProbes.connection(dataSource), JdbcProbes.query(dataSource, "select 1 as n"));
    }

    @Nested
    final class Stopped {

        @Test
        void a_server_that_was_stopped_gives_no_answer_and_says_where_it_should_be() {
            Postgres own = Postgres.start();
            try (HikariDataSource ownPool = own.pool(1)) {
                ownPool.setConnectionTimeout(1_000);
                for (DataSource dataSource : List.of(own.plain(), ownPool)) {
                    both(dataSource).forEach(probe -> measured(ask(probe)));
                }
                own.close();
                for (Probe probe : both(own.plain())) {
                    assertThat(silence(ask(probe))).contains("Connection to localhost:", "refused");
                }
                for (Probe probe : both(ownPool)) {
                    assertThat(ask(probe)).isNotInstanceOf(ProbeResult.Up.class);
                    // the pool has noticed by now
                    assertThat(silence(ask(probe))).contains("Connection is not available", "refused");
                }
                assertThat(ownPool.getHikariPoolMXBean().getActiveConnections()).isZero();
            }
        }
    }

    @Nested
    final class Exhausted {

        @Test
        void a_pool_without_a_free_connection_gives_no_answer_and_says_how_many_are_in_use() throws Exception {
            pool.setConnectionTimeout(1_000);
            try (Connection first = pool.getConnection();
                    Connection second = pool.getConnection()) {
                assertThat(first).isNotSameAs(second);
                for (Probe probe : both(pool)) {
                    assertThat(silence(ask(probe))).contains("request timed out", "total=2, active=2, idle=0");
                }
            }
            both(pool).forEach(probe -> measured(ask(probe)));
        }

        @Test
        void a_closed_pool_gives_no_answer() {
            HikariDataSource closed = postgres.pool(1);
            closed.close();

            both(closed).forEach(probe -> assertThat(silence(ask(probe))).contains("has been closed"));
        }
    }

    @Nested
    @EnabledOnOs({OS.LINUX, OS.MAC})
    final class Frozen {

        /** Freezes the server between the borrowing and the question. */
        private ProbeResult frozen(DataSource dataSource, boolean query) {
            Postgres.Frozen[] frozen = new Postgres.Frozen[1];
            DataSource tapped = new Tapped(dataSource)
                    .afterBorrow(() -> frozen[0] = postgres.freeze())
                    .dataSource();
            try {
                return ask(both(tapped).get(query ? 1 : 0), SHORT);
            } finally {
                frozen[0].close();
            }
        }

        @Test
        void a_connection_is_silent_after_its_own_deadline() {
            assertThat(silence(frozen(pool, false))).contains("not found valid within");
            assertThat(silence(frozen(postgres.plain(), false))).contains("not found valid within");
            measured(ask(JdbcProbes.connection(pool)));
        }

        @Test
        void a_query_comes_back_through_its_own_network_deadline() {
            assertThat(silence(frozen(pool, true))).contains("SocketTimeoutException");
            assertThat(silence(frozen(postgres.plain(), true))).contains("SocketTimeoutException");
            measured(ask(JdbcProbes.query(pool, "select 1 as n")));
        }

        @Test
        void a_borrow_ends_with_the_deadline_of_the_data_source() {
            pool.setConnectionTimeout(300);
            DataSource plain = postgres.plain(Map.of("loginTimeout", "1"));
            Postgres.Frozen frozen = postgres.freeze();
            try {
                both(pool).forEach(probe -> assertThat(silence(ask(probe))).contains("request timed out after"));
                both(plain).forEach(probe -> assertThat(silence(ask(probe))).contains("timed out"));
            } finally {
                frozen.close();
            }
        }
    }

    @Nested
    final class Slow {

        @Test
        void a_slow_statement_is_ended_on_the_server_and_its_connection_goes_on() {
            pool.setMaximumPoolSize(1);
            QueryProbe session = JdbcProbes.query(pool, "select pg_backend_pid() as pid");
            ProbeResult before = ask(session);

            ProbeResult slow = ask(JdbcProbes.query(pool, "select 1 as n from pg_sleep(30)"), Duration.ofSeconds(1));

            assertThat(silence(slow)).contains("canceling statement due to user request");
            assertThat(measured(ask(session))).isEqualTo(measured(before));
        }

        @Test
        void a_session_that_is_ended_from_outside_gives_no_answer() {
            assertThat(silence(ask(JdbcProbes.query(
                            pool, "select 1 as n from pg_terminate_backend(pg_backend_pid()), pg_sleep(30)"))))
                    .contains("terminating connection due to administrator command");
            measured(ask(JdbcProbes.connection(pool)));
        }
    }

    @Nested
    final class Secret {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "jdbc:postgresql://localhost:1/orders?user=app&password=hunter2",
                    "jdbc:postgresql://app:hunter2@localhost:1/orders", // taken for a host name
                    "jdbc:nosuchdb://app:hunter2@localhost:1/orders?password=hunter2",
                })
        void the_password_of_the_url_is_in_no_text(String url) {
            try (HikariDataSource nowhere = new HikariDataSource()) {
                nowhere.setJdbcUrl(url);
                nowhere.setConnectionTimeout(300);
                nowhere.setInitializationFailTimeout(-1);
                both(nowhere)
                        .forEach(probe ->
                                assertThat(silence(ask(probe))).isNotBlank().doesNotContain("hunter2"));
            }
        }
    }
}

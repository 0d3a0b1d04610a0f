package dev.postflight.jdbc;

import static dev.postflight.jdbc.Asking.ask;
import static dev.postflight.jdbc.Asking.said;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.postflight.api.Probe;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** The figures of a pool (S0.1, S0.8, S0.11). */
final class PoolTest {

    private static HikariDataSource pool() {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("orders");
        pool.setJdbcUrl("jdbc:h2:mem:pool");
        pool.setMaximumPoolSize(2);
        pool.setMinimumIdle(0);
        return pool;
    }

    @Test
    void connections_that_are_lent_are_in_use_and_threads_that_wait_are_pending() throws Exception {
        try (HikariDataSource pool = pool()) {
            Probe probe = JdbcProbes.pool(pool);
            try (Connection first = pool.getConnection()) {
                assertThat(first).isNotNull();
                assertThat(said(ask(probe))).isEqualTo("up: [active 1, idle 0, pending 0, max 2, usage 50 %]");
                CountDownLatch done = new CountDownLatch(1);
                var executor = Executors.newSingleThreadExecutor();
                try (Connection second = pool.getConnection()) {
                    assertThat(second).isNotNull();
                    executor.execute(() -> {
                        try (Connection third = pool.getConnection()) {
                            assertThat(third).isNotNull();
                            done.countDown();
                        } catch (java.sql.SQLException e) {
                            throw new AssertionError(e);
                        }
                    });
                    while (pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 0) {
                        Thread.onSpinWait();
                    }
                    assertThat(said(ask(probe))).isEqualTo("up: [active 2, idle 0, pending 1, max 2, usage 100 %]");
                }
                done.await();
                executor.shutdown();
            }
            while (pool.getHikariPoolMXBean().getActiveConnections() > 0) {
                Thread.onSpinWait();
            }
            assertThat(said(ask(probe))).isEqualTo("up: [active 0, idle 2, pending 0, max 2, usage 0 %]");
        }
    }

    /** As frameworks wrap data sources. */
    private static DataSource around(DataSource inner) {
        return (DataSource) Proxy.newProxyInstance(
                PoolTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    if (method.getName().equals("isWrapperFor")) {
                        return ((Class<?>) arguments[0]).isInstance(inner);
                    }
                    if (method.getName().equals("unwrap")) {
                        return inner;
                    }
                    try {
                        return method.invoke(inner, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void a_pool_may_be_wrapped() throws Exception {
        try (HikariDataSource pool = pool()) {
            pool.getConnection().close();

            assertThat(said(ask(JdbcProbes.pool(around(pool))))).startsWith("up: [active 0, idle 1");
        }
    }

    @Test
    void what_is_no_pool_says_so() {
        assertThat(said(ask(JdbcProbes.pool(new JdbcDataSource()))))
                .isEqualTo("silent: data source: org.h2.jdbcx.JdbcDataSource (expected: a pool of HikariCP)");
    }

    @Test
    void a_pool_that_nobody_used_yet_or_that_was_closed_gives_no_figures() throws Exception {
        HikariDataSource pool = pool();
        Probe probe = JdbcProbes.pool(pool);
        assertThat(said(ask(probe))).isEqualTo("silent: the pool has not begun: nobody has asked it for a connection");
        pool.getConnection().close();
        pool.close();
        assertThat(said(ask(probe))).isEqualTo("silent: the pool orders has been closed");
    }

    /** Everything but HikariCP, and the classes of this module anew. */
    @Test
    void without_its_classes_there_is_no_pool_and_no_error() throws Exception {
        URL[] urls = Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(entry -> !entry.contains("HikariCP"))
                .map(java.io.File::new)
                .map(file -> {
                    try {
                        return file.toURI().toURL();
                    } catch (java.net.MalformedURLException e) {
                        throw new AssertionError(e);
                    }
                })
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            DataSource dataSource = (DataSource) loader.loadClass("org.h2.jdbcx.JdbcDataSource")
                    .getConstructor()
                    .newInstance();
            Object probe = loader.loadClass("dev.postflight.jdbc.JdbcProbes")
                    .getMethod("pool", DataSource.class)
                    .invoke(null, dataSource);
            Object result = loader.loadClass("dev.postflight.api.Probe")
                    .getMethod("run", Duration.class)
                    .invoke(probe, Asking.AMPLE);

            assertThat(result)
                    .hasToString(
                            "Silent[cause=data source: org.h2.jdbcx.JdbcDataSource (expected: a pool of HikariCP)]");
        }
    }
}

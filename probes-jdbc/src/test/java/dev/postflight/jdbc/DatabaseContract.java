package dev.postflight.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.postflight.api.Probe;
import dev.postflight.contracts.ProbeContract;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;

/** The contract of all probes against a real database, over a pool. */
abstract class DatabaseContract extends ProbeContract {

    static final String SECRET = "hunter2";

    private final Function<DataSource, Probe> question;
    private final Map<Situation, Function<DataSource, Probe>> answers;
    private final HikariDataSource pool;
    private final List<AutoCloseable> closing = new ArrayList<>();

    /**
     * A contract.
     *
     * @param database what is well
     * @param question the probe in question
     * @param answers what this kind of probe can be told by it that is not good, or makes no sense
     */
    DatabaseContract(
            DataSource database,
            Function<DataSource, Probe> question,
            Map<Situation, Function<DataSource, Probe>> answers) {
        this.question = question;
        this.answers = answers;
        this.pool = pool(database);
    }

    /** A database where nobody listens. */
    abstract DataSource dead(int port);

    private HikariDataSource pool(DataSource database) {
        HikariDataSource made = new HikariDataSource();
        made.setDataSource(database);
        made.setMaximumPoolSize(4);
        made.setConnectionTimeout(1_500);
        made.setValidationTimeout(500); // 5 s unless told, which no connection timeout cuts short
        closing.add(made);
        return made;
    }

    HikariDataSource pool() {
        return pool;
    }

    Probe over(DataSource dataSource) {
        return question.apply(dataSource);
    }

    /** To be closed when the test has ended. */
    <T extends AutoCloseable> T closing(T resource) {
        closing.add(resource);
        return resource;
    }

    /** What makes the database answer again. */
    void heal() {}

    @Override
    protected Probe sound() throws SQLException {
        heal();
        pool.getConnection().close(); // a pool begins with the first
        return over(pool);
    }

    @Override
    protected Map<Situation, Callable<Probe>> faults() {
        Map<Situation, Callable<Probe>> faults = new EnumMap<>(Situation.class);
        faults.put(Situation.DEAD, () -> over(dead(closedPort())));
        faults.put(Situation.SLOW, () -> over(lentOut()));
        faults.put(Situation.CLOSED, () -> {
            heal();
            HikariDataSource closed = pool(pool.getDataSource());
            closed.getConnection().close();
            closed.close();
            return over(closed);
        });
        answers.forEach((situation, asking) -> faults.put(situation, () -> {
            heal();
            return asking.apply(pool);
        }));
        return faults;
    }

    @Override
    protected long held() {
        return pool.getHikariPoolMXBean() == null
                ? 0
                : pool.getHikariPoolMXBean().getActiveConnections();
    }

    @Override
    protected List<String> secrets() {
        return List.of(SECRET);
    }

    /** A port that is taken for as long as the test runs, and where nobody listens. */
    private int closedPort() throws IOException {
        Socket socket = closing(new Socket());
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return socket.getLocalPort();
    }

    /** A pool that has lent all that it has, and says so in the end. */
    private static DataSource lentOut() {
        CountDownLatch returned = new CountDownLatch(1);
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    if (method.getName().equals("isWrapperFor")) {
                        return false;
                    }
                    try {
                        boolean free = returned.await(20, TimeUnit.MILLISECONDS);
                        throw new SQLTransientConnectionException("a connection is free: " + free);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new SQLException("interrupted", e);
                    }
                });
    }

    @AfterEach
    void close() throws Exception {
        heal();
        for (AutoCloseable each : closing) {
            each.close();
        }
    }
}

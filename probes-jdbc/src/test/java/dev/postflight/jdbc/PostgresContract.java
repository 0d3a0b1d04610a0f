package dev.postflight.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.postflight.api.Probe;
import dev.postflight.contracts.ProbeContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.postgresql.ds.PGSimpleDataSource;

/** The contract of all probes against a real PostgreSQL, over a pool. */
@EnabledOnOs({OS.LINUX, OS.MAC})
abstract class PostgresContract extends ProbeContract {

    private static final String SECRET = "hunter2";

    private final HikariDataSource pool = pool();
    private final List<AutoCloseable> closing = new ArrayList<>(List.of(pool));
    private Postgres.Frozen frozen = () -> {};

    /** The probe in question. */
    abstract Probe over(DataSource dataSource);

    /** What this kind of probe can be told that is not good, or makes no sense. */
    abstract Map<Situation, Callable<Probe>> answers(DataSource sound);

    private static HikariDataSource pool() {
        HikariDataSource pool = Postgres.shared().pool(4);
        pool.setConnectionTimeout(1_500);
        pool.setValidationTimeout(500); // 5 s unless told, which no connection timeout cuts short
        return pool;
    }

    @Override
    protected Probe sound() {
        thaw();
        return over(pool);
    }

    @Override
    protected Map<Situation, Callable<Probe>> faults() {
        Map<Situation, Callable<Probe>> faults = new EnumMap<>(Situation.class);
        faults.put(Situation.DEAD, () -> over(at(freePort())));
        faults.put(Situation.SLOW, () -> {
            thaw();
            DataSource tapped = new Tapped(pool).afterBorrow(this::freeze).dataSource();
            return over(tapped);
        });
        faults.put(Situation.CLOSED, () -> {
            thaw();
            HikariDataSource closed = pool();
            closed.getConnection().close();
            closed.close();
            return over(closed);
        });
        faults.put(Situation.GARBAGE, () -> over(at(babbling())));
        answers(pool)
                .forEach((situation, probe) -> faults.put(situation, () -> {
                    thaw();
                    return probe.call();
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

    private void freeze() {
        thaw();
        frozen = Postgres.shared().freeze();
    }

    private void thaw() {
        frozen.close();
        frozen = () -> {};
    }

    @AfterEach
    void close() throws Exception {
        thaw();
        for (AutoCloseable each : closing) {
            each.close();
        }
    }

    private static DataSource at(int port) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/orders?user=app&password=" + SECRET);
        dataSource.setLoginTimeout(1);
        return dataSource;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A server that is no database. */
    private int babbling() throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    socket.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    if (!server.isClosed()) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        closing.add(server);
        return server.getLocalPort();
    }
}

package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The contract of all probes against a real PostgreSQL. */
abstract class PostgresContract extends DatabaseContract {

    PostgresContract(Function<DataSource, Probe> question, Map<Situation, Function<DataSource, Probe>> answers) {
        super(Postgres.shared().plain(), question, answers);
    }

    @Override
    protected Map<Situation, Callable<Probe>> faults() {
        Map<Situation, Callable<Probe>> faults = super.faults();
        faults.putIfAbsent(Situation.GARBAGE, () -> over(dead(babbling())));
        return faults;
    }

    @Override
    DataSource dead(int port) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/orders?user=app&password=" + SECRET);
        dataSource.setLoginTimeout(1);
        return dataSource;
    }

    /** A server that is no database. */
    private int babbling() throws IOException {
        ServerSocket server = closing(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
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
        return server.getLocalPort();
    }
}

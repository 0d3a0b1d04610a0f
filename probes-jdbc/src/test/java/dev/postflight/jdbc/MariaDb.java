package dev.postflight.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** A real MariaDB, from the Debian package {@code mariadb-server}, on a free port and in a folder of its own. */
final class MariaDb implements AutoCloseable {

    private final Process process;
    private final int port;

    private MariaDb(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The one of all tests that do not stop it; it ends with them. */
    static MariaDb shared() {
        return Shared.SERVER;
    }

    static MariaDb start(Path folder, String... options) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path data = folder.resolve("data");
        String user = "--user=" + System.getProperty("user.name");
        run(
                folder,
                "mariadb-install-db",
                "--no-defaults",
                user,
                "--datadir=" + data,
                "--auth-root-authentication-method=normal",
                "--skip-test-db");
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                program("mariadbd"),
                "--no-defaults",
                user,
                "--datadir=" + data,
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + folder.resolve("socket"),
                "--pid-file=" + folder.resolve("pid"),
                "--innodb-buffer-pool-size=16M"));
        command.addAll(Arrays.asList(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        MariaDb server = new MariaDb(process, port);
        server.await(folder);
        server.execute("create database orders");
        return server;
    }

    /** Below those that the system gives to anybody, so that nobody takes it before the server does. */
    private static int freePort() throws IOException {
        int port = 20_000 + (int) (ProcessHandle.current().pid() * 37 % 10_000);
        while (true) {
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException taken) {
                port++;
            }
        }
    }

    private static String program(String name) {
        for (String folder : List.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin")) {
            Path file = Path.of(folder, name);
            if (Files.isExecutable(file)) {
                return file.toString();
            }
        }
        throw new AssertionError(name + ": not there (expected: the Debian package mariadb-server)");
    }

    private static void run(Path folder, String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program(program)));
        command.addAll(Arrays.asList(arguments));
        Path log = folder.resolve(program + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new AssertionError(program + ": " + Files.readString(log));
        }
    }

    private void await(Path folder) throws IOException, InterruptedException {
        for (int i = 0; i < 600; i++) {
            try (Connection connection = as("root", "").getConnection()) {
                if (connection.isValid(10)) {
                    return;
                }
            } catch (SQLException notYet) {
                if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        }
        throw new AssertionError("MariaDB does not start: " + Files.readString(folder.resolve("log")));
    }

    int port() {
        return port;
    }

    DataSource plain() {
        return as("root", "orders");
    }

    DataSource as(String user, String database) {
        try {
            return new MariaDbDataSource("jdbc:mariadb://127.0.0.1:" + port + "/" + database
                    + (database.contains("?") ? "&" : "?") + "user=" + user);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    void execute(String... statements) {
        try (Connection connection = as("root", "").getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    long count(String sql) {
        try (Connection connection = as("root", "").getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static final class Shared {
        static final MariaDb SERVER = start();

        private static MariaDb start() {
            try {
                Path folder = Files.createTempDirectory("mariadb");
                MariaDb server = MariaDb.start(folder, "--server-id=1", "--log-bin");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    server.close();
                    delete(folder);
                }));
                return server;
            } catch (IOException | InterruptedException e) {
                throw new AssertionError("no MariaDB", e);
            }
        }

        private static void delete(Path folder) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

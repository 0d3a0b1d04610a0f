package dev.postflight.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** A real PostgreSQL. One is shared by all tests; a test that stops its server starts one of its own. */
final class Postgres implements AutoCloseable {

    /** How long the driver waits for a frozen server to take note that a statement is cancelled; 10 s unless told. */
    private static final String CANCEL_SECONDS = "1";

    private final EmbeddedPostgres server;

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    static Postgres shared() {
        return Shared.SERVER;
    }

    static Postgres start() {
        return start(Map.of());
    }

    static Postgres start(Map<String, String> settings) {
        return start(builder(settings));
    }

    private static EmbeddedPostgres.Builder builder(Map<String, String> settings) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60));
        settings.forEach(builder::setServerConfig);
        return builder;
    }

    private static Postgres start(EmbeddedPostgres.Builder builder) {
        try {
            return new Postgres(builder.start());
        } catch (IOException e) {
            throw new AssertionError("no PostgreSQL", e);
        }
    }

    /** Starts one in a folder of its own, which stays when it is stopped. */
    static Postgres in(Path folder, Map<String, String> settings) {
        return start(builder(settings).setDataDirectory(folder).setCleanDataDirectory(false));
    }

    /**
     * Starts a standby in a folder, from the data of a primary that is stopped for as long as they are copied.
     *
     * @return both of them
     */
    static List<Postgres> pair(Path folder) throws IOException {
        Path data = folder.resolve("primary");
        Path copy = folder.resolve("standby");
        Postgres once = in(data, Map.of());
        int port = once.server.getPort();
        once.close();
        copy(data, copy);
        Files.createFile(copy.resolve("standby.signal"));
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=localhost user=postgres application_name=standby port=" + port + "'\n",
                StandardOpenOption.APPEND);
        EmbeddedPostgres.Builder primary = builder(Map.of())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port);
        return List.of(start(primary), in(copy, Map.of()));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (Files.isRegularFile(file) && !file.endsWith("postmaster.pid")) {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
    }

    /** As another account. */
    DataSource as(String user) {
        return server.getDatabase(user, "postgres", Map.of("cancelSignalTimeout", CANCEL_SECONDS));
    }

    DataSource plain() {
        return plain(Map.of());
    }

    DataSource plain(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("cancelSignalTimeout", CANCEL_SECONDS);
        return server.getDatabase("postgres", "postgres", all);
    }

    HikariDataSource pool(int size) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(server.getJdbcUrl("postgres", "postgres") + "&cancelSignalTimeout=" + CANCEL_SECONDS);
        pool.setMaximumPoolSize(size);
        pool.setConnectionTimeout(2_000);
        pool.setInitializationFailTimeout(-1);
        return pool;
    }

    void execute(String... statements) {
        try (Connection connection = plain().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    long count(String sql) {
        try (Connection connection = plain().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** 14, or 18. */
    long version() {
        return count("select current_setting('server_version_num')::int / 10000");
    }

    long sessionsInTransaction() {
        return count("select count(*) from pg_stat_activity where state like 'idle in transaction%'");
    }

    long otherSessions() {
        return count("select count(*) from pg_stat_activity"
                + " where backend_type = 'client backend' and pid <> pg_backend_pid()");
    }

    /** Stops the processes of the server in their tracks: connects are still taken, and nothing is ever said. */
    Frozen freeze() {
        long pid = count("select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::bigint");
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        // the parent first, so that there are no more children than those that are listed then
        signal("-STOP", Stream.of(postmaster));
        List<ProcessHandle> children = postmaster.descendants().toList();
        signal("-STOP", children.stream());
        return () -> signal("-CONT", Stream.concat(Stream.of(postmaster), children.stream()));
    }

    private static void signal(String signal, Stream<ProcessHandle> processes) {
        processes.forEach(process -> {
            try {
                int exit = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                        .start()
                        .waitFor();
                if (exit != 0 && process.isAlive()) {
                    throw new AssertionError("kill " + signal + " " + process.pid() + " gave " + exit);
                }
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A frozen server; closing thaws it. */
    @FunctionalInterface
    interface Frozen extends AutoCloseable {
        @Override
        void close();
    }

    private static final class Shared {
        static final Postgres SERVER = start();
    }
}

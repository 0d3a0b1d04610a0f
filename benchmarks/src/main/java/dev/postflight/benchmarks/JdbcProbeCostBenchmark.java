package dev.postflight.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.jdbc.JdbcProbes;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what do the JDBC probes cost over what one would write by hand, on a pooled connection to a PostgreSQL on the same
 * machine? The connection probe at most 1.10 times as much as borrow, {@code isValid} and give back. The query probe has no
 * target: it makes a transaction around the statement, which is three trips to the server more.
 *
 * <p>Run: {@code benchmarks/jmh.sh JdbcProbeCost}; it takes four minutes and a half.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 15, time = 1)
public class JdbcProbeCostBenchmark {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String STATEMENT = "select 1 as one";

    /**
     * By hand: borrow, ask whether the connection is valid, give back.
     *
     * @param database the database
     * @return whether it is
     * @throws SQLException if there is no connection
     */
    @Benchmark
    public boolean bareIsValid(Database database) throws SQLException {
        try (Connection connection = database.pool.getConnection()) {
            return connection.isValid(5);
        }
    }

    /**
     * The same by a probe.
     *
     * @param database the database
     * @return the answer
     * @throws Exception if there is none
     */
    @Benchmark
    public ProbeResult probeConnection(Database database) throws Exception {
        return database.connection.run(TIMEOUT);
    }

    /**
     * By hand: borrow, ask one statement with a timeout, give back.
     *
     * @param database the database
     * @return the answer
     * @throws SQLException if there is none
     */
    @Benchmark
    public int bareQuery(Database database) throws SQLException {
        try (Connection connection = database.pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(5);
            try (ResultSet rows = statement.executeQuery(STATEMENT)) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /**
     * The same by a probe, in a read-only transaction that is rolled back.
     *
     * @param database the database
     * @return the answer
     * @throws Exception if there is none
     */
    @Benchmark
    public ProbeResult probeQuery(Database database) throws Exception {
        return database.query.run(TIMEOUT);
    }

    /** A PostgreSQL of its own for each fork, and a pool of two connections. */
    @State(Scope.Benchmark)
    public static class Database {

        @SuppressWarnings("NullAway.Init")
        EmbeddedPostgres server;

        @SuppressWarnings("NullAway.Init")
        HikariDataSource pool;

        @SuppressWarnings("NullAway.Init")
        Probe connection;

        @SuppressWarnings("NullAway.Init")
        Probe query;

        /** Called by JMH. */
        public Database() {}

        /**
         * Starts the server.
         *
         * @throws IOException if it does not start
         */
        @Setup
        public void start() throws IOException {
            server = EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
            pool = new HikariDataSource();
            pool.setJdbcUrl(server.getJdbcUrl("postgres", "postgres"));
            pool.setMaximumPoolSize(2);
            connection = JdbcProbes.connection(pool);
            query = JdbcProbes.query(pool, STATEMENT);
        }

        /**
         * Stops the server.
         *
         * @throws IOException if it does not stop
         */
        @TearDown
        public void stop() throws IOException {
            pool.close();
            server.close();
        }
    }
}

package dev.postflight.examples.shop;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The shop: a real PostgreSQL, a pool of connections, migrations, an HTTP server, meters and a few customers. */
final class Shop implements AutoCloseable {

    static final String VERSION = "1.4.2";

    private static final int CONNECTIONS = 10;

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final List<Connection> taken = new ArrayList<>();
    private final EmbeddedPostgres postgres;
    private final HikariDataSource dataSource;
    private final HttpServer server;
    private final ExecutorService serverThreads;
    private final Customers customers;
    private int migrations;

    private Shop(EmbeddedPostgres postgres, Fault fault) throws IOException {
        this.postgres = postgres;
        dataSource = pool(postgres, registry);
        migrate("classpath:migrations");
        serverThreads = Executors.newFixedThreadPool(16, Shop::daemon);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(serverThreads);
        server.createContext("/", new Pages(dataSource, registry, fault));
        server.start();
        customers = new Customers(url());
    }

    /** Starts the shop, lets some customers in, and then breaks what is to be broken. */
    static Shop start(Fault fault) throws IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        try {
            Shop shop = new Shop(postgres, fault);
            shop.customers.awaitPurchases(20);
            shop.breaks(fault);
            return shop;
        } catch (IOException | RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    HikariDataSource dataSource() {
        return dataSource;
    }

    MeterRegistry registry() {
        return registry;
    }

    /** How many migrations belong to this release. */
    int migrations() {
        return migrations;
    }

    /** Where the shop is, without a slash at the end. */
    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    @Override
    public void close() throws IOException {
        customers.close();
        server.stop(0);
        serverThreads.shutdownNow();
        for (Connection connection : taken) {
            try {
                connection.close();
            } catch (SQLException e) {
                // its server may be gone, and the pool ends anyway
            }
        }
        dataSource.close();
        postgres.close();
    }

    private void breaks(Fault fault) throws IOException {
        switch (fault) {
            case DATABASE -> postgres.close();
            case ERRORS -> {
                execute("drop table purchase");
                customers.awaitPurchases(20); // who meet the errors
            }
            case POOL -> takeAllConnections();
            case MIGRATION -> migrate("classpath:migrations", "classpath:broken-migrations");
            case NONE, LATENCY, HANG -> {} // these two are in the pages
        }
    }

    private static HikariDataSource pool(EmbeddedPostgres postgres, MeterRegistry registry) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("shop");
        config.setDataSource(postgres.getPostgresDatabase());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(Duration.ofSeconds(2).toMillis());
        config.setMetricRegistry(registry);
        return new HikariDataSource(config);
    }

    /** A migration that fails is a matter for the verification, as in places where others run the migrations. */
    private void migrate(String... locations) {
        Flyway flyway =
                Flyway.configure().dataSource(dataSource).locations(locations).load();
        migrations = flyway.info().all().length;
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            System.err.println("A migration failed; the shop goes on with an old schema.");
        }
    }

    private void execute(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void takeAllConnections() {
        while (taken.size() < CONNECTIONS) {
            try {
                taken.add(dataSource.getConnection());
            } catch (SQLException e) {
                // a customer was faster; once more
            }
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "shop-http");
        thread.setDaemon(true);
        return thread;
    }
}

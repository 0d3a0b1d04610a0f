package dev.postflight.examples.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;

/** What the shop answers, and how long that took. */
final class Pages implements HttpHandler {

    private static final String REQUESTS = "http.server.requests";
    private static final String PURCHASE = "insert into purchase (product_id) values (?) returning id";
    private static final String SLOW_PURCHASE =
            "insert into purchase (product_id) select ? from pg_sleep(0.7) returning id";

    private final DataSource dataSource;
    private final MeterRegistry registry;
    private final Fault fault;

    Pages(DataSource dataSource, MeterRegistry registry, Fault fault) {
        this.dataSource = dataSource;
        this.registry = registry;
        this.fault = fault;
    }

    /** An answer of the shop. */
    private record Page(int status, String type, String body) {
        static Page json(int status, String body) {
            return new Page(status, "application/json", body);
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Timer.Sample sample = Timer.start(registry);
        Page page = page(exchange.getRequestMethod(), path);
        sample.stop(Timer.builder(REQUESTS)
                .tags("uri", path.startsWith("/orders") ? "/orders" : path)
                .tags("outcome", page.status >= 500 ? "SERVER_ERROR" : page.status >= 400 ? "CLIENT_ERROR" : "SUCCESS")
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(registry));
        byte[] body = page.body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", page.type + "; charset=utf-8");
        exchange.sendResponseHeaders(page.status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Page page(String method, String path) {
        if (path.equals("/")) {
            return new Page(200, "text/html", "<!doctype html><title>Shop</title><h1>Welcome to the shop</h1>");
        }
        if (path.equals("/health")) {
            return health();
        }
        if (path.equals("/orders") && method.equals("POST")) {
            return order(1);
        }
        return Page.json(404, "{\"error\":\"not found\"}");
    }

    private Page health() {
        if (fault == Fault.HANG) {
            hang();
        }
        return Page.json(200, "{\"status\":\"UP\",\"version\":\"" + Shop.VERSION + "\"}");
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Page order(long product) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement purchase =
                        connection.prepareStatement(fault == Fault.LATENCY ? SLOW_PURCHASE : PURCHASE)) {
            purchase.setLong(1, product);
            try (ResultSet row = purchase.executeQuery()) {
                row.next();
                paid(true);
                return Page.json(201, "{\"order\":" + row.getLong(1) + "}");
            }
        } catch (SQLException e) {
            paid(false);
            return Page.json(500, "{\"error\":\"the order could not be placed\"}");
        }
    }

    private void paid(boolean successfully) {
        Counter.builder("payments")
                .tag("result", successfully ? "ok" : "failed")
                .register(registry)
                .increment();
    }
}

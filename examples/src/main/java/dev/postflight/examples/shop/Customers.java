package dev.postflight.examples.shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A little traffic: customers who look at the front page and buy something, again and again. */
final class Customers implements AutoCloseable {

    private static final int CUSTOMERS = 3;
    private static final Duration PAUSE = Duration.ofMillis(25);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong purchases = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final URI shop;

    Customers(URI shop) {
        this.shop = shop;
        for (int i = 0; i < CUSTOMERS; i++) {
            Thread thread = new Thread(this::buy, "shop-customer-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Waits until some more purchases were tried. */
    void awaitPurchases(int more) {
        long wanted = purchases.get() + more;
        try {
            while (purchases.get() < wanted && !closed.await(10, TimeUnit.MILLISECONDS)) {
                // not enough yet
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        threads.forEach(Thread::interrupt);
    }

    private void buy() {
        HttpRequest look = HttpRequest.newBuilder(shop.resolve("/"))
                .timeout(Duration.ofSeconds(5))
                .build();
        HttpRequest order = HttpRequest.newBuilder(shop.resolve("/orders"))
                .timeout(Duration.ofSeconds(5))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    client.send(look, HttpResponse.BodyHandlers.discarding());
                    client.send(order, HttpResponse.BodyHandlers.discarding());
                } catch (IOException e) {
                    // a customer tries again
                }
                purchases.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.postflight.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server that reads a request and then does with the connection whatever a test wants. */
final class FaultyServer implements AutoCloseable {

    interface Fault {
        void on(Socket connection) throws IOException;
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final CountDownLatch asked;
    private final CountDownLatch connected = new CountDownLatch(1);
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private final Fault fault;

    private FaultyServer(CountDownLatch asked, Fault fault) throws IOException {
        this.asked = asked;
        this.fault = fault;
        start(this::accept, "acceptor");
    }

    /** Does something after it has read a request. */
    static FaultyServer doing(Fault fault) throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        return new FaultyServer(asked, connection -> {
            readHead(connection.getInputStream());
            asked.countDown();
            fault.on(connection);
        });
    }

    /** Sends a text before it was asked anything, and then nothing until the other side hangs up. */
    static FaultyServer greeting(String text) throws IOException {
        return new FaultyServer(new CountDownLatch(0), connection -> stallAfter(connection, text));
    }

    /** Does something with each connection, whose request is not read. */
    static FaultyServer connected(Fault fault) throws IOException {
        return new FaultyServer(new CountDownLatch(0), fault);
    }

    /** Ends each connection at once. */
    static FaultyServer hangingUp() throws IOException {
        return new FaultyServer(new CountDownLatch(0), connection -> {});
    }

    /** Sends a text and ends the connection. */
    static FaultyServer sending(String text) throws IOException {
        return doing(connection -> send(connection, text));
    }

    /** Sends a text, and then nothing until the other side hangs up. */
    static FaultyServer stallingAfter(String text) throws IOException {
        return doing(connection -> stallAfter(connection, text));
    }

    /** Sends a text, and then another one again and again, with a pause before each. */
    static FaultyServer dripping(String first, String again) throws IOException {
        return doing(connection -> {
            send(connection, first);
            connection.setSoTimeout(10);
            while (true) {
                send(connection, again);
                try {
                    connection.getInputStream().read();
                } catch (SocketTimeoutException pause) {
                    // the next one
                }
            }
        });
    }

    private static void stallAfter(Socket connection, String text) throws IOException {
        send(connection, text);
        while (connection.getInputStream().read() >= 0) {
            // nothing more is to come
        }
    }

    static void send(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
    }

    String url() {
        return "http://localhost:" + server.getLocalPort() + "/health";
    }

    boolean wasConnected() throws InterruptedException {
        return connected.await(30, TimeUnit.SECONDS);
    }

    boolean wasAsked() throws InterruptedException {
        return asked.await(30, TimeUnit.SECONDS);
    }

    /** Whether the client gave up the connection. */
    boolean wasHungUpOn() throws InterruptedException {
        return hungUp.await(30, TimeUnit.SECONDS);
    }

    /** How many connections are open. */
    long open() {
        return connections.stream().filter(connection -> !connection.isClosed()).count();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                connections.add(connection);
                connected.countDown();
                start(() -> serve(connection), "connection");
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            fault.on(connection);
        } catch (IOException e) {
            // a write to a connection that the client has given up
        }
        hungUp.countDown();
    }

    private static void readHead(InputStream in) throws IOException {
        int matched = 0;
        while (matched < 4) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("no request");
            }
            matched = c == "\r\n\r\n".charAt(matched) ? matched + 1 : c == '\r' ? 1 : 0;
        }
    }

    private void start(Runnable work, String name) {
        Thread thread = new Thread(work, "faulty-server-" + name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
        try {
            // a closed ServerSocket in accept() still takes connections
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(30));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

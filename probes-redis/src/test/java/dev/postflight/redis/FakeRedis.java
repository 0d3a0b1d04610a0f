package dev.postflight.redis;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;

/** Speaks the protocol of Redis as far as a test wants it to. */
final class FakeRedis implements AutoCloseable {

    /** What is done after an answer was sent. */
    enum Then {
        GO_ON,
        CLOSE,
        STALL,
        /** Sends the last character again and again. */
        DRIP
    }

    record Says(String text, Then then) {}

    private final ServerSocket server;
    private final Map<String, Says> answers = new HashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private final CountDownLatch stalled = new CountDownLatch(1);

    FakeRedis() throws IOException {
        this(ServerSocketFactory.getDefault());
    }

    /** A sound one, until it is told to say something else. */
    FakeRedis(ServerSocketFactory sockets) throws IOException {
        server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        say("AUTH", "+OK\r\n");
        say("SELECT", "+OK\r\n");
        say("PING", "+PONG\r\n");
        say("INFO", Infos.bulk(Infos.PRIMARY));
        say("SLOWLOG", ":3\r\n");
        start(this::accept);
    }

    FakeRedis say(String command, String text) {
        return say(command, text, Then.GO_ON);
    }

    FakeRedis say(String command, String text, Then then) {
        synchronized (answers) {
            answers.put(command, new Says(text, then));
        }
        return this;
    }

    int port() {
        return server.getLocalPort();
    }

    RedisServer server() {
        return RedisServer.of("localhost", port());
    }

    RedisProbe probe() {
        return RedisProbes.of(server());
    }

    /** The commands that came, with their arguments. */
    List<String> asked() {
        return asked;
    }

    boolean wasHungUpOn() throws InterruptedException {
        return hungUp.await(30, TimeUnit.SECONDS);
    }

    boolean hasStalled() throws InterruptedException {
        return stalled.await(30, TimeUnit.SECONDS);
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                connections.add(connection);
                start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            while (true) {
                List<String> words = command(connection.getInputStream());
                asked.add(String.join(" ", words));
                Says says;
                synchronized (answers) {
                    says = answers.getOrDefault(words.get(0), new Says("-ERR unknown command\r\n", Then.GO_ON));
                }
                send(connection, says.text());
                if (says.then() == Then.CLOSE) {
                    connection.shutdownOutput();
                    drain(connection);
                    break;
                }
                if (says.then() != Then.GO_ON) {
                    stalled.countDown();
                    stall(connection, says);
                    break;
                }
            }
        } catch (IOException e) {
            // the client has gone
        }
        hungUp.countDown();
    }

    private static void stall(Socket connection, Says says) throws IOException {
        if (says.then() == Then.STALL) {
            drain(connection);
            return;
        }
        String last = says.text().substring(says.text().length() - 1);
        connection.setSoTimeout(10);
        while (true) {
            send(connection, last);
            try {
                if (connection.getInputStream().read() < 0) {
                    return;
                }
            } catch (java.net.SocketTimeoutException pause) {
                // the next one
            }
        }
    }

    private static void drain(Socket connection) throws IOException {
        while (connection.getInputStream().read() >= 0) {
            // nothing more is to come
        }
    }

    private static void send(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
    }

    private static List<String> command(InputStream in) throws IOException {
        int count = Integer.parseInt(line(in).substring(1));
        List<String> words = new java.util.ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] word = in.readNBytes(Integer.parseInt(line(in).substring(1)));
            words.add(new String(word, StandardCharsets.UTF_8));
            line(in);
        }
        return words;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private void start(Runnable work) {
        Thread thread = new Thread(work, "fake-redis");
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
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(30));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.postflight.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server that gives the same answer to every request at once and keeps its connections, so that it costs next to nothing. */
final class AnsweringSocket implements AutoCloseable {

    private static final int END_OF_HEAD = 0x0d0a0d0a;

    private final ServerSocket listener;
    private final byte[] answer;

    private AnsweringSocket(ServerSocket listener, byte[] answer) {
        this.listener = listener;
        this.answer = answer;
    }

    static AnsweringSocket start(String json) throws IOException {
        String text = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + json.length()
                + "\r\n\r\n" + json;
        AnsweringSocket server = new AnsweringSocket(
                new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), text.getBytes(StandardCharsets.US_ASCII));
        server.onThread(server::accept);
        return server;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                connection.setTcpNoDelay(true);
                onThread(() -> serve(connection));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            int last = 0;
            for (int read = in.read(); read >= 0; read = in.read()) {
                last = last << 8 | read;
                if (last == END_OF_HEAD) {
                    out.write(answer);
                }
            }
        } catch (IOException e) {
            // the client has gone
        }
    }

    private void onThread(Runnable task) {
        Thread thread = new Thread(task, "server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}

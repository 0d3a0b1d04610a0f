package dev.postflight.redis;

import dev.postflight.api.Ticker;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One connection for one run: one question after another, each within the same deadline. */
final class Dialog implements AutoCloseable {

    private static final int MOST_REPLY = 1 << 20;
    private static final String MASK = "***";

    private final Ticker ticker;
    private final Deadline deadline;
    private final List<String> secrets;
    private @Nullable SocketChannel channel;
    private @Nullable OutputStream out;
    private @Nullable ReplyReader in;
    private String waitingFor = "a connection";
    private double took;

    /** Nothing is opened yet. */
    Dialog(Ticker ticker, Deadline deadline, List<String> credentials) {
        this.ticker = ticker;
        this.deadline = deadline;
        secrets = credentials.stream()
                // the reader takes each byte for a character
                .flatMap(text ->
                        Stream.of(text, new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)))
                // a user whose name the password begins with must not leave the rest of it
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Opens the connection. */
    void open(String host, int port, @Nullable SSLContext tls) throws NoAnswerException, InterruptedException {
        long start = ticker.nanos();
        try {
            SocketChannel connected = connected(InetAddress.getAllByName(host), port);
            channel = connected;
            Socket socket = new TimedSocket(connected, deadline);
            socket.setTcpNoDelay(true);
            if (tls != null) {
                waitingFor = "TLS";
                socket = secured(socket, tls, host, port);
            }
            out = socket.getOutputStream();
            in = new ReplyReader(socket.getInputStream(), MOST_REPLY, this::hidden);
        } catch (IOException e) {
            throw failed(e);
        }
        took = ticker.secondsSince(start);
    }

    /** Tries one address after another, each for its part of what is left of the time. */
    private SocketChannel connected(InetAddress[] addresses, int port) throws IOException {
        IOException last = new UnknownHostException("no address");
        for (int i = 0; i < addresses.length; i++) {
            SocketChannel next = SocketChannel.open();
            try {
                int part = Math.max(1, deadline.millisLeft() / (addresses.length - i));
                next.socket().connect(new InetSocketAddress(addresses[i], port), part);
                return next;
            } catch (IOException e) {
                next.close();
                last = e;
                if (Thread.currentThread().isInterrupted()) {
                    break;
                }
            }
        }
        throw last;
    }

    private static Socket secured(Socket socket, SSLContext tls, String host, int port) throws IOException {
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /**
     * Asks a question.
     *
     * @param words the command and its arguments
     * @return the answer as it came, which may be an error; what is shown of it must be {@link #hidden} first
     */
    Reply ask(String... words) throws NoAnswerException, InterruptedException {
        String command =
                String.join(" ", secrets.isEmpty() || !words[0].equals("AUTH") ? words : new String[] {"AUTH"});
        waitingFor = "an answer to " + command;
        OutputStream to = out;
        ReplyReader from = in;
        if (to == null || from == null) {
            throw new IllegalStateException("not open");
        }
        long start = ticker.nanos();
        try {
            to.write(encoded(words));
            to.flush();
            Reply reply = from.read();
            took = ticker.secondsSince(start);
            return reply;
        } catch (NoAnswerException e) {
            throw new NoAnswerException(command + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** The seconds that the last step took. */
    double took() {
        return took;
    }

    private static byte[] encoded(String... words) {
        StringBuilder text =
                new StringBuilder().append('*').append(words.length).append("\r\n");
        for (String word : words) {
            int length = word.getBytes(StandardCharsets.UTF_8).length;
            text.append('$').append(length).append("\r\n").append(word).append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Without secrets: some servers repeat what they do not understand. */
    String hidden(String text) {
        String hidden = text;
        for (String secret : secrets) {
            hidden = hidden.replace(secret, MASK);
        }
        return hidden;
    }

    /** An interrupt closes the channel, and shows as one of several exceptions. */
    private NoAnswerException failed(IOException thrown) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while waiting for " + waitingFor);
        }
        ReplyReader reader = in;
        long count = reader == null ? 0 : reader.count();
        String part = count == 0 ? "" : Words.bytes(count) + " of ";
        if (find(thrown, SocketTimeoutException.class) != null) {
            String what = count == 0 ? "no " + waitingFor.replaceFirst("^an? ", "") : "only " + part + waitingFor;
            return new NoAnswerException(what + " within " + deadline, thrown);
        }
        if (thrown instanceof EOFException) {
            return new NoAnswerException(
                    count == 0 ? "connection closed without " + waitingFor : "cut off after " + part + waitingFor,
                    thrown);
        }
        return new NoAnswerException(why(thrown), thrown);
    }

    private String why(IOException thrown) {
        String message = String.valueOf(thrown.getMessage());
        if (thrown instanceof UnknownHostException) {
            return "unknown host";
        }
        if (thrown instanceof SSLException) {
            return tls(thrown, message);
        }
        if (thrown instanceof ConnectException && message.contains("refused")) {
            return "connection refused";
        }
        return in == null
                ? "no connection: " + message
                : "connection lost while waiting for " + waitingFor + ": " + hidden(message);
    }

    private static String tls(IOException thrown, String message) {
        if (find(thrown, CertPathBuilderException.class) != null) {
            return "TLS failed, the certificate is not trusted: " + message;
        }
        CertificateException dated = find(thrown, CertificateExpiredException.class);
        dated = dated == null ? find(thrown, CertificateNotYetValidException.class) : dated;
        if (dated != null) {
            return "TLS failed, the certificate is not valid: " + dated.getMessage();
        }
        CertificateException certificate = find(thrown, CertificateException.class);
        if (certificate != null) {
            return "TLS failed, the certificate is not that of the host: " + certificate.getMessage();
        }
        boolean clear = message.contains("nrecognized SSL message");
        return (clear ? "TLS failed, the port does not speak TLS: " : "TLS failed: ") + message;
    }

    private static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    /** Closes the channel itself: to say goodbye in TLS could mean to wait for a server that does not listen. */
    @Override
    public void close() {
        SocketChannel open = channel;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // it is gone all the same
            }
        }
    }
}

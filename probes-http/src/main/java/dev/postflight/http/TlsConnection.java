package dev.postflight.http;

import dev.postflight.api.Ticker;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLSession;

/**
 * One connection on which a TLS handshake is made and nothing else. It does not block but in its selector, so that deadline
 * and interruption reach it wherever it is.
 */
final class TlsConnection implements AutoCloseable {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final Exchange exchange;
    private final double connect;

    private TlsConnection(
            SocketChannel channel, Selector selector, SelectionKey key, Exchange exchange, double connect) {
        this.channel = channel;
        this.selector = selector;
        this.key = key;
        this.exchange = exchange;
        this.connect = connect;
    }

    /** Tries one address after another, until one takes the connection. */
    static TlsConnection open(List<InetAddress> addresses, int port, Exchange exchange)
            throws IOException, NoAnswerException, InterruptedException {
        IOException last = new EOFException("no address");
        for (InetAddress address : addresses) {
            try {
                return open(new InetSocketAddress(address, port), exchange);
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private static TlsConnection open(InetSocketAddress address, Exchange exchange)
            throws IOException, NoAnswerException, InterruptedException {
        SocketChannel channel = SocketChannel.open();
        Selector selector = null;
        boolean isOpen = false;
        try {
            selector = Selector.open();
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            long start = Ticker.system().nanos();
            channel.connect(address);
            TlsConnection connection = new TlsConnection(channel, selector, key, exchange, 0);
            while (!channel.finishConnect()) {
                connection.await(SelectionKey.OP_CONNECT, "no connection");
            }
            isOpen = true;
            return new TlsConnection(
                    channel, selector, key, exchange, Ticker.system().secondsSince(start));
        } finally {
            if (!isOpen) {
                channel.close();
                if (selector != null) {
                    selector.close();
                }
            }
        }
    }

    double connect() {
        return connect;
    }

    SSLSession handshake(SSLEngine engine) throws IOException, NoAnswerException, InterruptedException {
        int packet = engine.getSession().getPacketBufferSize();
        ByteBuffer in = ByteBuffer.allocate(packet);
        ByteBuffer out = ByteBuffer.allocate(packet);
        ByteBuffer application = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        engine.beginHandshake();
        try {
            while (step(engine, in, out, application)) {
                // until there is nothing more to do
            }
            return engine.getSession();
        } finally {
            sayGoodbye(engine, out);
        }
    }

    private boolean step(SSLEngine engine, ByteBuffer in, ByteBuffer out, ByteBuffer application)
            throws IOException, NoAnswerException, InterruptedException {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
            }
            case NEED_WRAP -> {
                out.clear();
                refuseClosed(engine.wrap(ByteBuffer.allocate(0), out));
                out.flip();
                while (out.hasRemaining()) {
                    if (channel.write(out) == 0) {
                        await(SelectionKey.OP_WRITE, "no TLS handshake");
                    }
                }
            }
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                in.flip();
                SSLEngineResult result = engine.unwrap(in, application);
                in.compact();
                refuseClosed(result);
                application.clear();
                if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
                    receive(in);
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void refuseClosed(SSLEngineResult result) throws IOException {
        if (result.getStatus() == Status.CLOSED || result.getStatus() == Status.BUFFER_OVERFLOW) {
            throw new EOFException("the server ended the TLS handshake");
        }
    }

    private void receive(ByteBuffer in) throws IOException, NoAnswerException, InterruptedException {
        int count = channel.read(in);
        while (count == 0) {
            await(SelectionKey.OP_READ, "no TLS handshake");
            count = channel.read(in);
        }
        if (count < 0) {
            throw new EOFException("the connection was closed within the TLS handshake");
        }
    }

    private void await(int what, String otherwise) throws IOException, NoAnswerException, InterruptedException {
        if (exchange.isOver()) {
            throw NoAnswerException.because(otherwise + " within " + Texts.duration(exchange.timeout()));
        }
        key.interestOps(what);
        selector.select(exchange.left() / NANOS_PER_MILLI + 1);
        selector.selectedKeys().clear();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** What is left to say, an alert or a farewell, if it can be said at once. */
    private void sayGoodbye(SSLEngine engine, ByteBuffer out) {
        engine.closeOutbound();
        try {
            for (int i = 0; i < 2 && !engine.isOutboundDone(); i++) {
                out.clear();
                engine.wrap(ByteBuffer.allocate(0), out);
                out.flip();
                channel.write(out);
            }
        } catch (IOException e) {
            // it is closed in any case
        }
    }

    @Override
    public void close() throws IOException {
        try (selector) {
            channel.close();
        }
    }
}

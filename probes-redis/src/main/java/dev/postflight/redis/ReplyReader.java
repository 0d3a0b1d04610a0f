package dev.postflight.redis;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Reads answers in the protocol of Redis (RESP 2), and never more of them than is wanted. */
final class ReplyReader {

    private static final int MOST_LINE = 4_096;
    private static final int MOST_DIGITS = 18;
    private static final int TLS_ALERT = 0x15;

    private final InputStream in;
    private final int mostBulk;
    private final UnaryOperator<String> hiding;
    private final byte[] buffer = new byte[8_192];
    private int at;
    private int limit;
    private long count;

    /** Where an answer is quoted, secrets in it are hidden first. */
    ReplyReader(InputStream in, int mostBulk, UnaryOperator<String> hiding) {
        this.in = in;
        this.mostBulk = mostBulk;
        this.hiding = hiding;
    }

    /** How many bytes of the present answer have come. */
    long count() {
        return count;
    }

    /**
     * Waits for an answer and reads it.
     *
     * @throws EOFException when the other side has ended the connection before the end of the answer
     */
    Reply read() throws IOException, NoAnswerException {
        count = 0;
        int type = next();
        switch (type) {
            case Reply.STATUS, Reply.ERROR -> {
                return new Reply((char) type, line());
            }
            case Reply.NUMBER -> {
                return new Reply(Reply.NUMBER, Long.toString(whole(line())));
            }
            case Reply.BULK -> {
                return new Reply(Reply.BULK, bulk(whole(line())));
            }
            default -> throw new NoAnswerException(strange(type));
        }
    }

    private String strange(int type) {
        if (type == TLS_ALERT) {
            return "the port speaks TLS (expected: the protocol of Redis in the clear)";
        }
        if (type == '*') {
            return "an array (expected: a text or a number)";
        }
        int end = at;
        while (end < limit && buffer[end] != '\r' && buffer[end] != '\n') {
            end++;
        }
        String beginning = (char) type + new String(buffer, at, end - at, StandardCharsets.ISO_8859_1);
        return "begins with " + quoted(beginning) + " (expected: the protocol of Redis)";
    }

    private String bulk(long length) throws IOException, NoAnswerException {
        if (length == -1) {
            throw new NoAnswerException("nothing (expected: a text)");
        }
        if (length < 0) {
            throw new NoAnswerException(length + " B announced (expected: a length)");
        }
        if (length > mostBulk) {
            throw new NoAnswerException(
                    Words.bytes(length) + " announced (expected: " + Words.bytes(mostBulk) + " at most)");
        }
        byte[] bytes = new byte[(int) length];
        int filled = 0;
        while (filled < bytes.length) {
            if (at == limit) {
                fill();
            }
            int part = Math.min(limit - at, bytes.length - filled);
            System.arraycopy(buffer, at, bytes, filled, part);
            at += part;
            filled += part;
            count += part;
        }
        if (next() != '\r' || next() != '\n') {
            throw new NoAnswerException("goes on after the " + length + " B that were announced (expected: its end)");
        }
        // of what is read nothing but ASCII means anything, and this keeps every byte of the rest
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private long whole(String line) throws NoAnswerException {
        boolean plain = !line.isEmpty() && line.length() <= MOST_DIGITS;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            plain &= c >= '0' && c <= '9' || c == '-' && i == 0 && line.length() > 1;
        }
        if (!plain) {
            throw new NoAnswerException(quoted(line) + " (expected: a whole number)");
        }
        return Long.parseLong(line);
    }

    private String quoted(String text) {
        return Words.quoted(hiding.apply(text));
    }

    private String line() throws IOException, NoAnswerException {
        StringBuilder line = new StringBuilder();
        int c = next();
        while (c != '\r' && c != '\n') {
            if (line.length() == MOST_LINE) {
                throw new NoAnswerException("a line of more than " + MOST_LINE + " characters (expected: its end)");
            }
            line.append((char) c);
            c = next();
        }
        if (c == '\n' || next() != '\n') {
            throw new NoAnswerException(
                    "the line " + quoted(line.toString()) + " ends in a strange way (expected: CR LF)");
        }
        return line.toString();
    }

    private int next() throws IOException {
        if (at == limit) {
            fill();
        }
        count++;
        return buffer[at++] & 0xff;
    }

    private void fill() throws IOException {
        int read = in.read(buffer, 0, buffer.length);
        if (read <= 0) {
            throw new EOFException("the connection was closed");
        }
        at = 0;
        limit = read;
    }
}

package dev.postflight.http;

import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What came back. */
final class Answer {

    private static final String CHARSET = "charset=";

    private final int status;
    private final HttpHeaders headers;
    private final HttpClient.Version version;
    private final byte[] body;
    private final boolean whole;
    private final double firstByte;
    private final double seconds;
    private final @Nullable String packed;

    /**
     * @param whole whether the body ended within what may be read of it
     * @param seconds from the request to the end of what was read
     */
    Answer(int status, HttpHeaders headers, byte[] body, boolean whole, double seconds) {
        this(status, headers, HttpClient.Version.HTTP_1_1, body, whole, seconds, seconds);
    }

    /**
     * @param whole whether the body ended within what may be read of it
     * @param firstByte the seconds from the request to the end of the headers
     * @param seconds from the request to the end of what was read
     */
    Answer(
            int status,
            HttpHeaders headers,
            HttpClient.Version version,
            byte[] body,
            boolean whole,
            double firstByte,
            double seconds) {
        this(status, headers, version, body, whole, firstByte, seconds, null);
    }

    private Answer(
            int status,
            HttpHeaders headers,
            HttpClient.Version version,
            byte[] body,
            boolean whole,
            double firstByte,
            double seconds,
            @Nullable String packed) {
        this.status = status;
        this.headers = headers;
        this.version = version;
        this.body = body;
        this.whole = whole;
        this.firstByte = firstByte;
        this.seconds = seconds;
        this.packed = packed;
    }

    /**
     * The answer with its body as it was before it was compressed for the way, as far as it may be read: few bytes can become
     * very many.
     */
    Answer unpacked(long maxBody) {
        List<String> encodings = headers.allValues("Content-Encoding");
        if (encodings.isEmpty() || body.length == 0) {
            return this;
        }
        Unpacked unpacked = Unpacked.of(String.join(", ", encodings), body, whole, maxBody);
        return new Answer(
                status, headers, version, unpacked.body(), unpacked.isWhole(), firstByte, seconds, unpacked.fault());
    }

    int status() {
        return status;
    }

    HttpHeaders headers() {
        return headers;
    }

    HttpClient.Version version() {
        return version;
    }

    /** Where a redirect points to; empty when it is none. */
    String location() {
        return status / 100 == 3 ? headers.firstValue("Location").orElse("") : "";
    }

    boolean isWhole() {
        return whole;
    }

    /** Why the body cannot be read; {@code null} when it can. */
    @Nullable
    String fault() {
        return packed;
    }

    int size() {
        return body.length;
    }

    /** Until the headers were there. */
    double firstByte() {
        return firstByte;
    }

    double seconds() {
        return seconds;
    }

    /** The body as text. What is not of its charset becomes a replacement character. */
    String text() {
        String text = new String(body, charset());
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Whether a text has characters that stand for what was not of its charset. */
    boolean isMalformed(String text) {
        if (text.indexOf('\uFFFD') < 0) {
            return false;
        }
        try {
            charset().newDecoder().decode(ByteBuffer.wrap(body));
            return false;
        } catch (CharacterCodingException e) {
            return true;
        }
    }

    Charset charset() {
        for (String parameter : headers.firstValue("Content-Type").orElse("").split(";", -1)) {
            String clean = parameter.strip();
            if (clean.toLowerCase(Locale.ROOT).startsWith(CHARSET)) {
                String name =
                        clean.substring(CHARSET.length()).replace("\"", "").strip();
                try {
                    return Charset.forName(name);
                } catch (IllegalArgumentException unknown) {
                    return StandardCharsets.UTF_8;
                }
            }
        }
        return StandardCharsets.UTF_8;
    }
}

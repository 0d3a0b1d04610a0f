package dev.postflight.http;

import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What came back. */
final class Answer {

    private static final String CHARSET = "charset=";

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;
    private final boolean whole;
    private final double seconds;

    /**
     * @param whole whether the body ended within what may be read of it
     * @param seconds from the request to the end of what was read
     */
    Answer(int status, HttpHeaders headers, byte[] body, boolean whole, double seconds) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.whole = whole;
        this.seconds = seconds;
    }

    int status() {
        return status;
    }

    /** Where a redirect points to; empty when it is none. */
    String location() {
        return status / 100 == 3 ? headers.firstValue("Location").orElse("") : "";
    }

    boolean isWhole() {
        return whole;
    }

    int size() {
        return body.length;
    }

    double seconds() {
        return seconds;
    }

    /** The body as text. What is not of its charset becomes a replacement character. */
    String text() {
        String text = new String(body, charset());
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private Charset charset() {
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

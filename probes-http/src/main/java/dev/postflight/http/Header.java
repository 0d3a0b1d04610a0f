package dev.postflight.http;

import java.net.http.HttpRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A header of a request. Its value may be a secret, so that no text of this type shows it.
 *
 * @param name its name
 * @param value its value
 */
record Header(String name, String value) {

    private static final int SHORTEST_SECRET = 8;

    Header {
        checkName(name);
        if (value == null || value.isBlank() || !canBeSent(name, value)) {
            throw Texts.fault(
                    "header " + name,
                    value == null ? "null" : value.isBlank() ? "blank" : Texts.MASK,
                    "one line of printable characters");
        }
    }

    static void checkName(@Nullable String name) {
        if (name == null || !canBeSent(name, "x")) {
            throw Texts.fault("name", Texts.quoted(name), "the name of a header that may be set");
        }
    }

    /** A header of a plan, which may hold no credential. */
    static Header plain(String name, String value) {
        Header header = new Header(name, value);
        if (Credential.isSecret(name)) {
            throw Texts.fault(
                    "header " + name,
                    Texts.MASK,
                    "what supplies its value, as no credential stands in a plan: bearer(…), basic(…) or header(\""
                            + name + "\", () -> …)");
        }
        return header;
    }

    /** Asks the JDK, which alone knows its rules. */
    static boolean canBeSent(String name, String value) {
        try {
            HttpRequest.newBuilder().header(name, value);
            return true;
        } catch (IllegalArgumentException | NullPointerException e) {
            return false;
        }
    }

    /** A text without the values of headers. Some servers repeat a key that they do not know. */
    static String hidden(List<Header> headers, String text) {
        String hidden = text;
        for (Header header : headers) {
            for (String word : header.value.split(" ", -1)) {
                hidden = word.length() < SHORTEST_SECRET ? hidden : hidden.replace(word, Texts.MASK);
            }
        }
        return hidden;
    }

    @Override
    public String toString() {
        return name + ": " + Texts.MASK;
    }
}

package dev.postflight.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What one request carried that no text may show: servers repeat what they do not know. */
final class Secrets {

    static final Secrets NONE = new Secrets(List.of());

    private static final int SHORTEST = 4;
    private static final int SHORTEST_WORD = 8;

    private final List<Header> headers;
    private final List<String> texts = new ArrayList<>(0);

    Secrets(List<Header> headers) {
        this.headers = headers;
    }

    /**
     * A secret itself, which may be sent in another form: a password is a part of what is encoded in its header. Of several
     * words, as of a scheme and a token, each long one is a secret.
     */
    void add(String text) {
        if (text.length() >= SHORTEST) {
            texts.add(text);
        }
        for (String word : text.split(" ", -1)) {
            if (word.length() >= SHORTEST_WORD) {
                texts.add(word);
            }
        }
    }

    String hidden(String text) {
        String hidden = Header.hidden(headers, text);
        // one that another begins with must not leave the rest of that one
        List<String> longestFirst = new ArrayList<>(texts);
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        for (String secret : longestFirst) {
            hidden = hidden.replace(secret, Texts.MASK);
        }
        return hidden;
    }
}

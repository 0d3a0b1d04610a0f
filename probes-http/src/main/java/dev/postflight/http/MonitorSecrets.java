package dev.postflight.http;

import java.util.ArrayList;
import java.util.List;

/** What was sent to prove who asks. Some servers repeat it, and no text may show it. Used by one thread at a time. */
final class MonitorSecrets {

    /** Shorter ones are words of any text. */
    private static final int SHORTEST = 6;

    private final List<String> secrets = new ArrayList<>();

    void add(String value) {
        secrets.add(value);
        secrets.addAll(List.of(value.split(" ", -1)));
    }

    String hidden(String text) {
        String hidden = text;
        for (String secret : secrets) {
            hidden = secret.length() < SHORTEST ? hidden : hidden.replace(secret, Texts.MASK);
        }
        return hidden;
    }
}

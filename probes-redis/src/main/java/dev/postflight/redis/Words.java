package dev.postflight.redis;

import dev.postflight.api.Unit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Words for people. */
final class Words {

    private static final int LONGEST = 80;

    private Words() {}

    /** The one error sentence of Postflight. */
    static String sentence(String name, @Nullable Object value, String rule) {
        return name + ": " + value + " (expected: " + rule + ")";
    }

    static IllegalArgumentException fault(String name, @Nullable Object value, String rule) {
        return new IllegalArgumentException(sentence(name, value, rule));
    }

    /** The beginning of a text, with a question mark for what is not plain. */
    static String quoted(@Nullable String text) {
        if (text == null) {
            return "null";
        }
        StringBuilder shown = new StringBuilder("\"");
        for (int i = 0; i < text.length() && i < LONGEST; i++) {
            char c = text.charAt(i);
            shown.append(c < ' ' || c > '~' ? '?' : c);
        }
        return shown.append(text.length() > LONGEST ? "…\"" : "\"").toString();
    }

    static String duration(Duration duration) {
        return Unit.SECONDS.format((double) duration.toSeconds() + duration.toNanosPart() / 1e9);
    }

    static String bytes(long bytes) {
        return Unit.BYTES.format((double) bytes);
    }
}

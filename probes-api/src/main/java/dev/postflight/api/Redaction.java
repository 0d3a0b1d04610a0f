package dev.postflight.api;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets and control characters out of text from outside, where it enters. Rather too much than too little is
 * taken out.
 */
final class Redaction {

    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_INPUT = 4_000;
    private static final int MOST_CAUSES = 5;
    private static final int MOST_ENCODINGS = 3;

    private Redaction() {}

    static String of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return "no reason given";
        }
        String line = oneLine(masked(bounded(text)));
        if (line.isEmpty()) {
            return "no reason given";
        }
        return line.length() > LONGEST_TEXT ? cut(line, LONGEST_TEXT - 1) + "…" : line;
    }

    /** The text as it is, unless there is a secret in it. */
    static String withoutSecrets(String text) {
        String beginning = bounded(text);
        String masked = oneLine(masked(beginning));
        return masked.equals(oneLine(VisibleText.of(beginning))) ? text : masked;
    }

    /** Type and message of what was thrown and of its causes; not redacted yet. */
    static String describe(@Nullable Throwable thrown) {
        StringBuilder text = new StringBuilder();
        Throwable cause = thrown;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            String message = bounded(message(cause));
            String part = name(cause.getClass()) + (message.isBlank() ? "" : ": " + message);
            if (text.indexOf(part) < 0) {
                // a line of its own: what hides a header to the end of its line leaves the causes
                text.append(i == 0 ? "" : ";\ncaused by ").append(part);
            }
            cause = cause(cause);
        }
        return text.toString();
    }

    /** An anonymous class has no simple name. */
    private static String name(Class<?> type) {
        return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
    }

    /** A message comes from anywhere, so that asking for it can fail like anything else. */
    private static String message(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            return message == null ? "" : message;
        } catch (Throwable broken) {
            return "(its message could not be had)";
        }
    }

    private static @Nullable Throwable cause(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (Throwable broken) {
            return null;
        }
    }

    /** Cut between words where there are any: half a secret could not be told from other text. */
    private static String bounded(String text) {
        if (text.length() <= LONGEST_INPUT) {
            return text;
        }
        int end = LONGEST_INPUT;
        while (end > 0 && !Character.isWhitespace(text.charAt(end))) {
            end--;
        }
        return end > 0 ? text.substring(0, end) : cut(text, LONGEST_INPUT);
    }

    /** Never between the two halves of a character. */
    private static String cut(String text, int end) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    /** Still on its lines. */
    private static String masked(String text) {
        String named = inAllLayers(VisibleText.of(text), Secrets::mask);
        return inAllLayers(named, Secrets::maskBareUserInfo);
    }

    /** What is encoded is shown decoded where that is what gave a secret away. */
    private static String inAllLayers(String text, UnaryOperator<String> mask) {
        String masked = mask.apply(text);
        String decoded = masked;
        for (int i = 0; i < MOST_ENCODINGS && EncodedText.isLikely(decoded); i++) {
            String next = bounded(EncodedText.decoded(decoded)); // some characters are made of many
            decoded = next.equals(decoded) ? next : mask.apply(next);
            if (!decoded.equals(next)) {
                masked = decoded;
            }
        }
        return masked;
    }

    /** White space of any kind becomes one space. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '\n') {
                line.append(c);
            } else if (line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        return line.toString().strip();
    }
}

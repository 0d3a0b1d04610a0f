package dev.postflight.api;

import org.jspecify.annotations.Nullable;

/**
 * Takes secrets and control characters out of text from outside, where it enters. Rather too much than too little is
 * taken out.
 */
final class Redaction {

    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_INPUT = 8_000;
    private static final int MOST_CAUSES = 5;

    private Redaction() {}

    static String of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return "no reason given";
        }
        String line = oneLine(Secrets.mask(visible(bounded(text))));
        if (line.isEmpty()) {
            return "no reason given";
        }
        return line.length() > LONGEST_TEXT ? cut(line, LONGEST_TEXT - 1) + "…" : line;
    }

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

    /**
     * Without what could steer a terminal, hide in a text or hide a secret in it: escape sequences and invisible
     * characters are left out, other control characters and broken ones become a '?'. Line breaks stay.
     */
    private static String visible(String text) {
        String plain = Secrets.ESCAPE_SEQUENCE.matcher(text).replaceAll("");
        StringBuilder visible = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); ) {
            int c = plain.codePointAt(i);
            i += Character.charCount(c);
            int type = Character.getType(c);
            if (type == Character.SURROGATE || type == Character.CONTROL && !Character.isWhitespace(c)) {
                visible.append('?');
            } else if (type != Character.FORMAT) {
                visible.appendCodePoint(c);
            }
        }
        return visible.toString();
    }

    /** White space of any kind becomes one space. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
                line.append(c);
            } else if (line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        return line.toString().strip();
    }
}

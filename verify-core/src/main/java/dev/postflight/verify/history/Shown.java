package dev.postflight.verify.history;

import dev.postflight.api.ProbeResult;
import java.nio.file.Path;

/** Text of a file in a sentence: on one line, without secrets, and not too long. */
final class Shown {

    private static final int LONGEST = 120;

    private Shown() {}

    static String quoted(String text) {
        if (text.isBlank()) {
            return text.isEmpty() ? "\"\"" : "\" \"";
        }
        return '"' + edge(text.charAt(0)) + shortened(line(text) + edge(text.charAt(text.length() - 1))) + '"';
    }

    /** A blank there may be all that is wrong. */
    private static String edge(char c) {
        return Character.isWhitespace(c) ? " " : "";
    }

    static String name(Path file) {
        Path name = file.getFileName();
        return line(name == null ? file.toString() : name.toString());
    }

    static String line(String text) {
        return ProbeResult.silent(text).cause();
    }

    private static String shortened(String line) {
        if (line.length() <= LONGEST) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return line.substring(0, end) + "…";
    }
}

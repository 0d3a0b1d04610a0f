package dev.postflight.api;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets and control characters out of text from outside, where it enters. Rather too much than too little is
 * taken out.
 */
final class Redaction {

    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_INPUT = 8_000;
    private static final int MOST_CAUSES = 5;
    private static final String MASK = "***";

    private Redaction() {}

    static String of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return "no reason given";
        }
        String bounded = text.length() > LONGEST_INPUT ? text.substring(0, LONGEST_INPUT) : text;
        String line = oneLine(Patterns.mask(bounded));
        return line.length() > LONGEST_TEXT ? line.substring(0, LONGEST_TEXT - 1) + "…" : line;
    }

    static String describe(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        Throwable cause = thrown;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            String message = message(cause);
            String part = name(cause.getClass()) + (message.isBlank() ? "" : ": " + message);
            if (text.indexOf(part) < 0) {
                text.append(i == 0 ? "" : "; caused by ").append(part);
            }
            cause = cause.getCause();
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

    /** White space of any kind becomes one space; what could steer a terminal or hide in a text becomes a '?'. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int type = Character.getType(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                if (line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
                    line.append(' ');
                }
            } else {
                line.append(type == Character.CONTROL || type == Character.FORMAT ? '?' : c);
            }
        }
        return line.toString().strip();
    }

    /** Apart, so that patterns are compiled with the first text and not before. */
    private static final class Patterns {

        private static final String SECRET_WORD = "(?:pass(?:word|wd|phrase|code)?|pwd|secret|token|credentials?"
                + "|api[_-]?key|access[_-]?key|private[_-]?key|account[_-]?key|signature|session[_-]?id|jsessionid)";

        private static final Pattern HEADER =
                Pattern.compile("(?im)\\b((?:proxy-)?authorization|(?:set-)?cookie)(\"?\\s*[:=]\\s*)[^\\r\\n]*");
        private static final Pattern USER_INFO = Pattern.compile("://[^\\s?#\"'<>]*@");
        private static final Pattern ORACLE_USER = Pattern.compile("(?i)(jdbc:oracle:\\w+:)[^@\\s]*@");
        private static final Pattern PARAMETER = Pattern.compile("([?&;][\\w.%\\[\\]-]{1,100}=)[^&;\\s\"'<>)]*");
        private static final Pattern PAIR = Pattern.compile("(?i)([\\w.-]{0,60}" + SECRET_WORD
                + "[\\w.-]{0,60}[\"']?\\s*[:=]\\s*)(?:\"(?:[^\"\\\\]|\\\\.)*+\"|'[^']*+'|[^\\s,;&)}\\]]+)");
        private static final Pattern SCHEME =
                Pattern.compile("(?i)\\b(bearer|basic)\\s+(?=\\S*[0-9=._~+/-])[A-Za-z0-9._~+/=-]{6,}");
        private static final Pattern WEB_TOKEN = Pattern.compile("\\beyJ[\\w-]+\\.[\\w-]+\\.?[\\w-]*");

        private Patterns() {}

        static String mask(String text) {
            String masked = HEADER.matcher(text).replaceAll("$1$2" + MASK);
            masked = ORACLE_USER.matcher(masked).replaceAll("$1" + MASK + "@");
            masked = USER_INFO.matcher(masked).replaceAll("://" + MASK + "@");
            masked = PARAMETER.matcher(masked).replaceAll("$1" + MASK);
            masked = PAIR.matcher(masked).replaceAll("$1" + MASK);
            masked = SCHEME.matcher(masked).replaceAll("$1 " + MASK);
            return WEB_TOKEN.matcher(masked).replaceAll(MASK);
        }
    }
}

package dev.postflight.http;

import org.jspecify.annotations.Nullable;

/**
 * Tells a plain selector from other expressions. Only of a selector does {@code timestamp(…)} give the time of the sample;
 * of anything else it gives the time of the question, so that everything would seem fresh.
 */
final class PrometheusSelector {

    private PrometheusSelector() {}

    static boolean isSelector(@Nullable String expression) {
        if (expression == null) {
            return false;
        }
        String text = expression.strip();
        int end = 0;
        while (end < text.length() && isNamePart(text.charAt(end), end)) {
            end++;
        }
        String rest = text.substring(end).strip();
        return rest.isEmpty() ? end > 0 : rest.charAt(0) == '{' && closesAtTheEnd(rest);
    }

    private static boolean isNamePart(char c, int at) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':' || at > 0 && c >= '0' && c <= '9';
    }

    /** Whether the brace at the start is closed by the last character and by none before. */
    private static boolean closesAtTheEnd(String text) {
        char quote = 0;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\' && quote != '`') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'' || c == '`') {
                quote = c;
            } else if (c == '}') {
                return i == text.length() - 1;
            } else if (c == '#') {
                return false;
            }
        }
        return false;
    }
}

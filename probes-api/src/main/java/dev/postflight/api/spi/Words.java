package dev.postflight.api.spi;

import dev.postflight.api.ProbeResult;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words for people. */
final class Words {

    static final String PARAMETER_RULE = "a small letter, then letters and digits";
    static final String TYPE_RULE = "a small letter, then small letters, digits and hyphens";

    private static final int LONGEST = 120;

    private Words() {}

    /** The one error sentence of Postflight. */
    static IllegalArgumentException fault(String name, @Nullable Object value, String rule) {
        return new IllegalArgumentException(sentence(name, value, rule));
    }

    static String sentence(String name, @Nullable Object value, String rule) {
        return name + ": " + value + " (expected: " + rule + ")";
    }

    /** On one line, without secrets and not for ever. The API redacts what enters a result. */
    static String quoted(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        String text = String.valueOf(value);
        String shown = text.isBlank()
                ? text.isEmpty() ? "" : " "
                : ProbeResult.silent(text).cause();
        if (shown.length() > LONGEST) {
            int end = Character.isHighSurrogate(shown.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
            shown = shown.substring(0, end) + "…";
        }
        return value instanceof CharSequence ? '"' + shown + '"' : shown;
    }

    /** What was perhaps meant, after what was written. */
    static String perhaps(List<String> meant) {
        return meant.isEmpty() ? "" : ", perhaps for " + String.join(" or ", meant);
    }

    /** Its name, after the article that it is spoken with: a DataSource, an HttpClient, an SSLContext. */
    static String one(Class<?> type) {
        String name = type.getSimpleName();
        boolean spelled = name.startsWith("Http") || name.length() > 1 && Character.isUpperCase(name.charAt(1));
        boolean vowel = (spelled ? "AEFHILMNORSX" : "AEIO").indexOf(name.charAt(0)) >= 0;
        return (vowel ? "an " : "a ") + name;
    }

    static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    static boolean isParameter(String name) {
        return isMadeOf(name, false);
    }

    static boolean isType(String name) {
        return isMadeOf(name, true) && !name.endsWith("-");
    }

    private static boolean isMadeOf(String name, boolean ofType) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean small = c >= 'a' && c <= 'z';
            boolean later = c >= '0' && c <= '9' || (ofType ? c == '-' : c >= 'A' && c <= 'Z');
            if (!small && (i == 0 || !later)) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= 100;
    }
}

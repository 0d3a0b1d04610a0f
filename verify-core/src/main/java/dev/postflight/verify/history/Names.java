package dev.postflight.verify.history;

import org.jspecify.annotations.Nullable;

/** Texts that come again and again, as one object each. Bounded: of two that meet in one place, the later one stays. */
final class Names {

    static final int MANY = 1 << 13;

    private static final int LONGEST = 128;
    private static final int LONGEST_NAME = 100;

    static final String NAME_RULE = "1 to 100 printable characters";

    private final @Nullable String[] known;

    /** How many places there are is a power of two. */
    Names(int places) {
        known = new String[places];
    }

    String of(char[] text, int from, int length) {
        if (length == 0) {
            return "";
        }
        if (length > LONGEST) {
            return new String(text, from, length);
        }
        int hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + text[i];
        }
        int place = (hash ^ hash >>> 15) & known.length - 1;
        String found = known[place];
        if (found != null && isEqual(found, text, from, length)) {
            return found;
        }
        String made = new String(text, from, length);
        known[place] = made;
        return made;
    }

    private static boolean isEqual(String found, char[] text, int from, int length) {
        if (found.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (found.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether a check or phase may be called so: a name must not break a line, or hide in it. */
    static boolean isName(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST_NAME
                && text.codePoints().noneMatch(Names::isInvisible);
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}

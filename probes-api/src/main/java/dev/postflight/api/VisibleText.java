package dev.postflight.api;

import java.util.List;

/**
 * Text without what could steer a terminal, hide in a text or hide a secret in it: no escape sequences, no control characters,
 * nothing invisible, and no white space but spaces and line feeds. Variants of ASCII characters, such as those of full width,
 * become what they look like.
 */
final class VisibleText {

    private static final int FULL_WIDTH = 0xff01;
    private static final int LAST_FULL_WIDTH = 0xff5e;
    private static final int SMALL = 0xfe50;
    private static final String SMALL_FORMS = ",、.?;:?!—(){}〔〕#&*+-<>=?\\$%@";
    private static final int MATHEMATICAL = 0x1d400;
    private static final int LAST_MATHEMATICAL = 0x1d6a3;
    private static final int LETTERS = 26;
    private static final int BLANK_BRAILLE = 0x2800;

    /** A sequence is left alone where it would take the first letter of a word that a secret goes by. */
    private static final SecretsRule ESCAPE_SEQUENCE = new SecretsRule(
            List.of("\u001b", "\u0090", "\u0098", "\u009b", "\u009d", "\u009e", "\u009f"),
            "(?i)(?:\u001b\\[|\u009b)(?:[<=>?]?\\d[\\d;:]*+)? ?(?!" + SecretsWords.WORD
                    + "|authorization|cookie|bearer|basic|oracle|eyJ)[a-z~]"
                    + "|(?:\u001b[\\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c\\n]{0,2000}+(?:\u0007|\u001b\\\\|\u009c)"
                    + "|\u001b[()][0-9A-Z]",
            "");

    private VisibleText() {}

    static String of(String text) {
        if (isPlain(text)) {
            return text;
        }
        String flat = ESCAPE_SEQUENCE.mask(text, text);
        StringBuilder visible = new StringBuilder(flat.length());
        for (int i = 0; i < flat.length(); ) {
            int c = flat.codePointAt(i);
            i += Character.charCount(c);
            if (isBreak(c)) {
                if (c != '\r' || i == flat.length() || flat.charAt(i) != '\n') {
                    visible.append('\n');
                }
            } else if (isSpace(c)) {
                visible.append(' ');
            } else if (!Faults.isInvisible(c) && !isVariation(c)) {
                visible.appendCodePoint(plain(c));
            }
        }
        return visible.toString();
    }

    /** What chooses a form of the character before: of use after a picture, and a hiding place in a word. */
    private static boolean isVariation(int c) {
        return c >= 0xfe00 && c <= 0xfe0f;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' || c > '~') && c != '\n') {
                return false;
            }
        }
        return true;
    }

    private static boolean isBreak(int c) {
        return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == BLANK_BRAILLE;
    }

    private static int plain(int c) {
        if (c >= FULL_WIDTH && c <= LAST_FULL_WIDTH) {
            return c - FULL_WIDTH + '!';
        }
        if (c >= SMALL && c < SMALL + SMALL_FORMS.length()) {
            return SMALL_FORMS.charAt(c - SMALL);
        }
        if (c >= MATHEMATICAL && c <= LAST_MATHEMATICAL) {
            int letter = (c - MATHEMATICAL) % (2 * LETTERS);
            return letter < LETTERS ? 'A' + letter : 'a' + letter - LETTERS;
        }
        return c;
    }
}

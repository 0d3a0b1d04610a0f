package dev.postflight.verify.report;

/** Texts in the cells of a terminal, which gives some characters two cells and some none. */
final class Columns {

    /** Up to here, every character that can be printed has one cell. */
    private static final int LAST_PLAIN = 0x2ff;

    /** The ranges of characters that are two cells wide, first and last; from the Unicode table of East Asian widths. */
    private static final int[] WIDE = {
        0x1100, 0x115f, 0x231a, 0x231b, 0x23e9, 0x23ec, 0x2705, 0x2705, 0x274c, 0x274c, 0x2e80, 0x303e, 0x3041, 0xa4cf,
        0xa960, 0xa97c, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe30, 0xfe6f, 0xff00, 0xff60, 0xffe0, 0xffe6, 0x1f300,
                0x1f64f,
        0x1f680, 0x1f6ff, 0x1f900, 0x1f9ff, 0x20000, 0x3fffd
    };

    private Columns() {}

    static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            width += cells(c);
            i += Character.charCount(c);
        }
        return width;
    }

    static String pad(String text, int width) {
        int missing = width - width(text);
        return missing <= 0 ? text : text + " ".repeat(missing);
    }

    /** The text, or as much of it as fits before an ellipsis. */
    static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        int used = 1;
        int end = 0;
        while (used + cells(text.codePointAt(end)) <= width) {
            used += cells(text.codePointAt(end));
            end += Character.charCount(text.codePointAt(end));
        }
        return text.substring(0, end) + "…";
    }

    /** Adds the text, in lines that end at spaces; a word that is too long keeps its line to itself, to be copied whole. */
    static void wrap(StringBuilder out, String text, int indent, int width) {
        int used = 0;
        for (String word : text.split(" ", -1)) {
            int wide = width(word);
            if (used > 0 && used + 1 + wide > width) {
                out.append('\n').append(" ".repeat(indent));
                used = 0;
            } else if (used > 0) {
                out.append(' ');
                used++;
            }
            out.append(word);
            used += wide;
        }
    }

    private static int cells(int c) {
        if (c <= LAST_PLAIN) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        for (int i = 0; i < WIDE.length; i += 2) {
            if (c >= WIDE[i] && c <= WIDE[i + 1]) {
                return 2;
            }
        }
        return 1;
    }
}

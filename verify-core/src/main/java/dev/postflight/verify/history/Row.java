package dev.postflight.verify.history;

import java.nio.charset.StandardCharsets;

/** Splits a line into fields as RFC 4180 wants it, except that there is no line break in quotes. */
final class Row {

    static final int FIELDS = 4;

    private static final int FIRST_CAPACITY = 1_024;

    private char[] chars = new char[FIRST_CAPACITY];
    private int length;
    private final int[] from = new int[FIELDS];
    private final int[] end = new int[FIELDS];

    /** The line is well-formed UTF-8. */
    void split(Lines line) throws Unreadable {
        fill(line);
        int field = 0;
        int i = 0;
        while (true) {
            if (field == FIELDS) {
                throw line.unreadable("four fields: time,check,metric,value");
            }
            i = i < length && chars[i] == '"' ? quoted(line, field, i + 1) : plain(field, i);
            if (i == length) {
                break;
            }
            if (chars[i] != ',') {
                throw line.unreadable("a comma after a closing quote");
            }
            field++;
            i++;
        }
        if (field < FIELDS - 1) {
            throw line.unreadable("four fields: time,check,metric,value");
        }
        if (line.isCutOff()) {
            throw line.unreadable("a line break");
        }
    }

    private void fill(Lines line) {
        byte[] bytes = line.bytes();
        int first = line.from();
        length = line.end() - first;
        if (chars.length < length) {
            chars = new char[Math.max(length, Math.min(2 * length, Lines.LONGEST))];
        }
        if (line.isAscii()) {
            for (int i = 0; i < length; i++) {
                chars[i] = (char) bytes[first + i];
            }
        } else {
            String text = new String(bytes, first, length, StandardCharsets.UTF_8);
            length = text.length();
            text.getChars(0, length, chars, 0);
        }
    }

    private int plain(int field, int start) {
        int i = start;
        while (i < length && chars[i] != ',') {
            i++;
        }
        from[field] = start;
        end[field] = i;
        return i;
    }

    /** Two quotes are one; what follows moves to the left, over what was read. */
    private int quoted(Lines line, int field, int start) throws Unreadable {
        int to = start;
        for (int i = start; i < length; i++) {
            if (chars[i] != '"') {
                chars[to++] = chars[i];
            } else if (i + 1 < length && chars[i + 1] == '"') {
                chars[to++] = '"';
                i++;
            } else {
                from[field] = start;
                end[field] = to;
                return i + 1;
            }
        }
        throw line.unreadable("a closing quote");
    }

    char[] chars() {
        return chars;
    }

    int from(int field) {
        return from[field];
    }

    int end(int field) {
        return end[field];
    }

    boolean isEmpty(int field) {
        return from[field] == end[field];
    }

    String text(int field) {
        return new String(chars, from[field], end[field] - from[field]);
    }

    String text(int field, Names names) {
        return names.of(chars, from[field], end[field] - from[field]);
    }
}

package dev.postflight.http;

import org.jspecify.annotations.Nullable;

/** Checks JSON pointers by hand, so that a plan is built without Jackson, which would let some faulty ones pass too. */
final class JsonPointers {

    private static final String RULE = "a JSON pointer (RFC 6901) such as /status, or nothing for the whole document";

    private JsonPointers() {}

    static String checked(@Nullable String pointer) {
        if (pointer == null || !pointer.isEmpty() && pointer.charAt(0) != '/' || hasBadEscape(pointer)) {
            throw Texts.fault("pointer", Texts.quoted(pointer), RULE);
        }
        return pointer;
    }

    private static boolean hasBadEscape(String pointer) {
        for (int i = pointer.indexOf('~'); i >= 0; i = pointer.indexOf('~', i + 1)) {
            if (!pointer.startsWith("~0", i) && !pointer.startsWith("~1", i)) {
                return true;
            }
        }
        return false;
    }
}

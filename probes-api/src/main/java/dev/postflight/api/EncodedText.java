package dev.postflight.api;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Characters of ASCII as URLs, string literals and HTML write them, and as other characters are made of them: with accents, in
 * circles, raised. Loaded with the first text that may have some.
 */
final class EncodedText {

    private static final Pattern CODE = Pattern.compile("%([2-7][0-9A-Fa-f])|(?<!\\\\)\\\\++(?:u00|x)([2-7][0-9A-Fa-f])"
            + "|&#[xX]0{0,3}([2-7][0-9A-Fa-f]);|&#0{0,3}(\\d{2,3});"
            + "|&(quot|amp|lt|gt|apos|equals|colon|commat|sol);|(?<!\\\\)\\\\++(/)");
    private static final int LAST_OF_ASCII = 0x7f;
    private static final int HEXADECIMAL_GROUPS = 3;
    private static final int DECIMAL_GROUP = 4;
    private static final int NAME_GROUP = 5;

    private EncodedText() {}

    static boolean isLikely(String text) {
        return text.indexOf('%') >= 0 || text.indexOf('\\') >= 0 || text.indexOf('&') >= 0 || !isAscii(text);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LAST_OF_ASCII) {
                return false;
            }
        }
        return true;
    }

    /** The text with one layer of encoding less. */
    static String decoded(String text) {
        String decoded = CODE.matcher(text).replaceAll(code -> Matcher.quoteReplacement(character(code)));
        return isAscii(decoded) ? decoded : withoutMarks(Normalizer.normalize(decoded, Form.NFKD));
    }

    private static String withoutMarks(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().filter(c -> !isMark(c)).forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private static String character(MatchResult code) {
        for (int group = 1; group <= HEXADECIMAL_GROUPS; group++) {
            String digits = code.group(group);
            if (digits != null) {
                return visible(Integer.parseInt(digits, 16), code);
            }
        }
        String decimal = code.group(DECIMAL_GROUP);
        return decimal == null ? named(code.group(NAME_GROUP)) : visible(Integer.parseInt(decimal), code);
    }

    private static String visible(int c, MatchResult code) {
        return c >= ' ' && c <= '~' ? Character.toString(c) : code.group();
    }

    private static String named(@Nullable String name) {
        if (name == null) {
            return "/";
        }
        return switch (name) {
            case "quot" -> "\"";
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            case "apos" -> "'";
            case "equals" -> "=";
            case "colon" -> ":";
            case "commat" -> "@";
            default -> "/";
        };
    }
}

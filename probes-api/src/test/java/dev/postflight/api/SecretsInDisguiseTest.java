package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R7: it does not help a secret to be hidden from the eye or written in another way. */
class SecretsInDisguiseTest {

    private static final List<String> PLAIN = List.of(
            "password=hunter2",
            "api_key: hunter2",
            "{\"token\":\"hunter 2\"}",
            "Authorization: Bearer hunter2",
            "Set-Cookie: a=hunter2",
            "sent Bearer hunter2",
            "jdbc:postgresql://app:hunter2@db/shop",
            "jdbc:oracle:thin:scott/hunter2@db",
            "https://shop.example/?sig=hunter2",
            "app:hunter2@shop.example");

    /** Each of them, in every place of every text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "\b",
                "\u007f",
                "\u0007",
                "\u001b",
                "\u0080",
                "\u00ad",
                "\u034f",
                "\u061c",
                "\u115f",
                "\u17b4",
                "\u180e",
                "\u200b",
                "\u200c",
                "\u200d",
                "\u200e",
                "\u202a",
                "\u202e",
                "\u2060",
                "\u2066",
                "\u206f",
                "\u3164",
                "\ufe0f",
                "\ufeff",
                "\uffa0",
                "\ufff9",
                "\uffff",
                "\ud800",
                "\udb40\udc41",
                "\udb40\udd00",
                "\u001b[0m",
                "\u001b[1;31m",
                "\u001b[38;5;196m",
                "\u001b[2K",
                "\u001b[?25l",
                "\u001b(B",
                "\u009b1m",
                "\u001b]0;title\u0007",
                "\u001b]8;;http://x\u001b\\"
            })
    void by_what_nobody_sees_they_are_taken_out(String invisible) {
        for (String text : PLAIN) {
            for (int at = 0; at <= text.length(); at++) {
                String disguised = text.substring(0, at) + invisible + text.substring(at);
                assertThat(redacted(disguised)).as("%s at %d", text, at).isEqualTo(redacted(text));
            }
            assertThat(redacted(String.join(invisible, text.split(""))))
                    .as(text)
                    .isEqualTo(redacted(text));
        }
    }

    @Test
    void by_characters_of_other_widths_and_fonts_they_are_taken_out() {
        Map<Integer, Integer> fonts = new TreeMap<>(Map.of(0x1d400, 0x1d41a, 0x1d5a0, 0x1d5ba, 0x1d670, 0x1d68a));
        for (String text : PLAIN) {
            assertHiddenAlike(text, text.replace(':', '：').replace('=', '＝').replace('@', '＠'));
            assertHiddenAlike(text, text.replace(':', '﹕').replace('=', '﹦').replace('@', '﹫'));
            assertHiddenAlike(text, wide(text));
            fonts.forEach((upper, lower) -> assertHiddenAlike(text, styled(text, upper, lower)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u00a0", "\u2003", "\u202f", "\u3000", "\u2800", "\t", "\u000b", "\u001c", "\u2028", "\u0085"})
    void by_white_space_of_other_kinds_they_are_taken_out(String space) {
        assertHidden("password" + space + "=" + space + "hunter2");
        assertHidden("password:" + space + "hunter2");
        assertHidden("Authorization:" + space + "Bearer" + space + "hunter2");
        assertHidden("sent Bearer" + space + "hunter2");
        assertHidden("a" + space + "app:hunter2@shop.example");
    }

    @Test
    void by_percent_and_other_codes_they_are_taken_out() {
        for (String text : PLAIN) {
            for (int layers = 1; layers <= 3; layers++) {
                assertHidden(percent(text, layers));
            }
            assertHidden(text.replace("=", "\\u003d").replace(":", "\\u003A").replace("@", "\\u0040"));
            assertHidden(text.replace("=", "&#61;").replace(":", "&#x3a;").replace("@", "&commat;"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0301", "\u0308", "\u0335", "\u20dd", "\u20e3"})
    void by_accents_and_circles_they_are_taken_out(String mark) {
        for (String text : PLAIN) {
            assertHidden(text.replaceAll("(?i)([a-z])(?=[a-z]*[:= ])", "$1" + mark));
        }
        assertHidden("ⓟⓐⓢⓢⓦⓞⓡⓓ=hunter2");
        assertHidden("ᵖᵃˢˢʷᵒʳᵈ=hunter2");
        assertHidden("pässwörd=hunter2");
    }

    @Test
    void accents_of_harmless_text_stay() {
        assertThat(redacted("Größe … 5 µs, ½ №, é, e\u0301, パスワードが違います"))
                .isEqualTo("Größe … 5 µs, ½ №, é, e\u0301, パスワードが違います");
        assertThat(redacted("ungültig: password=hunter2")).isEqualTo("ungültig: password=***");
    }

    @Test
    @Timeout(10)
    void characters_that_are_made_of_many_take_no_longer_than_others() {
        assertThat(redacted("//a:" + "\ufdfa".repeat(4_000))).hasSizeLessThanOrEqualTo(1_000);
    }

    private static void assertHiddenAlike(String plain, String disguised) {
        assertThat(redacted(disguised)).as(disguised).isEqualTo(redacted(plain));
    }

    private static String wide(String text) {
        return styled(text, 0xff21, 0xff41);
    }

    private static String styled(String text, int upper, int lower) {
        StringBuilder styled = new StringBuilder();
        text.chars()
                .map(c -> c >= 'a' && c <= 'z' ? c - 'a' + lower : c >= 'A' && c <= 'Z' ? c - 'A' + upper : c)
                .forEach(styled::appendCodePoint);
        return styled.toString();
    }

    private static String percent(String text, int layers) {
        StringBuilder encoded = new StringBuilder();
        text.chars()
                .forEach(c ->
                        encoded.append(Character.isLetterOrDigit(c) ? "" + (char) c : "%" + Integer.toHexString(c)));
        return layers == 1 ? encoded.toString() : percent(encoded.toString(), layers - 1);
    }

    private static String redacted(String text) {
        return ProbeResult.silent(text).cause();
    }

    private static void assertHidden(String text) {
        assertThat(redacted(text)).as(text).doesNotContain("hunter").contains("***");
    }
}

package dev.postflight.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {

    @ParameterizedTest
    @CsvSource({
        "'',        0",
        "abc,       3",
        "größe µs,  8",
        "Ελλάδα,    6",
        "Київ…,     5",
        "日本語,     6",
        "한국,       4",
        "Ｗｉｄｅ,   8",
        "🚀,        2",
        "e\u0301,   1",
        "a\u200db,  2",
    })
    void a_text_is_as_wide_as_a_terminal_shows_it(String text, int width) {
        assertThat(Columns.width(text)).isEqualTo(width);
        assertThat(Columns.width(Columns.pad(text, 12))).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({
        "abcdef, 6, abcdef",
        "abcdef, 5, abcd…",
        "abcdef, 1, …",
        "日本語,  6, 日本語",
        "日本語,  5, 日本…",
        "日本語,  4, 日…",
        "a🚀b🚀c, 4, a🚀…",
        "a🚀b🚀c, 3, a…",
    })
    void what_does_not_fit_is_cut_between_characters(String text, int width, String cut) {
        assertThat(Columns.cut(text, width)).isEqualTo(cut);
    }

    @ParameterizedTest
    @CsvSource({
        "one two three, 20, one two three",
        "one two three, 13, one two three",
        "one two three, 12, one two|  three",
        "one two three,  7, one two|  three",
        "one two three,  6, one|  two|  three",
        "one two three,  1, one|  two|  three",
        "日本 語,          5, 日本|  語",
    })
    void lines_end_at_spaces(String text, int width, String lines) {
        StringBuilder out = new StringBuilder();
        Columns.wrap(out, text, 2, width);
        assertThat(out).hasToString(lines.replace('|', '\n'));
    }

    @Test
    void what_is_wide_enough_is_not_padded() {
        assertThat(Columns.pad("abcdef", 3)).isEqualTo("abcdef");
    }
}

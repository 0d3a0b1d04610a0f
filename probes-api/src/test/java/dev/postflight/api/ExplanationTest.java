package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts that are there, and texts that are made for who reads them. */
class ExplanationTest {

    @Test
    void nothing_is_made_that_nobody_reads_and_what_was_read_is_made_once() {
        AtomicInteger made = new AtomicInteger();
        Explanation later = Explanation.later(() -> {
            made.incrementAndGet();
            return Explanation.of("p95 612 ms", "too slow");
        });
        assertThat(made).hasValue(0);
        assertThat(later.seen()).isEqualTo("p95 612 ms");
        assertThat(later.cause()).isEqualTo("too slow");
        assertThat(made).hasValue(1);
    }

    @Test
    void what_is_made_later_is_the_same_as_what_is_there() {
        Explanation there = Explanation.of("a", "b");
        Explanation later = Explanation.later(() -> Explanation.later(() -> there));
        assertThat(later).isEqualTo(there).hasSameHashCodeAs(there).hasToString(there.toString());
        assertThat(there).isNotEqualTo(Explanation.of("a", "c")).isNotEqualTo("a, b");
    }

    @ParameterizedTest
    @CsvSource({"p95 612 ms, too slow, 'p95 612 ms, too slow'", "up, '', up", "down, down, down"})
    void it_is_told_in_one_line_without_saying_the_same_twice(String seen, String cause, String told) {
        assertThat(Explanation.of(seen, cause)).hasToString(told);
    }
}

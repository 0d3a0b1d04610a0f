package dev.postflight.verify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FiguresTest {

    private static final Figures NOTHING = new Figures();

    @Test
    void a_count_that_would_overflow_stays_at_the_largest() {
        Figures figures = new Figures();
        figures.count = Long.MAX_VALUE - 1;
        figures.failures = Long.MAX_VALUE;
        figures.blanks = Long.MAX_VALUE;
        figures.add(1, true);
        figures.add(1, true);
        figures.fail();
        assertThat(figures.count).isEqualTo(Long.MAX_VALUE);
        assertThat(figures.failures).isEqualTo(Long.MAX_VALUE);
        assertThat(figures.blanks).isEqualTo(Long.MAX_VALUE);
        long[] saved = new long[Figures.LONGS];
        figures.save(saved, 0);
        figures.add(saved, 0);
        assertThat(figures.count).isEqualTo(Long.MAX_VALUE);
        assertThat(figures.failures).isEqualTo(Long.MAX_VALUE);
        assertThat(figures.blanks).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void what_rounding_takes_from_a_sum_is_given_back() {
        Figures figures = new Figures();
        figures.add(1e16, false);
        for (int i = 0; i < 1_000; i++) {
            figures.add(0.1, false);
        }
        figures.add(-1e16, false);
        assertThat(Figures.sum(figures, NOTHING)).isCloseTo(100, within(1e-10));
    }

    @Test
    void a_sum_beyond_the_range_of_a_double_is_not_a_number() {
        Figures figures = new Figures();
        figures.add(Double.MAX_VALUE, false);
        assertThat(Figures.sum(figures, NOTHING)).isEqualTo(Double.MAX_VALUE);
        figures.add(Double.MAX_VALUE, false);
        assertThat(Figures.sum(figures, NOTHING)).isNaN();
        figures.add(-Double.MAX_VALUE, false);
        assertThat(Figures.sum(figures, NOTHING)).isNaN();
    }

    @Test
    void what_was_saved_comes_back_and_a_place_where_nothing_was_saved_adds_nothing() {
        Figures figures = new Figures();
        figures.add(-2, true);
        figures.add(7, false);
        figures.fail();
        figures.observed = 11;
        figures.grow(0, 13);
        long[] saved = new long[2 * Figures.LONGS];
        figures.save(saved, Figures.LONGS);
        Figures back = new Figures();
        back.add(saved, 0);
        assertThat(back).usingRecursiveComparison().isEqualTo(NOTHING);
        back.add(saved, Figures.LONGS);
        assertThat(back).usingRecursiveComparison().isEqualTo(figures);
        back.clear();
        assertThat(back).usingRecursiveComparison().isEqualTo(NOTHING);
    }
}

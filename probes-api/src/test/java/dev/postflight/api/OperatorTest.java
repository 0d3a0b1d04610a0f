package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OperatorTest {

    /** From the left: the value below, at and above the limit. */
    @ParameterizedTest
    @CsvSource({
        "LESS,      <,  true,  false, false",
        "AT_MOST,   <=, true,  true,  false",
        "GREATER,   >,  false, false, true",
        "AT_LEAST,  >=, false, true,  true",
        "EQUAL,     =,  false, true,  false",
        "NOT_EQUAL, !=, true,  false, true"
    })
    void compares_exactly(Operator operator, String symbol, boolean below, boolean at, boolean above) {
        double limit = 0.05;

        assertThat(operator.test(Math.nextDown(limit), limit)).isEqualTo(below);
        assertThat(operator.test(limit, limit)).isEqualTo(at);
        assertThat(operator.test(Math.nextUp(limit), limit)).isEqualTo(above);
        assertThat(operator.symbol()).isEqualTo(symbol);
        assertThat(operator).hasToString(symbol);
    }

    /** A8. */
    @ParameterizedTest
    @EnumSource
    void is_never_met_by_what_is_not_a_number(Operator operator) {
        for (double limit : new double[] {0, -1, 1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThat(operator.test(Double.NaN, limit))
                    .as("NaN %s %s", operator, limit)
                    .isFalse();
            assertThat(operator.test(limit, Double.NaN))
                    .as("%s %s NaN", limit, operator)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void knows_one_zero(Operator operator) {
        assertThat(operator.test(-0.0, 0.0)).isEqualTo(operator.test(0.0, 0.0));
        assertThat(operator.test(0.0, -0.0)).isEqualTo(operator.test(0.0, 0.0));
    }

    @ParameterizedTest
    @EnumSource
    void is_negated_by_the_one_that_holds_where_it_does_not(Operator operator) {
        for (double value : new double[] {-1, 0, 1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}) {
            assertThat(operator.negated().test(value, 0)).as("%s", value).isNotEqualTo(operator.test(value, 0));
        }
        assertThat(operator.negated().negated()).isEqualTo(operator);
    }
}

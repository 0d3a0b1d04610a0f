package dev.postflight.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Unit;
import java.util.Map;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway") // null is what is tested
final class ArgumentsTest {

    private static final String METRIC_RULE =
            "a letter or underscore, then letters, digits, underscores, dots or hyphens, 100 characters at most";

    private final DataSource dataSource = new FakeDriver().dataSource();
    private final QueryProbe query = JdbcProbes.query(dataSource, "select 1 as n");

    private static void rejected(ThrowingCallable call, String sentence) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
    }

    @Test
    void a_data_source_is_needed() {
        rejected(() -> JdbcProbes.connection(null), "dataSource: null (expected: a data source)");
        rejected(() -> JdbcProbes.query(null, "select 1"), "dataSource: null (expected: a data source)");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, null", "'', '\"\"'", "' ', '\" \"'"})
    void a_statement_is_needed(String sql, String shown) {
        rejected(
                () -> JdbcProbes.query(dataSource, sql),
                "sql: " + shown + " (expected: a statement that gives exactly one row)");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, null", "'', '\"\"'", "?column?, '\"?column?\"'", "a b, '\"a b\"'", "1st, '\"1st\"'"})
    void a_unit_is_of_a_column_that_can_be_a_metric(String column, String shown) {
        rejected(() -> query.unit(column, Unit.SECONDS), "column: " + shown + " (expected: " + METRIC_RULE + ")");
    }

    @Test
    void a_unit_is_needed() {
        rejected(() -> query.unit("n", null), "unit: null (expected: a unit)");
    }

    @Test
    void a_column_has_one_unit() {
        rejected(
                () -> query.unit("n", Unit.SECONDS).unit("N", Unit.BYTES), "column: \"N\" twice (expected: each once)");
    }

    @Test
    void a_unit_gives_a_new_probe_and_leaves_the_old_one() {
        assertThat(Asking.measured(Asking.ask(query.unit("n", Unit.SECONDS)))
                        .get(0)
                        .unit())
                .isEqualTo(Unit.SECONDS);
        assertThat(Asking.measured(Asking.ask(JdbcProbes.query(new FakeDriver().dataSource(), "select 1 as n")))
                        .get(0)
                        .unit())
                .isEqualTo(Unit.COUNT);
    }

    @Test
    void the_metrics_of_a_connection_are_known_before_it_is_asked_and_those_of_a_query_are_not() {
        assertThat(JdbcProbes.connection(dataSource).metrics())
                .isEqualTo(Map.of("borrow", Unit.SECONDS, "validation", Unit.SECONDS));
        assertThat(query.metrics()).isEmpty();
    }
}

package dev.postflight.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Scale;
import dev.postflight.api.Unit;
import java.util.Map;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        rejected(() -> query.unit("n", (Unit) null), "unit: null (expected: a unit)");
        rejected(() -> query.unit("n", (Scale) null), "unit: null (expected: a unit)");
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
    void every_other_probe_needs_a_data_source_too() {
        for (ThrowingCallable call : new ThrowingCallable[] {
            () -> JdbcProbes.newestRow(null, "t", "c"),
            () -> JdbcProbes.version(null),
            () -> JdbcProbes.writable(null),
            () -> JdbcProbes.role(null),
            () -> JdbcProbes.flyway(null),
            () -> JdbcProbes.liquibase(null),
            () -> JdbcProbes.pool(null),
            () -> PostgresProbes.sessions(null),
            () -> MySqlProbes.sessions(null)
        }) {
            rejected(call, "dataSource: null (expected: a data source)");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table t (n int)",
                "drop table t",
                "truncate t",
                "select 1",
                "call p()",
                "commit",
                "",
                " ",
                "inserted into t",
                "insert into t values (1); commit",
                "update t set n = 1;;",
                "/* c */ update t set n = 1",
            })
    void a_write_is_one_statement_that_writes_rows(String statement) {
        rejected(
                () -> JdbcProbes.writable(dataSource).by(statement),
                "statement: \"" + statement + "\" (expected: one insert, update, delete, merge or replace)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"t;", "a b", "a.b.c", "1st", "\"t\"", "t'", "", ".t", "t."})
    void a_table_has_a_name_and_nothing_else(String name) {
        String rule = "\" (expected: a name of letters, digits and underscores, with a schema before a dot or without)";

        rejected(() -> JdbcProbes.newestRow(dataSource, name, "at"), "table: \"" + name + rule);
        rejected(() -> JdbcProbes.newestRow(dataSource, "t", name), "column: \"" + name + rule);
        rejected(() -> JdbcProbes.flyway(dataSource).table(name), "table: \"" + name + rule);
        rejected(() -> JdbcProbes.liquibase(dataSource).table(name), "table: \"" + name + rule);
        rejected(() -> JdbcProbes.liquibase(dataSource).lockTable(name), "lockTable: \"" + name + rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "new", "15.", ".1", "1..2", "15.2beta", "-1", "1 2"})
    void a_version_is_numbers_with_dots(String version) {
        String rule = "version: \"" + version + "\" (expected: numbers with dots between them, as in 15.2)";

        rejected(() -> JdbcProbes.version(dataSource).atLeast(version), rule);
        rejected(() -> JdbcProbes.flyway(dataSource).expectVersion(version), rule);
    }

    @Test
    void what_is_expected_is_not_blank() {
        rejected(() -> JdbcProbes.version(dataSource).containing(" "), "text: \" \" (expected: a part of the version)");
        rejected(
                () -> JdbcProbes.liquibase(dataSource).expectChangeSet(""),
                "id: \"\" (expected: the id of a change set)");
    }

    @Test
    void a_column_has_one_meaning() {
        rejected(() -> query.age("at").age("AT"), "column: \"AT\" twice (expected: each once)");
        rejected(() -> query.age("at").unit("at", Unit.SECONDS), "column: \"at\" twice (expected: each once)");
        rejected(() -> query.unit("at", Unit.SECONDS).age("at"), "column: \"at\" twice (expected: each once)");
        rejected(() -> query.unit("at", Unit.SECONDS).labelledBy("at"), "column: \"at\" twice (expected: each once)");
        rejected(() -> query.labelledBy("at").age("at"), "column: \"at\" twice (expected: each once)");
        rejected(() -> query.labelledBy("a").labelledBy("b"), "label: \"b\" after \"a\" (expected: one column)");
        rejected(() -> query.age("at", null), "zone: null (expected: a time zone)");
    }

    @Test
    void each_probe_says_what_it_wants() {
        assertThat(query.wanted()).isEqualTo("one row of figures");
        assertThat(query.labelledBy("state").wanted()).isEqualTo("figures for each state");
        assertThat(JdbcProbes.version(dataSource)
                        .atLeast("15.2")
                        .containing("x")
                        .wanted())
                .isEqualTo("a version of at least 15.2 with \"x\"");
        assertThat(JdbcProbes.writable(dataSource).wanted()).isEqualTo("takes writes");
        assertThat(JdbcProbes.role(dataSource).wanted()).isEqualTo("a role");
        assertThat(JdbcProbes.role(dataSource).expectPrimary().wanted()).isEqualTo("primary");
        assertThat(JdbcProbes.flyway(dataSource).expectVersion("1_2").wanted()).isEqualTo("version 1.2");
        assertThat(JdbcProbes.liquibase(dataSource).expectChangeSet("7").wanted())
                .isEqualTo("change set \"7\", and no lock");
        assertThat(JdbcProbes.pool(dataSource).wanted()).isEqualTo("figures of a pool");
        assertThat(PostgresProbes.locks(dataSource).wanted()).isEqualTo("figures of locks");
    }

    @Test
    void the_metrics_of_a_connection_are_known_before_it_is_asked_and_those_of_a_query_are_not() {
        assertThat(JdbcProbes.connection(dataSource).metrics())
                .isEqualTo(Map.of("borrow", Unit.SECONDS, "validation", Unit.SECONDS));
        assertThat(query.metrics()).isEmpty();
    }
}

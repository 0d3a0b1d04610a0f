package dev.postflight.jdbc;

import static dev.postflight.jdbc.Asking.ask;
import static dev.postflight.jdbc.Asking.figures;
import static dev.postflight.jdbc.Asking.measured;
import static dev.postflight.jdbc.Asking.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Scale;
import dev.postflight.api.Unit;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a query of a real PostgreSQL comes to (S3.5, S4.4). */
final class QueryAnswersTest {

    private final DataSource dataSource = Postgres.shared().plain();

    private ProbeResult answer(String sql) {
        return ask(JdbcProbes.query(dataSource, sql));
    }

    @Nested
    final class OneRow {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "7::smallint                     | 7",
                    "42                              | 42",
                    "9007199254740993::bigint        | 9007199254740992",
                    "12.34::numeric                  | 12.34",
                    "1e400::numeric                  | Infinity",
                    "'NaN'::numeric                  | NaN",
                    "0.1::float4                     | 0.10000000149011612",
                    "0.1::float8                     | 0.1",
                    "'-0'::float8                    | -0.0",
                    "'NaN'::float8                   | NaN",
                    "'-Infinity'::float8             | -Infinity",
                    "true                            | 1",
                    "false                           | 0",
                    "version() like 'PostgreSQL %'   | 1",
                    "7::oid                          | 7",
                })
        void numbers_are_measured_as_they_are_and_booleans_as_one_and_zero(String expression, Double value) {
            Measurement only =
                    measured(answer("select " + expression + " as n")).get(0);

            assertThat(only.metric()).isEqualTo("n");
            assertThat(only.value()).isEqualTo(value);
            assertThat(only.unit()).isEqualTo(Unit.COUNT);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "interval '1 s'                      | 1",
                    "interval '0'                        | 0",
                    "interval '-1.5 s'                   | -1.5",
                    "interval '1 day 02:03:04.5'         | 93784.5",
                    "interval '-1 day +02:00'            | -79200",
                    "interval '1 mon'                    | 2592000",
                    "interval '1 year 2 mons'            | 36741600",
                    "interval '1000000 hours'            | 3600000000",
                    "interval '0.000001 s'               | 0.000001",
                    "now() - (now() - interval '90 s')   | 90",
                })
        void an_interval_is_measured_in_seconds_as_the_database_itself_reckons(String expression, Double seconds) {
            Measurement only =
                    measured(answer("select " + expression + " as n")).get(0);

            assertThat(only).isEqualTo(Measurement.of("n", seconds, Unit.SECONDS));
            assertThat(measured(answer("select extract(epoch from " + expression + ") as n"))
                            .get(0)
                            .value())
                    .isEqualTo(seconds);
        }

        @ParameterizedTest
        @ValueSource(strings = {"postgres", "postgres_verbose", "sql_standard", "iso_8601"})
        void an_interval_is_the_same_in_every_style_of_the_session(String style) {
            DataSource styled = Postgres.shared().plain(Map.of("options", "-c IntervalStyle=" + style));
            for (String interval : List.of(
                    "0",
                    "1 s",
                    "-1.5 s",
                    "0.000001 s",
                    "04:05:06.789",
                    "-00:00:00.25",
                    "100 h",
                    "3 days",
                    "-3 days",
                    "3 days 04:05:06",
                    "-3 days -04:05:06",
                    "-3 days +04:05:06",
                    "3 days -00:05:06.5",
                    "1 mon",
                    "-1 mon",
                    "1 year 2 mons",
                    "-2 years -1 mon",
                    "1 year -2 days",
                    "1 year 2 mons 3 days 04:05:06.7",
                    "-1 year -2 mons -3 days -04:05:06.7",
                    "-1 year +2 days -00:00:01",
                    "1 mon 00:00:01")) {
                QueryProbe probe = JdbcProbes.query(
                        styled,
                        "select i as n, extract(epoch from i)::float8 as epoch from (select interval '" + interval
                                + "') t(i)");

                Map<String, Double> seconds = figures(ask(probe));

                assertThat(seconds.get("n")).as(interval).isCloseTo(seconds.get("epoch"), within(1e-6));
            }
        }

        @Test
        void every_column_is_measured_in_its_unit() {
            QueryProbe probe = JdbcProbes.query(
                            dataSource,
                            "select pg_database_size(current_database()) > 0 as some, 3 as \"Lag\", 0.5 as hit_ratio")
                    .unit("lag", Unit.SECONDS)
                    .unit("HIT_RATIO", Unit.RATIO);

            assertThat(measured(ask(probe)))
                    .containsExactly(
                            Measurement.of("some", 1, Unit.COUNT),
                            Measurement.of("lag", 3, Unit.SECONDS),
                            Measurement.of("hit_ratio", 0.5, Unit.RATIO));
        }

        @Test
        void a_figure_that_is_written_in_something_else_is_measured_in_its_base_unit() {
            QueryProbe probe = JdbcProbes.query(
                            dataSource, "select 12.5 as latency_ms, 5.1 as errors, 3 as heap, interval '2 s' as i")
                    .unit("latency_ms", Scale.of("ms"))
                    .unit("ERRORS", Scale.of("%"))
                    .unit("heap", Scale.of("MiB"))
                    .unit("i", Scale.of("s"));

            assertThat(measured(ask(probe)))
                    .containsExactly(
                            Measurement.of("latency_ms", 0.0125, Unit.SECONDS),
                            Measurement.of("errors", 0.051, Unit.RATIO),
                            Measurement.of("heap", 3 * 1024 * 1024, Unit.BYTES),
                            Measurement.of("i", 2, Unit.SECONDS));
        }

        @ParameterizedTest
        @ValueSource(strings = {"ms", "bytes"})
        void an_interval_has_its_unit(String unit) {
            QueryProbe probe =
                    JdbcProbes.query(dataSource, "select interval '2 s' as i").unit("i", Scale.of(unit));

            assertThat(silence(ask(probe)))
                    .isEqualTo("unit of column \"i\": " + unit + " (expected: seconds, for an interval)");
        }

        @Test
        void null_is_not_zero_but_not_measured() {
            assertThat(measured(answer("select null::int as gone, 1 as here, null::text as too")))
                    .containsExactly(Measurement.of("here", 1, Unit.COUNT));
        }

        @Test
        void a_comment_and_a_semicolon_do_no_harm() {
            assertThat(measured(answer("/* ready? */ select 1 as n; "))).hasSize(1);
        }

        @Test
        void a_figure_of_the_server_itself_is_read() {
            assertThat(measured(answer("select count(*) as sessions from pg_stat_activity"))
                            .get(0)
                            .value())
                    .isPositive();
        }
    }

    @Nested
    final class NoAnswer {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "select 1 as n where false             | the query gave no row (expected: exactly one)",
                    "select generate_series(1, 2) as n     | the query gave two rows or more (expected: exactly one)",
                    "select generate_series(1, 10000000) n | the query gave two rows or more (expected: exactly one)",
                    "select                                | columns: none (expected: one at least)",
                    "select 1                              | column 1: \"?column?\" (expected: a name for its metric, as in: select 1 as total)",
                    "select 1 as n, 2 as \"a b\"           | column 2: \"a b\" (expected: a name for its metric, as in: select 1 as total)",
                    "select 1 as n, 2 as n                 | column 2: \"n\" again (expected: each name once)",
                    "select 1 as n, null as \"N\"          | column 2: \"N\" again (expected: each name once)",
                    "select version()                      | column \"version\": text (expected: a number, a boolean or an interval)",
                    "select 'x'::varchar as v              | column \"v\": varchar (expected: a number, a boolean or an interval)",
                    "select now() as at                    | column \"at\": timestamptz (expected: a number, a boolean or an interval; age(\"at\") for the time since then)",
                    "select array[1, 2] as a               | column \"a\": _int4 (expected: a number, a boolean or an interval)",
                    "select '{}'::jsonb as j               | column \"j\": jsonb (expected: a number, a boolean or an interval)",
                    "select 'a'::bytea as b                | column \"b\": bytea (expected: a number, a boolean or an interval)",
                    "select from generate_series(1, 2)     | the query gave two rows or more (expected: exactly one)",
                })
        void what_is_not_one_row_of_named_figures_says_what_to_write_instead(String sql, String sentence) {
            assertThat(silence(answer(sql))).isEqualTo(sentence);
        }

        @ParameterizedTest
        @ValueSource(strings = {"infinity", "-infinity"})
        void an_interval_without_an_end_is_no_figure(String interval) {
            assertThat(silence(answer("select '" + interval + "'::interval as i")))
                    .contains(
                            Postgres.shared().version() < 17
                                    ? "invalid input syntax for type interval" // there is no such interval yet
                                    : "column \"i\": interval (expected: an interval of days and hours, or a number)");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "select count(*) as n from nowhere        | relation \"nowhere\" does not exist",
                    "selec 1 as n                             | syntax error at or near \"selec\"",
                    "set search_path = public                 | No results were returned by the query.",
                    "select 1 as n; select 2 as n             | Multiple ResultSets were returned by the query.",
                    "select 1 / 0 as n                        | division by zero",
                })
        void a_statement_that_fails_gives_the_database_s_own_words(String sql, String words) {
            assertThat(silence(answer(sql))).contains(words);
        }

        @Test
        void a_message_of_several_lines_becomes_one() {
            assertThat(silence(answer("select 1 as n\nfrom where")))
                    .contains("syntax error at or near \"where\"")
                    .contains("Position: 20")
                    .doesNotContain("\n");
        }

        @Test
        void a_unit_of_a_column_that_is_not_there_is_not_overlooked() {
            QueryProbe misspelt =
                    JdbcProbes.query(dataSource, "select 1 as lag, 2 as size").unit("lagg", Unit.SECONDS);

            assertThat(silence(ask(misspelt)))
                    .isEqualTo("unit of column: \"lagg\" (expected: a column of the query: [lag, size])");
        }
    }
}

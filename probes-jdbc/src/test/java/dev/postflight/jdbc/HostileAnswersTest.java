package dev.postflight.jdbc;

import static dev.postflight.jdbc.Asking.ask;
import static dev.postflight.jdbc.Asking.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Unit;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes no sense or is not good, and the sentence that a user sees. */
final class HostileAnswersTest {

    private static final Postgres POSTGRES = Postgres.shared();

    private final DataSource dataSource = POSTGRES.plain();

    @BeforeAll
    static void a_table() {
        POSTGRES.execute(
                "drop table if exists hostile", "create table hostile (id int primary key, at timestamp, note text)");
    }

    @Nested
    final class OfAQuery {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "select 1 as n where false              | silent: the query gave no row (expected: exactly one)",
                    "select generate_series(1, 2) as n      | silent: the query gave two rows or more (expected: exactly one)",
                    "select generate_series(1, 100000000) n | silent: the query gave two rows or more (expected: exactly one)",
                    "select                                 | silent: columns: none (expected: one at least)",
                    "select 1                               | silent: column 1: \"?column?\" (expected: a name for its metric, as in: select 1 as total)",
                    "select 2 as \"a b\"                    | silent: column 1: \"a b\" (expected: a name for its metric, as in: select 1 as total)",
                    "select 2 as \"é\"                      | silent: column 1: \"é\" (expected: a name for its metric, as in: select 1 as total)",
                    "select 1 as n, 2 as n                  | silent: column 2: \"n\" again (expected: each name once)",
                    "select 1 as n, 2 as \"N\"              | silent: column 2: \"N\" again (expected: each name once)",
                    "select '7' as n                        | silent: column \"n\": text (expected: a number, a boolean or an interval)",
                    "select repeat('x', 1000000) as n       | silent: column \"n\": text (expected: a number, a boolean or an interval)",
                    "select array[1] as n                   | silent: column \"n\": _int4 (expected: a number, a boolean or an interval)",
                    "select '{\"n\": 1}'::json as n         | silent: column \"n\": json (expected: a number, a boolean or an interval)",
                    "select now() as n                      | silent: column \"n\": timestamptz (expected: a number, a boolean or an interval; age(\"n\") for the time since then)",
                    "select current_date as n               | silent: column \"n\": date (expected: a number, a boolean or an interval; age(\"n\") for the time since then)",
                    "select localtime as n                  | silent: column \"n\": time (expected: a number, a boolean or an interval)",
                    "select gen_random_uuid() as n          | silent: column \"n\": uuid (expected: a number, a boolean or an interval)",
                    "select row(1, 2) as n                  | silent: column \"n\": record (expected: a number, a boolean or an interval)",
                    "select 1 / 0 as n                      | silent: PSQLException: ERROR: division by zero",
                    "selec 1 as n                           | silent: PSQLException: ERROR: syntax error at or near \"selec\" Position: 1",
                    "select n from nowhere                  | silent: PSQLException: ERROR: relation \"nowhere\" does not exist Position: 15",
                    "select 1 as n; select 2 as n           | silent: PSQLException: Multiple ResultSets were returned by the query.",
                    "set search_path = public               | silent: PSQLException: No results were returned by the query.",
                    "insert into hostile values (1) returning id | silent: PSQLException: ERROR: cannot execute INSERT in a read-only transaction",
                    "select nextval('pg_toast.no_such') as n | silent: PSQLException: ERROR: relation \"pg_toast.no_such\" does not exist Position: 16",
                    "create table other (n int)             | silent: PSQLException: ERROR: cannot execute CREATE TABLE in a read-only transaction",
                    "select 1 as n from pg_terminate_backend(pg_backend_pid()) | silent: PSQLException: FATAL: terminating connection due to administrator command",
                })
        void one_row(String sql, String sentence) {
            assertThat(said(ask(JdbcProbes.query(dataSource, sql)))).isEqualTo(sentence);
            assertThat(POSTGRES.count("select count(*) from hostile")).isZero();
            assertThat(POSTGRES.sessionsInTransaction()).isZero();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "select '' as state, 1 as n where false  | silent: the query gave no row (expected: one at least)",
                    "select 1 as n                           | silent: label: \"state\" (expected: a column of the query: [n])",
                    "select 'a' as state                     | silent: columns: [state] (expected: a figure beside the label)",
                    "select null as state, 1 as n            | silent: label of row 1: null (expected: a text, as in: coalesce(state, 'none') as state)",
                    "select ' ' as state, 1 as n             | silent: label of row 1: \" \" (expected: a text, as in: coalesce(state, 'none') as state)",
                    "select 'a b' as state, 1 as n union all select 'a_b', 2 | silent: label: \"a_b\" after \"a b\" (expected: labels that give different names, where both give n.a_b)",
                    "select 'a' as state, 1 as n union all select 'a', 2 | silent: label: \"a\" twice (expected: labels that give different names, where both give n.a)",
                    "select 'a' as state, 'b' as n           | silent: column \"n\": text (expected: a number, a boolean or an interval)",
                    "select i as state, i as n from generate_series(1, 101) i | silent: rows: more than 100 (expected: narrow the query or add up)",
                    "select i as state, i as n, i as m from generate_series(1, 51) i | silent: labels: more than 100 (expected: at most 100; narrow the question or add up)",
                    "select 'a' as state, 1 as n, 2 as n     | silent: column 3: \"n\" again (expected: each name once)",
                })
        void many_rows(String sql, String sentence) {
            assertThat(said(ask(JdbcProbes.query(dataSource, sql).labelledBy("state"))))
                    .isEqualTo(sentence);
        }

        @Test
        void a_label_that_makes_too_long_a_name() {
            String sentence = said(ask(JdbcProbes.query(dataSource, "select repeat('x', 500) as state, 1 as n")
                    .labelledBy("state")));

            assertThat(sentence).startsWith("silent: metric: ").contains("100 characters at most");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "select 1 as at                        | silent: column \"at\": int4 (expected: a date or a timestamp, for an age)",
                    "select '2026-01-01' as at             | silent: column \"at\": text (expected: a date or a timestamp, for an age)",
                    "select localtime as at                | silent: column \"at\": time (expected: a date or a timestamp; a time alone has no age)",
                    "select current_time as at             | silent: column \"at\": timetz (expected: a date or a timestamp; a time alone has no age)",
                    "select interval '1 s' as at           | silent: column \"at\": interval (expected: a date or a timestamp, for an age)",
                    "select 'infinity'::timestamptz as at  | silent: column \"at\": after all times (expected: a time of the years 1 to 9999)",
                    "select '-infinity'::timestamp as at   | silent: column \"at\": before all times (expected: a time of the years 1 to 9999)",
                    "select 'infinity'::date as at         | silent: column \"at\": after all times (expected: a time of the years 1 to 9999)",
                    "select '0044-03-15 BC'::date as at    | silent: column \"at\": before all times (expected: a time of the years 1 to 9999)",
                    "select now() as then                  | silent: age of column: \"at\" (expected: a column of the query: [then])",
                })
        void ages(String sql, String sentence) {
            assertThat(said(ask(JdbcProbes.query(dataSource, sql).age("at")))).isEqualTo(sentence);
        }

        @Test
        void units_that_are_none() {
            assertThat(said(ask(JdbcProbes.query(dataSource, "select 1 as lag").unit("lagg", Unit.SECONDS))))
                    .isEqualTo("silent: unit of column: \"lagg\" (expected: a column of the query: [lag])");
            assertThat(said(ask(JdbcProbes.query(dataSource, "select interval '1 s' as lag")
                            .unit("lag", Unit.BYTES))))
                    .isEqualTo("silent: unit of column \"lag\": bytes (expected: seconds, for an interval)");
        }

        @Test
        void what_is_no_number_is_measured_and_counts_as_no_data() {
            assertThat(said(ask(JdbcProbes.query(dataSource, "select 'NaN'::float8 as n, '1e400'::numeric as m"))))
                    .isEqualTo("up: [n not a number, m infinite]");
        }
    }

    @Nested
    final class OfTheServer {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "PostgreSQL | ''                   | silent: version: \"\" (expected: a text)",
                    "PostgreSQL | PostgreSQL devel     | silent: version: \"PostgreSQL devel\" (expected: a text with a number)",
                    "PostgreSQL | PostgreSQL 13.9 on x | down: version: \"PostgreSQL 13.9 on x\" (expected: at least 14)",
                    "PostgreSQL | PostgreSQL 9.99      | down: version: \"PostgreSQL 9.99\" (expected: at least 14)",
                    "MySQL      | 8.0.36-28            | down: version: \"8.0.36-28\" (expected: at least 14)",
                    "MariaDB    | 99                   | down: version: \"99\" (expected: one with \"SQL\")",
                })
        void its_version(String product, String text, String sentence) {
            FakeDriver driver = new FakeDriver();
            driver.product = product;
            driver.answer("version()", List.of("version"), List.of(text));

            assertThat(said(ask(JdbcProbes.version(driver.dataSource())
                            .atLeast("14")
                            .containing("SQL"))))
                    .isEqualTo(sentence);
        }

        @Test
        void no_row_where_one_is_due() {
            FakeDriver driver = new FakeDriver();
            driver.answer("", List.of("n"));
            DataSource silent = driver.dataSource();

            assertThat(said(ask(JdbcProbes.version(silent)))).isEqualTo("silent: version: null (expected: a text)");
            assertThat(said(ask(JdbcProbes.role(silent))))
                    .isEqualTo("silent: the server does not say whether it is a standby");
            assertThat(said(ask(JdbcProbes.query(silent, "select at").age("at"))))
                    .isEqualTo("silent: SQLException: the database does not say what time it is: no row");
            assertThat(said(ask(PostgresProbes.sessions(silent))))
                    .isEqualTo("silent: the query gave no row (expected: exactly one)");
        }

        @Test
        void figures_of_another_database() {
            FakeDriver driver = new FakeDriver();
            driver.product = "Oracle";

            assertThat(said(ask(PostgresProbes.size(driver.dataSource()))))
                    .isEqualTo("silent: database: Oracle (expected: PostgreSQL)");
            assertThat(said(ask(MySqlProbes.size(driver.dataSource()))))
                    .isEqualTo("silent: database: Oracle (expected: MySQL or MariaDB)");
            assertThat(said(ask(JdbcProbes.role(driver.dataSource()))))
                    .isEqualTo("silent: database: another database (expected: PostgreSQL, MySQL, MariaDB or H2)");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                nullValues = "-",
                value = {
                    "many | silent: SQLException: max_connections: \"many\" (expected: a number)",
                    "''   | silent: SQLException: max_connections: \"\" (expected: a number)",
                    "-    | silent: SQLException: max_connections: null (expected: a number)",
                })
        void variables_of_mysql_that_are_no_numbers(String value, String sentence) {
            FakeDriver driver = new FakeDriver();
            driver.product = "MySQL";
            driver.answer(
                    "global status",
                    List.of("a", "b"),
                    List.of("Threads_connected", "7"),
                    List.of("THREADS_RUNNING", "1"));
            if (value == null) {
                driver.answer("global variables", List.of("a", "b"));
            } else {
                driver.answer("global variables", List.of("a", "b"), List.of("max_connections", value));
            }

            assertThat(said(ask(MySqlProbes.sessions(driver.dataSource())))).isEqualTo(sentence);
        }

        @Test
        void a_data_source_that_lends_nothing() {
            FakeDriver driver = new FakeDriver();
            driver.lendsNothing = true;

            assertThat(said(ask(JdbcProbes.connection(driver.dataSource()))))
                    .isEqualTo("silent: SQLException: connection: null (expected: one that the data source lends)");
        }
    }

    @Nested
    final class OfWriting {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "update hostile set id = 1 where false         | silent: statement: wrote no row (expected: one that writes a row, without returning it)",
                    "insert into hostile values (1) returning id   | silent: statement: gave rows (expected: one that writes a row, without returning it)",
                    "with t as (select 1) select * from t          | silent: statement: gave rows (expected: one that writes a row, without returning it)",
                    "insert into nowhere values (1)                | silent: PSQLException: ERROR: relation \"nowhere\" does not exist Position: 13",
                    "insert into hostile values (null)             | silent: PSQLException: ERROR: null value in column \"id\" of relation \"hostile\" violates not-null constraint Detail: Failing row contains (null, null, null).",
                })
        void that_proves_nothing(String sql, String sentence) {
            assertThat(said(ask(JdbcProbes.writable(dataSource).by(sql)))).isEqualTo(sentence);
            assertThat(POSTGRES.count("select count(*) from hostile")).isZero();
        }
    }

    @Nested
    final class OfMigrations {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "1, SQL, true                 | 2 | down: version: 1 (expected: 2)",
                    "3, SQL, true                 | 2 | down: version: 3 (expected: 2)",
                    "2, SQL, false                | 2 | down: failed migrations: \"2 it\" (expected: none)",
                    "1, SCHEMA, true              | 2 | down: applied migrations: none (expected: one at least)",
                    "2, SQL, true; 2, DELETE, true   | 2 | down: applied migrations: none (expected: one at least)",
                    "2, SQL, true; 2, UNDO_SQL, true | 2 | down: applied migrations: none (expected: one at least)",
                    "two, SQL, true               | 2 | silent: version of migration 1: \"two\" (expected: numbers with dots between them, as in 15.2)",
                    "1.9, SQL, true               | 1.10 | down: version: 1.9 (expected: 1.10)",
                    "2, SQL, false; 2, SQL, true  | 2 | up: [applied 1, failed 0]",
                    "2, BASELINE, true            | 2.0 | up: [applied 0, failed 0]",
                    "2, SQL, true; 1, SQL, true   | 2 | up: [applied 2, failed 0]",
                })
        void of_flyway(String rows, String expected, String sentence) {
            FakeDriver driver = new FakeDriver();
            List<List<Object>> table = new ArrayList<>();
            for (String row : rows.split("; *", -1)) {
                String[] parts = row.strip().split(", *", -1);
                table.add(List.of(parts[0], "it", parts[1], Boolean.valueOf(parts[2])));
            }
            driver.answers("installed_rank", List.of("version", "description", "type", "success"), table);

            assertThat(said(ask(JdbcProbes.flyway(driver.dataSource()).expectVersion(expected))))
                    .isEqualTo(sentence);
        }

        @Test
        void many_failures_are_not_all_told() {
            FakeDriver driver = new FakeDriver();
            List<List<Object>> table = new ArrayList<>();
            for (int i = 1; i <= 10_001; i++) {
                table.add(List.of(Integer.toString(i), "it", "SQL", false));
            }
            driver.answers("installed_rank", List.of("a", "b", "c", "d"), table.subList(0, 10_000));
            assertThat(said(ask(JdbcProbes.flyway(driver.dataSource()))))
                    .isEqualTo("down: failed migrations: \"1 it\", \"2 it\", \"3 it\", \"4 it\", \"5 it\" and 9995 more"
                            + " (expected: none)");
            driver.answers("installed_rank", List.of("a", "b", "c", "d"), table);
            assertThat(said(ask(JdbcProbes.flyway(driver.dataSource()))))
                    .isEqualTo("silent: migrations: more than 10000 (expected: at most as many)");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "FAILED   | false | down: failed change sets: \"1 of somebody\" (expected: none)",
                    "SKIPPED  | false | down: executed change sets: none (expected: one at least)",
                    "EXECUTED | true  | down: lock: held by host since noon (expected: none; a migration is under way, or died)",
                    "EXECUTED | false | down: change set \"2\": not executed (expected: executed)",
                })
        void of_liquibase(String type, boolean locked, String sentence) {
            FakeDriver driver = new FakeDriver();
            driver.answer("EXECTYPE", List.of("a", "b", "c"), List.of("1", "somebody", type));
            driver.answer("LOCKED", List.of("a", "b", "c"), List.of(locked, "host", "noon"));

            assertThat(said(ask(JdbcProbes.liquibase(driver.dataSource()).expectChangeSet("2"))))
                    .isEqualTo(sentence);
        }

        @Test
        void without_a_table() {
            assertThat(said(ask(JdbcProbes.flyway(dataSource).table("nowhere.history"))))
                    .isEqualTo(
                            "down: table nowhere.history: not there (expected: the table of Flyway; has it run, in this schema?)");
            assertThat(said(ask(JdbcProbes.liquibase(dataSource).table("nowhere"))))
                    .isEqualTo(
                            "down: table nowhere: not there (expected: a table of Liquibase; has it run, in this schema?)");
        }

        @Test
        void with_a_table_of_something_else() {
            assertThat(said(ask(JdbcProbes.flyway(dataSource).table("hostile"))))
                    .isEqualTo("silent: PSQLException: ERROR: column \"version\" does not exist Position: 8");
            assertThat(said(ask(JdbcProbes.liquibase(dataSource).table("hostile"))))
                    .isEqualTo("silent: PSQLException: ERROR: column \"author\" does not exist Position: 12");
        }
    }
}

package dev.postflight.jdbc;

import static dev.postflight.jdbc.Asking.ask;
import static dev.postflight.jdbc.Asking.figures;
import static dev.postflight.jdbc.Asking.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.Map;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same questions to H2 (S3.5, S4.4). */
final class H2Test {

    private static final String NOTHING_PROVEN =
            "silent: statement: none (expected: one that writes, as in: update heartbeat set n = n + 1; what this database"
                    + " could try by itself could not be taken back)";

    private final DataSource dataSource = h2("jdbc:h2:mem:asked;DB_CLOSE_DELAY=-1");

    private static DataSource h2(String url) {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setUrl(url);
        return h2;
    }

    private static void execute(DataSource dataSource, String... statements) throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @BeforeEach
    void a_table() throws Exception {
        execute(
                dataSource,
                "drop table if exists heartbeat",
                "create table heartbeat (n int, at timestamp, zoned timestamp with time zone)",
                "insert into heartbeat values (1, localtimestamp - interval '1' hour, current_timestamp)");
    }

    @Test
    void a_connection_is_valid() {
        assertThat(said(ask(JdbcProbes.connection(dataSource)))).startsWith("up: [borrow ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select count(*) as total from heartbeat         | up: [total 1]",
                "select true as on_line, 1.5 as ratio            | up: [on_line 1, ratio 1.5]",
                "select interval '1:30' hour to minute as n      | up: [n 1 h 30 min]",
                "select interval '-1.5' second as n              | up: [n -1.5 s]",
                "select interval '2' month as n                  | up: [n 60 d]",
                "select interval '1-2' year to month as n        | up: [n 425 d 6 h]",
                "select 1                                        | silent: column 1: \"1\" (expected: a name for its metric, as in: select 1 as total)",
                "select at from heartbeat                        | silent: column \"AT\": TIMESTAMP (expected: a number, a boolean or an interval; age(\"at\") for the time since then)",
                "select 'x' as n                                 | silent: column \"N\": CHARACTER VARYING (expected: a number, a boolean or an interval)",
                "insert into heartbeat (n) values (2)            | silent: JdbcSQLNonTransientException: Method is only allowed for a query. Use execute or executeUpdate instead of executeQuery; SQL statement: insert into heartbeat (n) values (2) [90002-240]",
                "select count(*) as total from final table (insert into heartbeat (n) values (2)) | up: [total 1]",
            })
    void a_query_is_measured_and_whatever_it_wrote_is_rolled_back(String sql, String sentence) {
        assertThat(said(ask(JdbcProbes.query(dataSource, sql)))).isEqualTo(sentence);
        assertThat(said(ask(JdbcProbes.query(dataSource, "select count(*) as total from heartbeat"))))
                .isEqualTo("up: [total 1]");
    }

    @Test
    void times_have_an_age_with_a_zone_or_without() {
        Map<String, Double> ages = figures(ask(JdbcProbes.query(dataSource, "select at, zoned from heartbeat")
                .age("at")
                .age("zoned", ZoneId.of("Asia/Tokyo"))));

        assertThat(ages.get("at")).isCloseTo(3_600, within(20.0));
        assertThat(ages.get("zoned")).isCloseTo(0, within(20.0));
        assertThat(figures(ask(JdbcProbes.newestRow(dataSource, "heartbeat", "at")))
                        .get("newest_row"))
                .isCloseTo(3_600, within(20.0));
    }

    @Test
    void its_version_is_what_it_is() {
        assertThat(figures(ask(JdbcProbes.version(dataSource).atLeast("2.4").containing("240"))))
                .isEqualTo(Map.of("major", 2.0, "minor", 4.0, "patch", 240.0));
        assertThat(said(ask(JdbcProbes.version(dataSource).atLeast("2.5"))))
                .isEqualTo("down: version: \"2.4.240\" (expected: at least 2.5)");
    }

    @Test
    void a_write_is_proven_by_a_statement_and_taken_back() {
        assertThat(said(ask(JdbcProbes.writable(dataSource)))).isEqualTo(NOTHING_PROVEN);
        assertThat(said(ask(JdbcProbes.writable(dataSource).by("update heartbeat set n = n + 1;"))))
                .startsWith("up: [write ");
        assertThat(said(ask(JdbcProbes.query(dataSource, "select n from heartbeat"))))
                .isEqualTo("up: [n 1]");
        assertThat(said(ask(JdbcProbes.role(dataSource).expectPrimary()))).isEqualTo("up: [primary 1, read_only 0]");
    }

    @Test
    void a_database_that_is_read_only_takes_no_writes(@TempDir Path folder) throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("db");
        execute(h2(url), "create table heartbeat (n int)", "insert into heartbeat values (1)");
        DataSource readOnly = h2(url + ";ACCESS_MODE_DATA=r");

        assertThat(said(ask(JdbcProbes.writable(readOnly).by("update heartbeat set n = n + 1"))))
                .isEqualTo("down: the connection is read-only (expected: one that can write)");
        assertThat(said(ask(JdbcProbes.role(readOnly).expectPrimary())))
                .isEqualTo("down: role: read-only (expected: primary)");
        assertThat(figures(ask(JdbcProbes.role(readOnly)))).isEqualTo(Map.of("primary", 1.0, "read_only", 1.0));
    }
}

package dev.postflight.jdbc;

import static dev.postflight.jdbc.Asking.ask;
import static dev.postflight.jdbc.Asking.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeResources;
import dev.postflight.api.spi.ProbeTypes;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The probes by name. */
final class FactoriesTest {

    private final DataSource dataSource = Postgres.shared().plain();

    private static Probe make(String type, Map<String, ?> written, DataSource dataSource) {
        return ProbeTypes.load().create(type, written, ProbeResources.none().and("orders", dataSource));
    }

    private Probe make(String type, Map<String, ?> written) {
        return make(type, written, dataSource);
    }

    @Test
    void every_factory_is_found_on_the_class_path_and_named_in_the_module() throws Exception {
        List<String> found = ProbeTypes.load().factories().values().stream()
                .map(factory -> factory.getClass().getName())
                .filter(name -> name.startsWith("dev.postflight.jdbc."))
                .sorted()
                .toList();
        try (var descriptor = Files.newInputStream(Path.of(JdbcProbes.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("module-info.class"))) {
            ModuleDescriptor module = ModuleDescriptor.read(descriptor);
            assertThat(module.provides())
                    .filteredOn(provides -> provides.service().equals(ProbeFactory.class.getName()))
                    .singleElement()
                    .satisfies(provides -> assertThat(provides.providers()).containsExactlyInAnyOrderElementsOf(found));
        }
        assertThat(ProbeTypes.load().factories())
                .containsKeys(
                        "flyway",
                        "jdbc-connection",
                        "jdbc-newest-row",
                        "jdbc-query",
                        "jdbc-role",
                        "jdbc-version",
                        "jdbc-writable",
                        "liquibase",
                        "mysql",
                        "pool",
                        "postgresql");
    }

    @Test
    void a_query_is_made_with_all_that_it_can_be_told() {
        Probe probe = make(
                "jdbc-query",
                Map.of(
                        "dataSource", "orders",
                        "sql", "select 'a' as state, 3 as lag, now() at time zone 'UTC' as at",
                        "units", Map.of("lag", "Seconds"),
                        "ages", List.of("at"),
                        "zone", "UTC",
                        "labelledBy", "state"));

        assertThat(said(ask(probe))).startsWith("up: [lag.a 3 s, at.a ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc-connection",
                "jdbc-version atLeast=14 containing=PostgreSQL",
                "jdbc-writable",
                "jdbc-role role=Primary",
                "postgresql figures=sessions",
                "postgresql figures=transactions",
                "postgresql figures=locks",
                "postgresql figures=replication",
                "postgresql figures=size",
                "postgresql figures=cache",
                "postgresql figures=scans largerThan=1GiB",
                "postgresql figures=vacuum",
            })
    void what_is_written_is_asked(String line) {
        assertThat(said(ask(made(line)))).startsWith("up: [");
    }

    private Probe made(String line) {
        String[] words = line.split(" ", -1);
        Map<String, String> written = new java.util.LinkedHashMap<>();
        for (int i = 1; i < words.length; i++) {
            String[] pair = words[i].split("=", -1);
            written.put(pair[0], pair[1]);
        }
        return make(words[0], written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql figures=statements slowerThan=1s     | silent: extension pg_stat_statements: not",
                "mysql figures=sessions                          | silent: database: PostgreSQL (expected: MySQL or MariaDB)",
                "mysql figures=transactions                      | silent: database: PostgreSQL (expected: MySQL or MariaDB)",
                "mysql figures=locks                             | silent: database: PostgreSQL (expected: MySQL or MariaDB)",
                "mysql figures=replication                       | silent: database: PostgreSQL (expected: MySQL or MariaDB)",
                "mysql figures=size                              | silent: database: PostgreSQL (expected: MySQL or MariaDB)",
                "mysql figures=cache                             | silent: database: PostgreSQL (expected: MySQL or MariaDB)",
                "mysql figures=statements                        | silent: database: PostgreSQL (expected: MySQL or MariaDB)",
                "flyway table=nowhere version=3                  | down: table nowhere: not there",
                "liquibase table=nowhere lockTable=lock changeSet=3 | down: table nowhere: not there",
                "jdbc-role role=standby                          | down: role: primary (expected: standby)",
                "jdbc-version atLeast=99                         | down: version: \"PostgreSQL",
                "pool                                            | silent: data source: org.postgresql.ds.PGSimpleDataSource",
                "jdbc-newest-row table=pg_authid column=rolvaliduntil zone=UTC | silent: column \"newest_row\"",
            })
    void and_what_is_not_so_is_said(String line, String sentence) {
        assertThat(said(ask(made(line)))).startsWith(sentence);
    }

    @Test
    void a_statement_that_writes_is_handed_on() {
        Postgres.shared().execute("drop table if exists made", "create table made (n int)");

        assertThat(said(ask(make("jdbc-writable", Map.of("statement", "insert into made values (1)")))))
                .startsWith("up: [write ");
    }

    @Test
    void a_pool_is_a_pool() throws Exception {
        try (HikariDataSource pool = Postgres.shared().pool(1)) {
            pool.getConnection().close();

            assertThat(said(ask(make("pool", Map.of(), pool)))).startsWith("up: [active ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc-version atLeast=new         | version: \"new\" (expected: numbers with dots between them, as in 15.2)",
                "jdbc-role role=leader            | role: \"leader\" (expected: one of primary, standby)",
                "jdbc-query                       | sql: missing (expected: a text that is not blank)",
                "jdbc-query sql=x ages=a zone=Oz  | zone: \"Oz\" (expected: a time zone, as in Europe/Berlin or UTC)",
                "jdbc-query sql=x ages=a,b        | column: \"a,b\" (expected: a letter or underscore, then letters, digits, underscores, dots or hyphens, 100 characters at most)",
                "jdbc-query sql=x zone=UTC        | zone: without ages (expected: both, or ages alone)",
                "postgresql figures=scans slowerThan=1s | slowerThan: written (expected: left out, as it is of no use where figures is scans)",
                "postgresql figures=size largerThan=1kB | largerThan: written (expected: left out, as it is of no use where figures is size)",
                "jdbc-newest-row table=t;drop column=c | table: \"t;drop\" (expected: a name of letters, digits and underscores, with a schema before a dot or without)",
                "jdbc-writable statement=select   | statement: \"select\" (expected: one insert, update, delete, merge or replace)",
                "flyway version=new               | version: \"new\" (expected: numbers with dots between them, as in 15.2)",
            })
    void what_cannot_be_is_refused_before_it_is_asked(String line, String sentence) {
        assertThatThrownBy(() -> made(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource({"ms, up: [n 12.5 ms]", "%, up: [n 12.5 %]", "KiB, up: [n 12.5 KiB]", "Seconds, up: [n 12.5 s]"})
    void a_figure_is_taken_in_the_unit_in_which_it_is_written(String unit, String said) {
        assertThat(said(ask(make("jdbc-query", Map.of("sql", "select 12.5 as n", "units", Map.of("n", unit))))))
                .isEqualTo(said);
    }

    @Test
    void a_unit_that_is_none_is_refused() {
        assertThatThrownBy(() -> make("jdbc-query", Map.of("sql", "select 1 as n", "units", Map.of("n", "metres"))))
                .hasMessage("unit: \"metres\" (expected: one of seconds, bytes, ratio, count, per_second,"
                        + " or a symbol such as ms, % or MiB)");
    }
}

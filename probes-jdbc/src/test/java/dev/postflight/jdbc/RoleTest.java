package dev.postflight.jdbc;

import static dev.postflight.jdbc.Asking.ask;
import static dev.postflight.jdbc.Asking.figures;
import static dev.postflight.jdbc.Asking.said;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MySQL's two ways of being read-only (S3.5). */
final class RoleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 | 1 | 0 | up: [primary 1, read_only 0]",
                "1 | 0 | 0 | 1 | down: role: standby (expected: primary)",
                "0 | 1 | 1 | 1 | down: role: read-only (expected: primary)",
                "1 | 1 | 0 | 1 | down: role: standby (expected: primary)",
            })
    void a_server_whose_storage_is_read_only_takes_no_writes(
            String server, String storage, double primary, double readOnly, String sentence) {
        FakeDriver driver = new FakeDriver();
        driver.product = "MySQL";
        driver.answer("@@global.read_only", List.of("v"), List.of(server));
        driver.answer("@@global.innodb_read_only", List.of("v"), List.of(storage));

        assertThat(figures(ask(JdbcProbes.role(driver.dataSource()))))
                .isEqualTo(Map.of("primary", primary, "read_only", readOnly));
        assertThat(said(ask(JdbcProbes.role(driver.dataSource()).expectPrimary())))
                .isEqualTo(sentence);
        assertThat(said(ask(JdbcProbes.writable(driver.dataSource()))))
                .startsWith(
                        readOnly == 1
                                ? "down: the database is read-only (expected: one that takes writes)"
                                : "silent: statement: none");
    }
}

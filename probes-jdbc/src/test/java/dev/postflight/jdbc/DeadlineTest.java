package dev.postflight.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Peers' fault 6: {@code isValid(0)} waits for ever, and two borrows ask two connections. */
final class DeadlineTest {

    private final FakeDriver driver = new FakeDriver();

    @ParameterizedTest
    @CsvSource({
        // timeout, borrow takes, whole seconds, network limit of the connection probe, of the query
        "PT0.000000001S, PT0S,   1,     1,    2000",
        "PT0.3S,         PT0S,   1,     300,  2000",
        "PT0.3S,         PT0.2S, 1,     100,  2000",
        "PT1S,           PT0S,   1,     1000, 2000",
        "PT1.000000001S, PT0S,   2,     1001, 3000",
        "PT5S,           PT2S,   3,     3000, 4000",
        "PT5S,           PT0.1S, 5,     4900, 6000",
        "P3650D,         PT0S,   2073600, 2073600000, 2073601000",
    })
    void what_is_left_after_the_borrow_is_rounded_up_to_whole_seconds_and_never_zero(
            Duration timeout, Duration borrowTakes, int seconds, int connectionMillis, int queryMillis)
            throws Exception {
        driver.borrowTakes = borrowTakes;

        Kind.CONNECTION.over(driver).run(timeout);
        Kind.QUERY.over(driver).run(timeout);

        assertThat(driver.calls)
                .containsOnlyOnce("Connection.isValid " + seconds)
                .containsOnlyOnce("Statement.setQueryTimeout " + seconds)
                .containsOnlyOnce("Connection.setNetworkTimeout " + connectionMillis)
                .containsOnlyOnce("Connection.setNetworkTimeout " + queryMillis);
    }

    @ParameterizedTest
    @EnumSource
    void one_run_borrows_once(Kind kind) throws Exception {
        kind.over(driver).run(Asking.AMPLE);

        assertThat(driver.count("DataSource.getConnection")).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void a_borrow_that_took_all_the_time_leaves_none_for_the_question(Kind kind) {
        driver.borrowTakes = Duration.ofSeconds(2);

        assertThatThrownBy(() -> kind.over(driver).run(Duration.ofSeconds(2)))
                .isInstanceOf(SQLTimeoutException.class)
                .hasMessage("no time left after waiting 2 s for a connection");
        assertThat(driver.calls).startsWith("DataSource.getConnection").endsWith("Connection.close");
        assertThat(driver.count("Connection.isValid") + driver.count("Connection.createStatement"))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void an_interrupted_thread_borrows_nothing(Kind kind) {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> kind.over(driver).run(Asking.AMPLE)).isInstanceOf(InterruptedException.class);
        assertThat(driver.calls).isEmpty();
        assertThat(Thread.interrupted()).as("still interrupted").isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void a_timeout_is_positive(Kind kind) {
        assertThatThrownBy(() -> kind.over(driver).run(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timeout: PT0S (expected: a positive duration)");
        assertThat(driver.calls).isEmpty();
    }

    @Test
    void a_later_statement_has_what_is_left_by_then_on_the_server_and_on_the_network() throws Exception {
        driver.statementTakes = Duration.ofMillis(1_500);

        Kind.POSTGRESQL.over(driver).run(Duration.ofSeconds(5));

        assertThat(driver.calls)
                .containsSubsequence(
                        "Connection.setNetworkTimeout 6000",
                        "Statement.setQueryTimeout 5",
                        "Connection.setNetworkTimeout 5000",
                        "Statement.setQueryTimeout 4",
                        "Connection.setNetworkTimeout 0");
    }

    @Test
    void a_statement_that_took_all_the_time_leaves_none_for_the_next() {
        driver.statementTakes = Duration.ofSeconds(2);

        assertThatThrownBy(() -> Kind.POSTGRESQL.over(driver).run(Duration.ofSeconds(2)))
                .isInstanceOf(SQLTimeoutException.class)
                .hasMessage("no time left for statement 2");
        assertThat(driver.inTransaction).isFalse();
    }

    @Test
    void a_validation_that_took_all_the_time_is_no_answer() throws Exception {
        driver.valid = false;
        driver.validationTakes = Duration.ofSeconds(2);

        assertThat(Kind.CONNECTION.over(driver).run(Duration.ofSeconds(2)))
                .isEqualTo(ProbeResult.silent("the connection was not found valid within 2 s"));
    }

    @ParameterizedTest
    @EnumSource
    void a_shorter_network_timeout_of_the_pool_stays(Kind kind) throws Exception {
        driver.networkTimeout = 200;

        kind.over(driver).run(Duration.ofSeconds(5));

        assertThat(driver.count("Connection.setNetworkTimeout")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void a_longer_network_timeout_of_the_pool_is_restored(Kind kind) throws Exception {
        driver.networkTimeout = 60_000;

        kind.over(driver).run(Duration.ofSeconds(5));

        assertThat(driver.count("Connection.setNetworkTimeout")).isEqualTo(2);
        assertThat(driver.networkTimeout).isEqualTo(60_000);
    }

    @Test
    void borrow_and_validation_are_measured_apart() throws Exception {
        driver.borrowTakes = Duration.ofMillis(1_500);
        driver.validationTakes = Duration.ofMillis(250);

        assertThat(Kind.CONNECTION.over(driver).run(Asking.AMPLE))
                .isEqualTo(ProbeResult.up(
                        Measurement.of("borrow", 1.5, Unit.SECONDS), Measurement.of("validation", 0.25, Unit.SECONDS)));
    }

    @Test
    void a_connection_that_is_not_valid_is_down_with_what_was_measured() throws Exception {
        driver.valid = false;
        driver.validationTakes = Duration.ofMillis(250);

        assertThat(Kind.CONNECTION.over(driver).run(Asking.AMPLE))
                .isEqualTo(ProbeResult.down(
                        "the connection is not valid, said the driver after 250 ms",
                        Measurement.of("borrow", 0, Unit.SECONDS),
                        Measurement.of("validation", 0.25, Unit.SECONDS)));
    }
}

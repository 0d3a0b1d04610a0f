package dev.postflight.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.postflight.api.ProbeResult;
import dev.postflight.jdbc.FakeDriver.Fails;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Design R7: no way to leave a transaction open or a connection borrowed, and R1: silence is not health. */
final class FailingDriverTest {

    /** One driver, as it is when it is lent, and what befalls it. */
    private record Case(Kind kind, boolean autoCommit, int call, boolean forGood, Fails when, Throwable failure) {

        FakeDriver driver() {
            FakeDriver driver = lent(autoCommit);
            IntPredicate failing = forGood ? n -> n >= call : n -> n == call;
            return driver.failing(failing, when, () -> failure);
        }

        @Override
        public String toString() {
            return kind + (autoCommit ? "" : " without auto-commit") + (forGood ? " from call " : " at call ") + call
                    + " " + when + " " + failure.getClass().getSimpleName();
        }
    }

    private static FakeDriver lent(boolean autoCommit) {
        FakeDriver driver = new FakeDriver();
        driver.autoCommit = autoCommit;
        return driver;
    }

    static Stream<Case> every_call_in_turn() throws Exception {
        List<Case> cases = new ArrayList<>();
        for (boolean autoCommit : new boolean[] {true, false}) {
            for (Kind kind : Kind.values()) {
                addCases(cases, kind, autoCommit);
            }
        }
        return cases.stream();
    }

    private static void addCases(List<Case> cases, Kind kind, boolean autoCommit) throws Exception {
        FakeDriver sound = lent(autoCommit);
        assertThat(kind.over(sound).run(Asking.AMPLE)).isInstanceOf(ProbeResult.Up.class);
        for (int call = 1; call <= sound.calls.size(); call++) {
            for (Throwable failure : failures()) {
                for (boolean forGood : new boolean[] {true, false}) {
                    cases.add(new Case(kind, autoCommit, call, forGood, Fails.BEFORE_THE_EFFECT, failure));
                }
            }
            cases.add(new Case(kind, autoCommit, call, false, Fails.AFTER_THE_EFFECT, new SQLException("late")));
        }
    }

    private static List<Throwable> failures() {
        return List.of(
                new SQLException("fails"),
                new SQLFeatureNotSupportedException("not there"),
                new IllegalStateException("broken"),
                new StackOverflowError("much too deep"));
    }

    @ParameterizedTest
    @MethodSource("every_call_in_turn")
    void a_failing_call_is_never_a_pass_and_leaves_nothing_behind(Case given) {
        FakeDriver driver = given.driver();
        ProbeResult[] result = new ProbeResult[1];

        Throwable thrown =
                catchThrowable(() -> result[0] = given.kind().over(driver).run(Asking.AMPLE));

        assertAnswer(given, driver, result[0], thrown);
        boolean borrowed = given.call() > 1;
        assertThat(driver.count("DataSource.getConnection")).isOne();
        assertThat(driver.count("Connection.close")).isEqualTo(borrowed ? 1 : 0);
        assertThat(driver.committed).as("committed").isFalse();
        if (driver.calls.stream().anyMatch(call -> call.startsWith("Statement.execute"))) {
            assertThat(driver.calls).contains("Connection.rollback");
        }
        boolean abortRefused = given.forGood() && driver.count("Connection.abort") > 0;
        if (borrowed && !driver.aborted && !abortRefused) {
            assertAsItCame(given, driver);
        }
    }

    /** The one thing that a driver may lack is a limit for the network. */
    private static void assertAnswer(
            Case given, FakeDriver driver, @Nullable ProbeResult result, @Nullable Throwable thrown) {
        if (thrown == null) {
            assertThat(result).isInstanceOf(ProbeResult.Up.class);
            assertThat(given.failure()).isInstanceOf(SQLFeatureNotSupportedException.class);
            assertThat(given.forGood()).isFalse();
            assertThat(driver.failed).isIn("getNetworkTimeout", "setNetworkTimeout");
        } else {
            assertThat(thrown == given.failure() || thrown.getCause() == given.failure())
                    .as("%s comes first", given.failure())
                    .isTrue();
        }
    }

    private static void assertAsItCame(Case given, FakeDriver driver) {
        assertThat(driver.autoCommit).as("auto-commit").isEqualTo(given.autoCommit());
        assertThat(driver.readOnly).as("read-only").isFalse();
        assertThat(driver.networkTimeout).as("network timeout").isZero();
        assertThat(driver.inTransaction).as("in transaction").isFalse();
    }

    @Test
    void what_fails_in_the_clean_up_is_kept_with_what_failed_first() {
        FakeDriver driver =
                new FakeDriver().failing("Statement.executeQuery", "Connection.setReadOnly", "Connection.close");

        Throwable thrown = catchThrowable(() -> Kind.QUERY.over(driver).run(Asking.AMPLE));

        assertThat(thrown).hasMessage("Connection.setReadOnly");
        assertThat(thrown.getSuppressed())
                .singleElement()
                .satisfies(second -> assertThat(second)
                        .hasMessage("Connection.setReadOnly")
                        .hasSuppressedException(new SQLException("Connection.close")));
    }

    @Test
    void a_transaction_that_cannot_be_rolled_back_is_aborted_and_not_committed() {
        FakeDriver driver = new FakeDriver().failing("Connection.rollback");

        Throwable thrown = catchThrowable(() -> Kind.QUERY.over(driver).run(Asking.AMPLE));

        assertThat(thrown)
                .hasMessage("the database answered, but the connection could not be given back as it came")
                .hasRootCauseMessage("Connection.rollback");
        assertThat(driver.committed).isFalse();
        assertThat(driver.aborted).isTrue();
        assertThat(driver.readOnly).as("read-only").isFalse();
        assertThat(driver.networkTimeout).isZero();
        assertThat(driver.calls).endsWith("Connection.close");
    }

    @Test
    void a_connection_that_is_not_valid_stays_so_when_it_cannot_be_given_back() throws Exception {
        FakeDriver driver = new FakeDriver().failing("Connection.close");
        driver.valid = false;

        assertThat(Kind.CONNECTION.over(driver).run(Asking.AMPLE)).isInstanceOf(ProbeResult.Down.class);
        assertThat(driver.aborted).isTrue();
    }

    @Test
    void a_driver_that_knows_no_network_timeout_is_asked_without() throws Exception {
        FakeDriver driver = new FakeDriver();
        driver.failing(
                call -> driver.calls.get(call - 1).startsWith("Connection.getNetworkTimeout"),
                Fails.BEFORE_THE_EFFECT,
                () -> new AbstractMethodError("a driver of 2010"));

        assertThat(Kind.QUERY.over(driver).run(Asking.AMPLE)).isInstanceOf(ProbeResult.Up.class);
        assertThat(driver.count("Connection.setNetworkTimeout")).isZero();
    }
}

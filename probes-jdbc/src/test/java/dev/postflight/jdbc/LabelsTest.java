package dev.postflight.jdbc;

import static dev.postflight.jdbc.Asking.ask;
import static dev.postflight.jdbc.Asking.measured;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Measurement;
import dev.postflight.api.Unit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Many rows to labelled metrics (S3.5). */
final class LabelsTest {

    private final DataSource dataSource = Postgres.shared().plain();

    private QueryProbe query(String sql) {
        return JdbcProbes.query(dataSource, sql).labelledBy("state");
    }

    @Test
    void each_row_is_measured_under_its_label() {
        assertThat(measured(
                        ask(query("values ('idle in transaction', 3, interval '5 s'), ('active', null, interval '1 s')"
                                                .replace("values", "select * from (values")
                                        + ") v(state, sessions, longest)")
                                .unit("sessions", Unit.COUNT))))
                .containsExactly(
                        Measurement.of("sessions.idle_in_transaction", 3, Unit.COUNT),
                        Measurement.of("longest.idle_in_transaction", 5, Unit.SECONDS),
                        Measurement.of("longest.active", 1, Unit.SECONDS));
    }

    @Test
    void numbers_and_truths_are_labels_too() {
        assertThat(measured(ask(query("select true as state, 1 as n"))))
                .containsExactly(Measurement.of("n.true", 1, Unit.COUNT));
        assertThat(measured(ask(query("select 500 as state, 1 as n"))))
                .containsExactly(Measurement.of("n.500", 1, Unit.COUNT));
    }

    @Test
    void a_hundred_figures_are_not_too_many() {
        assertThat(measured(ask(query("select i as state, i as n from generate_series(1, 100) i"))))
                .hasSize(100);
        assertThat(measured(ask(query("select i as state, i as n, 2 as m from generate_series(1, 50) i"))))
                .hasSize(100);
    }
}

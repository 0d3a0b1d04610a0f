package dev.postflight.jdbc;

import static dev.postflight.jdbc.Asking.ask;
import static dev.postflight.jdbc.Asking.measured;
import static dev.postflight.jdbc.Asking.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import javax.sql.DataSource;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long ago the times in a table are (S3.5), by the database's own clock. */
final class TimesTest {

    private static final Offset<Double> WHILE_ASKING = within(20.0);

    private final DataSource dataSource = Postgres.shared().plain();

    private ProbeResult age(String expression) {
        return ask(
                JdbcProbes.query(dataSource, "select " + expression + " as at").age("at"));
    }

    private static double only(ProbeResult result) {
        List<Measurement> measurements = measured(result);
        assertThat(measurements).hasSize(1);
        assertThat(measurements.get(0).unit()).isEqualTo(Unit.SECONDS);
        return measurements.get(0).value();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "now() - interval '1 hour'                                  | 3600",
                "now()                                                      | 0",
                "now() + interval '30 s'                                    | 0",
                "localtimestamp - interval '1 hour'                         | 3600",
                "(now() - interval '2 days')::timestamp                     | 172800",
                "timestamptz '2000-01-01 00:00:00+00' + (now() - '2000-01-01 00:00:00+00') - interval '5 min' | 300",
            })
    void a_timestamp_with_a_zone_or_without_is_so_long_ago(String expression, double seconds) {
        assertThat(only(age(expression))).isCloseTo(seconds, WHILE_ASKING);
    }

    @Test
    void a_date_began_with_its_day() {
        assertThat(only(age("current_date"))).isBetween(0.0, 86_420.0);
        assertThat(only(age("current_date - 10"))).isBetween(864_000.0, 950_420.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Tokyo", "America/Los_Angeles"})
    void the_zone_of_the_application_does_not_matter(String zone) {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone)); // the driver gives it to the session
        try {
            assertThat(only(age("now() - interval '1 hour'"))).isCloseTo(3_600, WHILE_ASKING);
            assertThat(only(age("localtimestamp - interval '1 hour'"))).isCloseTo(3_600, WHILE_ASKING);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void a_time_without_a_zone_may_be_written_in_another_than_the_session_s() {
        DataSource tokyo = Postgres.shared().plain(Map.of("options", "-c TimeZone=Asia/Tokyo"));
        QueryProbe utc =
                JdbcProbes.query(tokyo, "select (now() at time zone 'UTC') - interval '1 hour' as at, now() as zoned");

        assertThat(measured(ask(utc.age("at", ZoneOffset.UTC).age("zoned", ZoneId.of("Asia/Tokyo")))))
                .satisfiesExactly(
                        at -> assertThat(at.value()).isCloseTo(3_600, WHILE_ASKING),
                        zoned -> assertThat(zoned.value()).isCloseTo(0, WHILE_ASKING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "now() + interval '1 hour'",
                "localtimestamp + interval '61 min'",
                "current_date + 2",
            })
    void a_time_ahead_is_no_age(String expression) {
        assertThat(silence(age(expression)))
                .contains("column \"at\": ", " ahead of the database (expected: a time that is past");
    }

    @Test
    void no_time_is_no_age() {
        assertThat(measured(age("null::timestamptz"))).isEmpty();
    }

    @Test
    void ages_are_read_under_labels_too() {
        QueryProbe probe = JdbcProbes.query(
                        dataSource,
                        "select 'a b' as name, now() - interval '1 hour' as at, 1 as n union all select 'c', now(), 2"
                                + " order by n")
                .labelledBy("NAME")
                .age("At");

        assertThat(measured(ask(probe)))
                .extracting(Measurement::metric)
                .containsExactly("at.a_b", "n.a_b", "at.c", "n.c");
    }

    @Test
    void the_newest_row_is_so_long_ago_and_no_row_is_no_answer() {
        Postgres.shared()
                .execute(
                        "drop table if exists backup_marker",
                        "create table backup_marker (finished_at timestamptz)",
                        "insert into backup_marker values (now() - interval '2 h'), (now() - interval '1 h'), (null)");
        QueryProbe newest = JdbcProbes.newestRow(dataSource, "public.backup_marker", "finished_at");

        assertThat(only(ask(newest))).isCloseTo(3_600, WHILE_ASKING);
        Postgres.shared().execute("truncate backup_marker");
        assertThat(silence(ask(newest)))
                .isEqualTo("column \"newest_row\": null (expected: a value; is there any row?)");
    }
}

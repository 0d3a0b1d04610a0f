package dev.postflight.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Verdict;
import dev.postflight.verify.decide.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextReportTest {

    private static final TextReport PLAIN = TextReport.plain();

    static Stream<Verdict> verdicts() {
        return Stream.of(Verdicts.go(), Verdicts.hold(), Verdicts.noGo());
    }

    @Nested
    class Whole {

        @Test
        void a_go_says_what_was_seen_of_each_and_what_is_ignored() {
            assertThat(PLAIN.render(Verdicts.go())).isEqualTo("""
                    GO  orders / startup   score 9.28/10 (92.8 %)   4 checks in 312 ms

                      PASS     database     latency 3.4 ms  3.41 ms
                      PASS     migrations   failed 0        45 µs
                      WARN     api latency  p95 312 ms      3 ms     misses the target (< 200ms)
                      UNKNOWN  sms gateway  no answer       5 s      silence is ignored

                      sms gateway  UNKNOWN (TIMEOUT)
                        wanted  up
                        seen    no answer
                        cause   no answer within 5 s
                        since   2026-03-01T08:01:00Z
                        tried   once

                    Why GO
                      - 3 of 4 checks passed, 1 with a warning
                    """);
        }

        @Test
        void a_hold_says_what_it_waits_for() {
            assertThat(PLAIN.render(Verdicts.hold())).isEqualTo("""
                    HOLD  orders / startup   score 7.91/10 (79.1 %)   4 checks in 1 min 15 s

                      PASS     database     latency 3.4 ms  3 ms
                      WARN     api latency  p95 3 s         3 ms  HIGH (> 2s)
                      UNKNOWN  traffic      no p95          3 ms
                      PENDING  reports      not run yet

                      api latency  WARN (LEVEL_REACHED), component api
                        wanted  p95: target < 200ms, HIGH > 2s, CRITICAL > 5s for 10m
                        seen    p95 3 s is HIGH (> 2s)
                        also    count 120, max 4.5 s
                        since   2026-03-01T07:59:55Z, 1 min 5 s before this verdict
                        tried   6 times

                      traffic  UNKNOWN (NO_DATA), component api
                        wanted  p95: HIGH > 2s
                        seen    no p95
                        cause   p95 was not measured
                        since   2026-03-01T08:01:00Z
                        tried   once

                    Why HOLD
                      - api latency is HIGH: p95 3 s is HIGH (> 2s)
                      - traffic is UNKNOWN: p95 was not measured
                      - reports is PENDING: not run yet
                      - score 7.91/10 (79.1 %) is below 90 %

                    Missing for GO
                      - api latency must not be HIGH
                      - traffic must pass
                      - reports must pass
                      - the score must reach 90 %
                    """);
        }

        @Test
        void a_no_go_says_what_failed_since_when_and_why() {
            assertThat(PLAIN.render(Verdicts.noGo())).isEqualTo("""
                    NO_GO  orders / startup   score 2.00/10 (20.0 %)   5 checks in 1 min

                      FAIL     database     no answer   2 s
                      SKIPPED  migrations   not run           it depends on database, which did not pass
                      FAIL     api latency  p95 3 s     3 ms  CRITICAL (required <= 2s)
                      FAIL     self         down        3 ms
                      PASS     disk         usage 61 %  3 ms

                      database  FAIL (DOWN), critical
                        wanted  up
                        seen    no answer
                        cause   SQLTransientConnectionException: HikariPool-1 - Connection is not available, request
                                timed out after 2000ms (total=10, active=10, idle=0, waiting=3); caused by
                                PSQLException: Connection to localhost:5432 refused.
                        since   2026-03-01T08:00:02Z, 58 s before this verdict
                        tried   9 times, 9 failures in a row

                      api latency  FAIL (LEVEL_REACHED), component api
                        wanted  p95: <= 2s
                        seen    p95 3 s is CRITICAL (required <= 2s)
                        since   2026-03-01T08:01:00Z
                        tried   once

                      self  FAIL (DOWN)
                        wanted  up
                        seen    down
                        cause   status 503 (expected: 200)
                        also    status 503, latency 12.3 ms
                        since   2026-03-01T08:01:00Z
                        tried   once

                    Why NO_GO
                      - critical check database failed: SQLTransientConnectionException: HikariPool-1 - Connection is n…
                      - api latency is CRITICAL: p95 3 s is CRITICAL (required <= 2s)
                      - score 2.00/10 (20.0 %) is below 75 %

                    Missing for GO
                      - database must pass
                      - migrations must pass
                      - api latency must not be CRITICAL
                      - the score must reach 90 %
                    """);
        }
    }

    @Nested
    class InColour {

        @ParameterizedTest
        @MethodSource("dev.postflight.verify.report.TextReportTest#verdicts")
        void it_is_the_plain_report_and_escape_sequences(Verdict verdict) {
            String coloured = TextReport.coloured().render(verdict);
            assertThat(coloured).contains("\u001b[");
            assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(PLAIN.render(verdict));
        }

        @ParameterizedTest
        @MethodSource("dev.postflight.verify.report.TextReportTest#verdicts")
        void every_colour_ends_before_its_line_does(Verdict verdict) {
            for (String line : TextReport.coloured().render(verdict).split("\n", -1)) {
                assertThat(line.replaceAll("\u001b\\[[1-9][0-9;]*m[^\u001b]*\u001b\\[0m", ""))
                        .doesNotContain("\u001b");
            }
        }

        @Test
        void good_is_green_doubtful_yellow_and_bad_red() {
            assertThat(TextReport.coloured().render(Verdicts.go()))
                    .startsWith("\u001b[1;32mGO\u001b[0m")
                    .contains("\u001b[32mPASS   \u001b[0m")
                    .contains("\u001b[33mWARN   \u001b[0m");
            assertThat(TextReport.coloured().render(Verdicts.hold())).startsWith("\u001b[1;33mHOLD\u001b[0m");
            assertThat(TextReport.coloured().render(Verdicts.noGo()))
                    .startsWith("\u001b[1;31mNO_GO\u001b[0m")
                    .contains("\u001b[31mFAIL   \u001b[0m");
        }

        @ParameterizedTest
        @MethodSource("dev.postflight.verify.report.TextReportTest#verdicts")
        void the_plain_one_has_no_escape_sequence_no_tab_and_no_blank_at_the_end_of_a_line(Verdict verdict) {
            assertThat(PLAIN.render(verdict))
                    .doesNotContain("\u001b", "\t", " \n")
                    .endsWith("\n");
            assertThat(PLAIN.line(verdict)).doesNotContain("\u001b", "\n");
            assertThat(PLAIN.progress(verdict)).doesNotContain("\u001b", "\n");
        }
    }

    @Nested
    class Columned {

        /** Where the seen column begins, in cells of a terminal. */
        @Test
        void names_of_any_script_keep_the_columns_straight() {
            String report = PLAIN.render(Verdicts.of(
                    Duration.ZERO,
                    Sample.pass("plain"),
                    Sample.pass("größe"),
                    Sample.pass("データベース"),
                    Sample.pass("e\u0301te\u0301"),
                    Sample.pass("🚀 rocket")));
            List<Integer> starts = new ArrayList<>();
            for (String line : report.split("\n", -1)) {
                if (line.contains("PASS")) {
                    starts.add(Columns.width(line.substring(0, line.indexOf("  up  "))
                            .replaceAll(" +$", "")
                            .concat(line.replaceAll("^.*?( *)  up  .*$", "$1"))));
                }
            }
            assertThat(starts).hasSize(5).containsOnly(starts.get(0));
        }

        @Test
        void long_names_and_figures_are_cut() {
            String name = "n".repeat(100);
            String report = PLAIN.render(
                    Verdicts.of(Duration.ZERO, Sample.pass(name).seen("s".repeat(200)), Sample.pass("short")));
            assertThat(report).contains("n".repeat(39) + "…  " + "s".repeat(59) + "…  3 ms\n");
        }

        @Test
        void more_than_sixty_checks_show_those_that_passed_as_one_line() {
            Sample[] samples = new Sample[61];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = i == 7 ? Sample.warn("slow") : Sample.pass("a check with a rather long name " + i);
            }
            assertThat(PLAIN.render(Verdicts.of(Duration.ofSeconds(2), samples)))
                    .isEqualTo("""
                    GO  orders / startup   score 9.91/10 (99.1 %)   61 checks in 2 s

                      WARN     slow  p95 312 ms  3 ms  misses the target (< 200ms)
                      PASS     60 more

                    Why GO
                      - all 61 checks passed, 1 with a warning
                    """);
        }

        @Test
        void sixty_checks_are_shown() {
            Sample[] samples = new Sample[60];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = Sample.pass("check " + i);
            }
            assertThat(PLAIN.render(Verdicts.of(Duration.ofSeconds(2), samples)))
                    .contains("check 0 ", "check 59 ")
                    .doesNotContain("more");
        }
    }

    @Nested
    class Details {

        private String of(Sample sample) {
            return PLAIN.render(Verdicts.of(Duration.ZERO, sample));
        }

        @Test
        void a_warning_on_several_figures_has_them() {
            String report = of(Sample.warn("api")
                    .seen("p95 312 ms, error_rate 2 %")
                    .cause("p95 312 ms misses the target (< 200ms); error_rate 2 % is MEDIUM (> 1%)"));
            assertThat(report)
                    .contains(
                            "\n    cause   p95 312 ms misses the target (< 200ms); error_rate 2 % is MEDIUM (> 1%)\n");
        }

        @Test
        void a_level_that_was_reached_is_told_in_the_row_as_well() {
            assertThat(of(Sample.warn("api").cause("p95 312 ms is MEDIUM (> 200ms)")))
                    .contains("  WARN     api  p95 312 ms  3 ms  MEDIUM (> 200ms)\n")
                    .doesNotContain("wanted");
        }

        @Test
        void a_word_that_does_not_fit_is_kept_whole() {
            String url = "http://" + "host.example/".repeat(12);
            assertThat(of(Sample.fail("api").cause("no route to " + url + " today")))
                    .contains("    cause   no route to\n            " + url + "\n            today\n");
        }

        @Test
        void the_first_twenty_are_given_and_the_others_counted() {
            Sample[] samples = new Sample[50];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = Sample.unknown("check " + i);
            }
            String report = PLAIN.render(Verdicts.of(Duration.ZERO, samples));
            assertThat(report)
                    .contains("\n  check 19  UNKNOWN (NO_DATA)\n")
                    .doesNotContain("\n  check 20  UNKNOWN")
                    .contains("\n  and 30 more, without details here\n")
                    .contains("\n  - check 19 is UNKNOWN: p95 was not measured\n  - and ")
                    .contains("\n  - check 19 must pass\n  - and ");
        }

        @Test
        void a_sentence_that_is_too_long_is_cut_where_the_details_have_it_whole() {
            String cause = "a reason that goes on and on ".repeat(10).strip();
            String report = of(Sample.fail("db").critical().cause(cause));
            assertThat(report.replaceAll("\n +", " ")).contains("cause   " + cause + " since");
            assertThat(report.lines().filter(line -> line.startsWith("  - critical check db failed: a reason")))
                    .singleElement()
                    .satisfies(line -> assertThat(line).hasSize(100).endsWith("…"));
        }
    }

    @Nested
    class InOneLine {

        @Test
        void the_verdict_is_for_logs() {
            assertThat(PLAIN.line(Verdicts.go()))
                    .isEqualTo("orders / startup: GO, score 9.28/10 (92.8 %), 4 checks in 312 ms");
            assertThat(PLAIN.line(Verdicts.of(Duration.ZERO, Sample.pass("db"))))
                    .isEqualTo("orders / startup: GO, score 10.00/10 (100.0 %), 1 check");
        }

        @Test
        void progress_names_what_is_waited_for() {
            assertThat(PLAIN.progress(Verdicts.of(
                            Duration.ofSeconds(3),
                            Sample.pass("db"),
                            Sample.skipped("migrations", "mq"),
                            Sample.pending("api"),
                            Sample.fail("mq").tried(4),
                            Sample.warn("web"))))
                    .isEqualTo("2 of 5 checks verified after 3 s, waiting for mq (tried 4 times): refused");
        }

        @Test
        void progress_before_anything_was_seen_says_so() {
            assertThat(PLAIN.progress(Verdicts.of(Duration.ZERO, Sample.pending("db"), Sample.pending("api"))))
                    .isEqualTo("0 of 2 checks verified, waiting for db");
        }

        @Test
        void progress_with_nothing_left_to_wait_for_is_short() {
            assertThat(PLAIN.progress(Verdicts.of(Duration.ofMillis(40), Sample.pass("db"))))
                    .isEqualTo("1 of 1 check verified after 40 ms");
        }

        @Test
        void progress_fits_the_line_of_a_terminal() {
            String line = PLAIN.progress(
                    Verdicts.of(Duration.ofSeconds(3), Sample.fail("データベース").cause("接続が拒否されました。".repeat(20))));
            assertThat(Columns.width(line)).isBetween(98, 100);
            assertThat(line).endsWith("…");
        }
    }
}

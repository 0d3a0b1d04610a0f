package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postflight.api.Criterion.Subject;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** S0.6, S1.2, S3.10: what must hold of a whole phase, as data with one text form. */
class CriterionTest {

    private static Criterion parsed(String text) {
        return Criterion.parse(text);
    }

    @Nested
    class Reads {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "availability: >= 99%                 | AVAILABILITY       |          | 0.99",
                    "availability: > 99.5%                | AVAILABILITY       |          | 0.995",
                    "availability in api: >= 0.999        | AVAILABILITY       | api      | 0.999",
                    "incidents: <= 3                      | INCIDENTS          |          | 3",
                    "incidents.low: < 10                  | INCIDENTS_LOW      |          | 10",
                    "incidents.medium in database: <= 2   | INCIDENTS_MEDIUM   | database | 2",
                    "incidents.high: = 0                  | INCIDENTS_HIGH     |          | 0",
                    "incidents.critical: = 0              | INCIDENTS_CRITICAL |          | 0",
                    "resolution: < 1h                     | RESOLUTION         |          | 3600",
                    "mttr: <= 30min                       | MTTR               |          | 1800",
                    "mtbf: >= 168h                        | MTBF               |          | 604800",
                    "silence: <= 10m                      | SILENCE            |          | 600",
                    "silence: = 0                         | SILENCE            |          | 0",
                    "passes in midnight reset: >= 7       | PASSES             | midnight reset | 7",
                    "p95 of latency over phase in api: < 200ms |               | api      | 0.2",
                    "max over phase in api: <= 1.5        |                    | api      | 1.5",
                    "error_ratio over phase in api: < 0.5% |                   | api      | 0.005",
                    "max of took over phase in nightly job: < 10min |          | nightly job | 600",
                    "max of used over phase / min of size over phase in disk: < 80% | | disk | 0.8",
                    "  AVAILABILITY IN api :>=99 %        | AVAILABILITY       | api      | 0.99"
                })
        void every_subject_with_its_limit(String text, @Nullable Subject subject, @Nullable String of, double value) {
            Criterion criterion = parsed(text);

            assertThat(criterion.subject()).isEqualTo(subject);
            assertThat(criterion.of()).isEqualTo(of);
            assertThat(criterion.limit().quantity().value()).isEqualTo(value);
            assertThat(parsed(criterion.toString())).isEqualTo(criterion).hasToString(criterion.toString());
        }

        @ParameterizedTest
        @EnumSource(Subject.class)
        void no_subject_is_left_out(Subject subject) {
            String limit = switch (subject) {
                case AVAILABILITY -> ">= 99%";
                case PASSES -> ">= 7";
                case MTBF -> ">= 72h";
                case RESOLUTION, MTTR, SILENCE -> "< 1h";
                default -> "= 0";
            };

            assertThat(parsed(subject.word() + " in api: " + limit).subject()).isEqualTo(subject);
        }

        @ParameterizedTest
        @CsvSource({
            "INCIDENTS,",
            "INCIDENTS_LOW, LOW",
            "INCIDENTS_MEDIUM, MEDIUM",
            "INCIDENTS_HIGH, HIGH",
            "INCIDENTS_CRITICAL, CRITICAL",
            "AVAILABILITY,",
            "SILENCE,"
        })
        void counts_of_incidents_tell_their_severity(Subject subject, @Nullable Severity severity) {
            assertThat(subject.severity()).isEqualTo(severity);
        }

        @Test
        void two_spellings_of_one_criterion_are_equal() {
            assertThat(parsed("Incidents.CRITICAL : = 0")).isEqualTo(parsed("incidents.critical: = 0"));
            assertThat(parsed("availability in \"api\": >= 99%")).isEqualTo(parsed("availability in api: >= 99%"));
        }
    }

    @Nested
    class Names {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                ignoreLeadingAndTrailingWhitespace = false,
                value = {
                    "api|passes in api: >= 7",
                    "midnight reset|passes in midnight reset: >= 7",
                    "orders: api|passes in \"orders: api\": >= 7",
                    "the \"big\" one|passes in \"the \"\"big\"\" one\": >= 7",
                    "\"|passes in \"\"\"\": >= 7",
                    " api |passes in \" api \": >= 7",
                    "\u00a0api\u00a0|passes in \"\u00a0api\u00a0\": >= 7",
                    "Bestellungen – größte Fälle \ud83d\ude80|passes in Bestellungen – größte Fälle \ud83d\ude80: >= 7",
                    "in in|passes in in in: >= 7",
                    ">= 99%|passes in >= 99%: >= 7"
                })
        void are_quoted_only_where_they_must_be(String name, String text) {
            Criterion criterion = new Criterion(Threshold.parse("passes: >= 7"), name);

            assertThat(criterion).hasToString(text);
            assertThat(parsed(text)).isEqualTo(criterion);
        }

        @Test
        void of_any_kind_read_back() {
            String alphabet = "ab: \"\"''in,<=%>é中\u00a0\u2009\\/";
            List<String> texts = List.of(
                    "availability: >= 99.95%",
                    "incidents.high: <= 2",
                    "mttr: < 90s",
                    "silence: <= 0.5h",
                    "passes: > 6",
                    "p99 of db.time over phase - mean of db.time over phase: < 20ms",
                    "count over phase: >= 100",
                    "mean of temperature over phase: > -40");
            int seen = 0;
            for (long seed = 0; seed < 3_000; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                StringBuilder name = new StringBuilder();
                for (int i = 1 + random.nextInt(100); i > 0; i--) {
                    name.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                if (Faults.isName(name.toString())) {
                    Threshold threshold = Threshold.parse(texts.get(random.nextInt(texts.size())));
                    Criterion criterion = new Criterion(threshold, name.toString());
                    assertThat(parsed(criterion.toString()))
                            .as("seed %d: %s", seed, criterion)
                            .isEqualTo(criterion);
                    seen++;
                }
            }
            assertThat(seen).isGreaterThan(2_000);
        }
    }

    @Nested
    class Refuses {

        private static final String LIMIT = " (expected: one limit, as in \"availability: >= 99%\")";

        private void refused(@Nullable String text, String message) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Criterion.parse(nullable(text)))
                    .withMessage(message);
        }

        @SuppressWarnings("NullAway") // null is one of the faults
        private String nullable(@Nullable String text) {
            return text;
        }

        @Test
        void a_subject_that_is_unknown() {
            refused(
                    "uptime: >= 99%",
                    "exit \"uptime: >= 99%\": exit: \"uptime\" (expected: one of availability, incidents,"
                            + " incidents.low, incidents.medium, incidents.high, incidents.critical, resolution, mttr,"
                            + " mtbf, silence, passes, or a figure over the phase, as in \"p95 of latency over phase in"
                            + " api\")");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "p95: < 200ms",
                    "incidents.severe: = 0",
                    "availability / mttr: < 1",
                    "p95 of latency over 5m in api: < 200ms",
                    "p95 over phase / p95 over 1h in api: < 2",
                    "any of (a > 1, b > 2): HIGH"
                })
        void what_is_not_about_the_phase(String text) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> parsed(text))
                    .withMessageStartingWith("exit \"" + text + "\": exit: ")
                    .withMessageContaining("(expected: one of availability, ")
                    .withMessageEndingWith("or a figure over the phase, as in \"p95 of latency over phase in api\")");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "availability: target >= 99%",
                    "incidents: HIGH > 3",
                    "mttr: LOW > 1h for 5m",
                    "availability: >= 99%, >= 98%",
                    "incidents: target < 1, HIGH > 3",
                    "p95 of latency over phase in api: > baseline + 10%",
                    "silence: outside 1m..2m"
                })
        void what_is_not_one_limit(String text) {
            String threshold = Threshold.parse(text.replace(" in api", "")).toString();

            refused(text, "exit \"" + text + "\": exit: \"" + threshold + '"' + LIMIT);
        }

        @Test
        void a_share_that_is_never_below_zero() {
            refused(
                    "availability: >= 0%",
                    "exit \"availability: >= 0%\": availability: >= 0% (expected: a limit that can take effect: a figure"
                            + " with this unit is never below zero)");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "availability: >= 99ms | >= 99ms | availability | : >= 99%",
                    "incidents: <= 5%      | <= 5%   | incidents    | : <= 1",
                    "resolution: < 5       | < 5     | resolution   | : < 1h",
                    "mttr: < 1GB           | < 1GB   | mttr         | : < 1h",
                    "mtbf: >= 7            | >= 7    | mtbf         | : >= 168h",
                    "silence: < 10%        | < 10%   | silence      | : < 1h",
                    "passes in api: >= 7d  | >= 7d   | passes       | : >= 7"
                })
        void a_limit_in_another_unit(String text, String limit, String subject, String example) {
            refused(
                    text,
                    "exit \"" + text + "\": exit: \"" + subject + ": " + limit + "\" (expected: a limit in the unit of "
                            + subject + ", as in " + subject + example + ")");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "availability: < 99%          | availability: < 99%          | > or >=, as in availability: >= 99%",
                    "availability: = 100%         | availability: = 100%         | > or >=, as in availability: >= 99%",
                    "mtbf: <= 168h                | mtbf: <= 168h                | > or >=, as in mtbf: >= 168h",
                    "passes in api: = 7           | passes: = 7                  | > or >=, as in passes: >= 7",
                    "passes in api: != 7          | passes: != 7                 | > or >=, as in passes: >= 7",
                    "incidents: > 0               | incidents: > 0               | < or <=, as in incidents: <= 1",
                    "incidents.high: = 1          | incidents.high: = 1          | < or <=, as in incidents.high: <= 1",
                    "incidents: != 0              | incidents: != 0              | < or <=, as in incidents: <= 1",
                    "resolution: >= 1h            | resolution: >= 1h            | < or <=, as in resolution: < 1h",
                    "mttr: > 1h                   | mttr: > 1h                   | < or <=, as in mttr: < 1h",
                    "silence: = 1m                | silence: = 1m                | < or <=, as in silence: < 1h"
                })
        void a_limit_that_wants_what_is_bad(String text, String threshold, String rule) {
            refused(text, "exit \"" + text + "\": exit: \"" + threshold + "\" (expected: " + rule + ")");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "availability: >= 0     | missed | availability: >= 99%",
                    "availability: > 100%   | met    | availability: >= 99%",
                    "availability: >= 101%  | met    | availability: >= 99%",
                    "availability: >= 99    | met    | availability: >= 99%",
                    "incidents: < 0         | met    | incidents: <= 1",
                    "incidents: <= -1       | met    | incidents: <= 1",
                    "mttr: < 0              | met    | mttr: < 1h",
                    "silence: < 0           | met    | silence: < 1h",
                    "mtbf: >= 0             | missed | mtbf: >= 168h",
                    "mtbf: > -1             | x      | x"
                })
        void a_limit_that_can_never_be_missed_or_met(String text, String verb, String example) {
            String rule = verb.equals("x")
                    ? "a limit in the unit of mtbf, as in mtbf: >= 168h"
                    : "a limit that can be " + verb + ", as in " + example;

            refused(text, "exit \"" + text + "\": exit: \"" + text + "\" (expected: " + rule + ")");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "error_ratio over phase: > 100%    | met",
                    "error_ratio over phase: <= 100%   | missed",
                    "error_ratio over phase: < 101%    | missed",
                    "error_ratio over phase: = 200%    | met",
                    "error_ratio over phase: != 200%   | missed",
                    "count over phase: < 0             | met",
                    "count over phase: >= 0            | missed",
                    "p95 of latency over phase: < 0ms  | met"
                })
        void such_a_limit_on_a_figure(String figure, String verb) {
            String text = figure.replace(":", " in api:");

            refused(
                    text,
                    "exit \"" + text + "\": exit: \"" + figure + "\" (expected: a limit that can be " + verb + ")");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "passes: >= 7                       | passes",
                    "p95 of latency over phase: < 200ms | p95 of latency over phase"
                })
        void a_figure_of_no_check(String text, String subject) {
            refused(
                    text,
                    "exit \"" + text + "\": exit: \"" + subject + "\" (expected: the check that it is about, as in \""
                            + subject + " in api\")");
        }

        @Test
        void what_is_no_text_or_no_criterion() {
            refused(null, "exit: null (expected: a text of at most 2000 characters)");
            refused("", "exit: \"\" (expected: what must hold over the phase, as in \"availability: >= 99%\")");
            refused("  ", "exit: \"  \" (expected: what must hold over the phase, as in \"availability: >= 99%\")");
            refused("x".repeat(2_001), "exit: a text of 2001 characters (expected: a text of at most 2000 characters)");
            refused(
                    "availability >= 99%",
                    "exit \"availability >= 99%\" at 14: after availability: \">=\" (expected: a colon, as in"
                            + " \"p95: HIGH > 500ms\")");
            refused(
                    "availability in api",
                    "exit \"availability in api\" at 20: after availability: the end (expected: a colon, as in"
                            + " \"p95: HIGH > 500ms\")");
        }

        @Test
        void a_name_that_is_none() {
            String rule = " (expected: 1 to 100 printable characters)";

            refused("availability in : >= 99%", "exit \"availability in : >= 99%\": in: \"\"" + rule);
            refused("availability in \"\": >= 99%", "exit \"availability in \"\": >= 99%\": in: \"\"" + rule);
            refused(
                    "availability in " + "x".repeat(101) + ": >= 99%",
                    "exit \"availability in " + "x".repeat(101) + ": >= 99%\": in: \"" + "x".repeat(101) + "\"" + rule);
            refused(
                    "availability in \"api: >= 99%",
                    "exit \"availability in \"api: >= 99%\" at 17: in: \"\"api:\" (expected: a closing quote)");
            refused(
                    "availability in \"api\" x: >= 99%",
                    "exit \"availability in \"api\" x: >= 99%\" at 23: after availability: \"x:\" (expected: a colon,"
                            + " as in \"p95: HIGH > 500ms\")");
        }

        @Test
        void random_characters_with_a_message_and_nothing_worse() {
            String alphabet = "availability incidents.highpasses over phase in \"\":<>=%019mh.é\u00a0";
            for (long seed = 0; seed < 5_000; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                StringBuilder text = new StringBuilder(random.nextBoolean() ? "availability in " : "");
                for (int i = random.nextInt(30); i > 0; i--) {
                    text.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                try {
                    Criterion criterion = parsed(text.toString());
                    assertThat(parsed(criterion.toString())).as("seed %d", seed).isEqualTo(criterion);
                } catch (IllegalArgumentException e) {
                    assertThat(e).as("seed %d", seed).hasMessageContaining("(expected: ");
                }
            }
        }
    }
}

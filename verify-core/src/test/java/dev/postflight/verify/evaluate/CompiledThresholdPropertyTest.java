package dev.postflight.verify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Outcome;
import dev.postflight.api.Quantity;
import dev.postflight.api.Severity;
import dev.postflight.api.Threshold;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What must hold for any threshold and any value; the seed of a failing case is in its message. */
class CompiledThresholdPropertyTest {

    private static final int CASES = 3_000;
    private static final Severity[] SEVERITIES = Severity.values();

    /** Two series over the same time, the one never better than the other. */
    @Test
    void a_worse_value_never_gets_a_better_outcome_or_a_milder_severity() {
        for (long seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Threshold threshold = Threshold.parse(upperLimits(random));
            CompiledThreshold compiled = new CompiledThreshold(threshold);
            long[] memory = compiled.newMemory();
            long[] memoryOfWorse = compiled.newMemory();
            long now = random.nextLong();
            for (int step = 0; step < 12; step++) {
                double value = random.nextInt(0, 14) / 2.0;
                double worse = value + random.nextInt(0, 6) / 2.0;
                Evaluation evaluation = compiled.evaluate(value, now, memory);
                Evaluation evaluationOfWorse = compiled.evaluate(worse, now, memoryOfWorse);
                assertThat(badness(evaluationOfWorse))
                        .as("seed %d, step %d: %s of %s and %s", seed, step, threshold, worse, value)
                        .isGreaterThanOrEqualTo(badness(evaluation));
                now += Duration.ofSeconds(random.nextInt(1, 90)).toNanos();
            }
        }
    }

    /** All operators, ranges, baselines, holding times; clocks that go back; values that are none. */
    @Test
    void the_level_is_that_of_the_rules_applied_one_by_one() {
        for (long seed = 0; seed < 20_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Threshold threshold = RandomThresholds.parsed(RandomThresholds.clauses(random, true));
            Reference baseline = RandomThresholds.reference(random);
            CompiledThreshold compiled = new CompiledThreshold(threshold).against(baseline);
            PlainSeries plain = new PlainSeries(threshold, baseline);
            long[] memory = compiled.newMemory();
            long now = random.nextLong();
            for (int step = 0; step < 12; step++) {
                double value = RandomThresholds.value(random);
                assertThat(Batch.level(compiled.evaluate(value, now, memory)))
                        .as("seed %d, step %d: %s of %s against %s", seed, step, threshold, value, baseline)
                        .isEqualTo(plain.level(value, now));
                now = RandomThresholds.later(random, now);
            }
        }
    }

    @Test
    void the_order_of_clauses_does_not_matter() {
        for (long seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<String> clauses = new ArrayList<>(RandomThresholds.clauses(random, true));
            CompiledThreshold one = new CompiledThreshold(RandomThresholds.parsed(clauses));
            Collections.rotate(clauses, random.nextInt(clauses.size()));
            if (random.nextBoolean()) {
                Collections.reverse(clauses);
            }
            CompiledThreshold other = new CompiledThreshold(RandomThresholds.parsed(clauses));
            assertSame(random, one, other, "seed " + seed + ": " + clauses);
        }
    }

    private static void assertSame(
            SplittableRandom random, CompiledThreshold one, CompiledThreshold other, String description) {
        long[] memory = one.newMemory();
        long[] memoryOfOther = other.newMemory();
        long now = random.nextLong();
        for (int step = 0; step < 12; step++) {
            double value = RandomThresholds.value(random);
            assertThat(one.evaluate(value, now, memory))
                    .as("%s, step %d: %s", description, step, value)
                    .isEqualTo(other.evaluate(value, now, memoryOfOther));
            now = RandomThresholds.later(random, now);
        }
    }

    @Test
    void one_more_clause_never_hides_a_worse_one() {
        int compared = 0;
        for (long seed = 0; seed < 2 * CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<String> clauses = RandomThresholds.clauses(random, false);
            List<String> more = new ArrayList<>(clauses);
            more.add(RandomThresholds.clause(random, "", false));
            Threshold threshold = RandomThresholds.parsed(clauses);
            if (!RandomThresholds.goTogether(more)) {
                continue;
            }
            Threshold withMore = RandomThresholds.parsed(more);
            compared++;
            CompiledThreshold fewer = new CompiledThreshold(threshold);
            CompiledThreshold all = new CompiledThreshold(withMore);
            long[] memory = fewer.newMemory();
            long[] memoryOfAll = all.newMemory();
            long now = random.nextLong();
            for (int step = 0; step < 12; step++) {
                double value = random.nextInt(-1, 9); // none that only one of them can take for a duration
                byte level = Batch.level(fewer.evaluate(value, now, memory));
                assertThat(level == Batch.UNKNOWN ? 0 : Batch.level(all.evaluate(value, now, memoryOfAll)))
                        .as("seed %d, step %d: %s of %s", seed, step, withMore, value)
                        .isGreaterThanOrEqualTo(level == Batch.UNKNOWN ? 0 : level);
                now = RandomThresholds.later(random, now);
            }
        }
        assertThat(compared).isGreaterThan(500);
    }

    @ParameterizedTest
    @EnumSource(Unit.class)
    void what_is_shown_of_a_value_stands_on_the_same_side_of_the_limit(Unit unit) {
        for (long seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String limit = limit(unit, random);
            String operator = random.nextBoolean() ? ">" : random.nextBoolean() ? ">=" : "<";
            CompiledThreshold compiled =
                    new CompiledThreshold(Threshold.parse("x: CRITICAL " + operator + " " + limit));
            double near = Quantity.parse(limit).value();
            double value = near + near * random.nextInt(-50, 51) * Math.pow(10, -random.nextInt(1, 14));
            Evaluation evaluation = compiled.evaluate(value, 0, compiled.newMemory());
            if (evaluation.outcome() == Outcome.FAIL) {
                String shown = unit.format(value, compiled.digits(value, unit, evaluation));
                assertThat(compiled.evaluate(readBack(shown), 0, compiled.newMemory())
                                .outcome())
                        .as("seed %d: %s shown as %s beside %s %s", seed, value, shown, operator, limit)
                        .isEqualTo(Outcome.FAIL);
            }
        }
    }

    private static int badness(Evaluation evaluation) {
        Severity severity = evaluation.severity();
        int outcome = evaluation.outcome() == Outcome.PASS ? 0 : evaluation.outcome() == Outcome.WARN ? 1 : 2;
        return outcome * 10 + (severity == null ? 0 : 1 + List.of(SEVERITIES).indexOf(severity));
    }

    /** A target, perhaps, and some levels, each further out than the one before, some with a holding time. */
    private static String upperLimits(SplittableRandom random) {
        StringBuilder text = new StringBuilder("x:");
        int limit = random.nextInt(1, 3);
        if (random.nextBoolean()) {
            text.append(" target ")
                    .append(random.nextBoolean() ? "<" : "<=")
                    .append(' ')
                    .append(limit)
                    .append(',');
        }
        for (Severity severity : SEVERITIES) {
            limit += random.nextInt(1, 3);
            if (severity == Severity.CRITICAL || random.nextBoolean()) {
                text.append(' ')
                        .append(severity)
                        .append(random.nextBoolean() ? " > " : " >= ")
                        .append(limit)
                        .append(random.nextBoolean() ? " for " + random.nextInt(1, 120) + "s" : "")
                        .append(',');
            }
        }
        return text.substring(0, text.length() - 1);
    }

    private static String limit(Unit unit, SplittableRandom random) {
        String[] symbols = switch (unit) {
            case SECONDS -> new String[] {"ns", "us", "ms", "s", "m", "h", "d"};
            case BYTES -> new String[] {"B", "kB", "MB", "KiB", "MiB", "GiB"};
            case RATIO -> new String[] {"%"};
            case COUNT -> new String[] {""};
            case PER_SECOND -> new String[] {"/s", "/min"};
        };
        String number = random.nextBoolean()
                ? String.valueOf(random.nextInt(1, 2_000))
                : random.nextInt(1, 100) + "." + random.nextInt(1, 10);
        return number + symbols[random.nextInt(symbols.length)];
    }

    /** For example {@code 1 h 2 min}: numbers, each with its unit. */
    private static double readBack(String shown) {
        String[] words = shown.split(" ", -1);
        double sum = 0;
        for (int i = 0; i < words.length; i += 2) {
            sum += Quantity.parse(i + 1 < words.length ? words[i] + words[i + 1] : words[i])
                    .value();
        }
        return sum;
    }
}

package dev.postflight.verify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Severity;
import dev.postflight.api.Threshold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {

    private static CompiledThreshold compiled(String text) {
        return new CompiledThreshold(Threshold.parse(text));
    }

    /** So many series that the loop over steps has them, whatever the machine. */
    private static byte[] levels(String threshold, double value) {
        Batch batch = Batch.of(Collections.nCopies(20, compiled(threshold)));
        double[] values = new double[20];
        Arrays.fill(values, value);
        byte[] levels = new byte[20];
        batch.evaluate(values, 0, levels);
        return levels;
    }

    @ParameterizedTest
    @CsvSource({
        "0, MET",
        "-0.0, MET",
        "1, TARGET_MISSED",
        "2, TARGET_MISSED",
        "2.0000000000000004, LOW",
        "3, LOW",
        "5.000000000000001, CRITICAL",
        "1.7976931348623157E308, CRITICAL",
        "4.9E-324, MET",
        "-1.7976931348623157E308, MET",
        "NaN, UNKNOWN",
        "Infinity, UNKNOWN",
        "-Infinity, UNKNOWN"
    })
    void levels_are_in_the_order_of_gravity(double value, String level) throws ReflectiveOperationException {
        byte expected = (byte) Batch.class.getField(level).get(null);
        assertThat(levels("x: target < 1, LOW > 2, CRITICAL > 5", value)).containsOnly(expected);
        assertThat(levels("x: target > 1, LOW < -2, CRITICAL < -5", 0)).containsOnly(Batch.TARGET_MISSED);
        assertThat(Batch.MET).isLessThan(Batch.TARGET_MISSED);
        assertThat(Batch.TARGET_MISSED).isLessThan(Batch.PENDING);
        assertThat(Batch.PENDING).isLessThan(Batch.LOW);
        assertThat(Batch.CRITICAL).isLessThan(Batch.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "'x: < 5',   5, 6, 4.999999999999999, 0",
        "'x: <= 5',  5.000000000000001, 6, 5, 0",
        "'x: > 5',   5, 6, 5.000000000000001, 0",
        "'x: >= 5',  4.999999999999999, 6, 5, 0",
        "'x: > 0',   -0.0, 6, 4.9E-324, 0",
        "'x: >= 0',  -4.9E-324, 6, -0.0, 0",
        "'x: < 0',   0, 6, -4.9E-324, 0",
        "'x: <= -1', 0, 6, -1, 0",
        "'x: >= -1', -2, 6, 0, 0",
        "'x: = 5',   5.000000000000001, 6, 5, 0",
        "'x: != 5',  5, 6, 5.000000000000001, 0",
    })
    void limits_are_as_sharp_as_for_one_series(
            String threshold, double bad, byte levelOfBad, double good, byte levelOfGood) {
        assertThat(levels(threshold, bad)).containsOnly(levelOfBad);
        assertThat(levels(threshold, good)).containsOnly(levelOfGood);
    }

    @Test
    void a_batch_says_which_clause_decided_and_changes_nothing_by_it() {
        Batch batch = Batch.of(List.of(compiled("x: HIGH > 1 for 10ns"), compiled("x: <= 1, target < 0.5")));
        byte[] levels = new byte[2];
        batch.evaluate(new double[] {2, 2}, 0, levels);
        assertThat(levels).containsExactly(Batch.PENDING, Batch.CRITICAL);
        assertThat(batch.evaluation(0, 2, 20).severity()).isEqualTo(Severity.HIGH);
        assertThat(batch.evaluation(1, 2, 20).clause()).hasToString("<= 1");
        batch.evaluate(new double[] {2, 0.7}, 9, levels);
        assertThat(levels).containsExactly(Batch.PENDING, Batch.TARGET_MISSED);
    }

    @Test
    void without_series_there_is_nothing_to_do() {
        Batch batch = Batch.of(List.of());
        assertThat(batch.size()).isZero();
        batch.evaluate(new double[0], 0, new byte[0]);
    }

    @Test
    void arrays_that_are_too_short_are_refused_before_anything_is_evaluated() {
        Batch batch = Batch.of(Collections.nCopies(3, compiled("x: < 1")));
        assertThatThrownBy(() -> batch.evaluate(new double[2], 0, new byte[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("values: 2 (expected: one for each of 3 series)");
        assertThatThrownBy(() -> batch.evaluate(new double[3], 0, new byte[2]))
                .hasMessage("levels: 2 (expected: one for each of 3 series)");
    }

    /** Fleets that mix what is shared, what is alike and what is neither; some longer than a block. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 60, 2_500})
    void every_series_gets_what_it_would_get_alone_pass_after_pass(int size) {
        for (long seed = 0; seed < 10_000 / size; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<CompiledThreshold> thresholds = fleet(random, size);
            Batch batch = Batch.of(thresholds);
            long[][] memories = new long[size][];
            for (int i = 0; i < size; i++) {
                memories[i] = thresholds.get(i).newMemory();
            }
            double[] values = new double[size];
            byte[] levels = new byte[size];
            long now = random.nextLong();
            boolean calm = random.nextBoolean();
            for (int pass = 0; pass < 12; pass++) {
                for (int i = 0; i < size; i++) {
                    values[i] = calm && random.nextInt(50) > 0 ? 0.05 : RandomThresholds.value(random);
                }
                batch.evaluate(values, now, levels);
                for (int i = 0; i < size; i++) {
                    Evaluation alone = thresholds.get(i).evaluate(values[i], now, memories[i]);
                    if (levels[i] != Batch.level(alone)
                            || !batch.evaluation(i, values[i], now).equals(alone)) {
                        assertThat(levels[i])
                                .as(
                                        "seed %d, pass %d, series %d: %s of %s, %s",
                                        seed, pass, i, thresholds.get(i).threshold(), values[i], alone)
                                .isEqualTo(Batch.level(alone));
                        assertThat(batch.evaluation(i, values[i], now)).isEqualTo(alone);
                    }
                }
                now = RandomThresholds.later(random, now);
            }
        }
    }

    private static List<CompiledThreshold> fleet(SplittableRandom random, int size) {
        List<CompiledThreshold> fleet = new ArrayList<>();
        while (fleet.size() < size) {
            int run = Math.min(
                    size - fleet.size(), random.nextInt(4) == 0 ? 1 + random.nextInt(1_500) : 1 + random.nextInt(20));
            switch (random.nextInt(3)) {
                case 0 -> fleet.addAll(Collections.nCopies(run, any(random)));
                case 1 -> fleet.addAll(alike(random, run));
                default -> fleet.add(any(random));
            }
        }
        return fleet;
    }

    private static CompiledThreshold any(SplittableRandom random) {
        Threshold threshold = RandomThresholds.parsed(RandomThresholds.clauses(random, true));
        return new CompiledThreshold(threshold).against(RandomThresholds.reference(random));
    }

    /** One text, and a baseline for each. */
    private static List<CompiledThreshold> alike(SplittableRandom random, int run) {
        String[] texts = {
            "x: target <= baseline, HIGH > baseline + 50%, CRITICAL > baseline + 100%",
            "x: target <= baseline, HIGH > baseline + 50% for 30s, CRITICAL > baseline + 100% for 60s",
            "x: HIGH < baseline - 10%, CRITICAL < baseline - 60% for 20s",
            "x: LOW > baseline + 0.1s, CRITICAL > 2s",
        };
        CompiledThreshold text = compiled(texts[random.nextInt(texts.length)]);
        List<CompiledThreshold> alike = new ArrayList<>();
        for (int i = 0; i < run; i++) {
            alike.add(text.against(new Reference(random.nextDouble(0.1, 6), 100)));
        }
        return alike;
    }
}

package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Clause.Level;
import dev.postflight.api.Clause.Required;
import dev.postflight.api.Clause.Target;
import dev.postflight.api.Composite.Element;
import dev.postflight.api.Composite.Quantifier;
import dev.postflight.api.Figure.Combined;
import dev.postflight.api.Figure.Metric;
import dev.postflight.api.Figure.OverTime;
import dev.postflight.api.Limit.Fixed;
import dev.postflight.api.Limit.Holds;
import dev.postflight.api.Limit.Outside;
import dev.postflight.api.Limit.Relative;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** R2: parsing the text form of a threshold gives an equal threshold, whatever it is made of. */
class ThresholdPropertyTest {

    private static final int CASES = 5_000;
    private static final String[][] SYMBOLS = {
        {"ns", "us", "ms", "s", "m", "min", "h", "d"},
        {"%", ""},
        {"B", "kB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB"},
        {"/s", "/min"},
        {""}
    };

    @Test
    void what_is_printed_reads_back_as_the_same() {
        int accepted = 0;
        for (long seed = 0; accepted < CASES; seed++) {
            assertThat(seed).as("seeds for %d valid thresholds", CASES).isLessThan(20L * CASES);
            Threshold threshold = randomOrNothing(seed);
            if (threshold == null) {
                continue;
            }
            accepted++;
            String text = threshold.toString();
            assertThat(parsed(text)).as("seed %d: %s", seed, text).isEqualTo(threshold);
            assertThat(parsed(text)).as("seed %d: %s", seed, text).hasToString(text);
        }
    }

    @Test
    void the_order_of_clauses_is_forgotten() {
        for (long seed = 0; seed < CASES; seed++) {
            Threshold threshold = randomOrNothing(seed);
            if (threshold != null) {
                List<Clause> shuffled = new ArrayList<>(threshold.clauses());
                Collections.shuffle(shuffled, new Random(seed));
                assertThat(new Threshold(threshold.subject(), shuffled))
                        .as("seed %d: %s", seed, threshold)
                        .isEqualTo(threshold);
            }
        }
    }

    @Test
    void random_characters_are_refused_with_a_message_and_nothing_worse() {
        String alphabet =
                "xp95:  <>=!,.+-%/eE0123456789 msMiBµ for target HIGH outside baseline()offer any all over phase\t\u00a0\ud83d\u202e";
        for (long seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "x: HIGH > " : "");
            for (int i = random.nextInt(30); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                Threshold threshold = Threshold.parse(text.toString());
                assertThat(parsed(threshold.toString()))
                        .as("seed %d: %s", seed, text)
                        .isEqualTo(threshold);
            } catch (IllegalArgumentException e) {
                assertThat(e).as("seed %d", seed).hasMessageContaining("(expected: ");
            }
        }
    }

    private static Object parsed(String text) {
        try {
            return Threshold.parse(text);
        } catch (IllegalArgumentException e) {
            return e;
        }
    }

    /** What contradicts itself is nothing; most do not. */
    private static @Nullable Threshold randomOrNothing(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] symbols = pick(random, SYMBOLS);
        List<Clause> clauses = new ArrayList<>();
        try {
            if (random.nextInt(4) == 0) {
                for (int i = 1 + random.nextInt(2); i > 0; i--) {
                    clauses.add(new Level(pick(random, Severity.values()), new Holds(), holding(random)));
                }
                return new Threshold(composite(random, 0), clauses);
            }
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                clauses.add(clause(random, symbols));
            }
            return new Threshold(figure(random, 0), clauses);
        } catch (IllegalArgumentException refused) {
            return null;
        }
    }

    private static Composite composite(SplittableRandom random, int depth) {
        List<Element> elements = new ArrayList<>();
        for (int i = 2 + random.nextInt(3); i > 0; i--) {
            elements.add(
                    depth < 3 && random.nextInt(4) == 0
                            ? new Element(composite(random, depth + 1), new Holds(), holding(random))
                            : new Element(figure(random, 0), limit(random, pick(random, SYMBOLS)), holding(random)));
        }
        return new Composite(pick(random, Quantifier.values()), elements);
    }

    private static Figure figure(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth < 4 ? 6 : 4)) {
            case 0, 1 -> new Metric(pick(random, "x", "p95", "error_rate", "a.b-c", "any", "over", "phase"));
            case 2, 3 -> overTime(random);
            default ->
                new Combined(figure(random, depth + 1), pick(random, Arithmetic.values()), figure(random, depth + 1));
        };
    }

    private static Figure overTime(SplittableRandom random) {
        Statistic statistic = pick(random, Statistic.values());
        String metric =
                random.nextBoolean() || statistic == Statistic.ERROR_RATIO ? null : pick(random, "x", "of", "p95");
        Duration window = holding(random);
        return new OverTime(statistic, metric, window.isZero() ? null : window);
    }

    private static Clause clause(SplittableRandom random, String[] symbols) {
        Limit limit = limit(random, symbols);
        return switch (random.nextInt(6)) {
            case 0 -> new Target(limit);
            case 1 -> new Required(limit);
            default -> new Level(pick(random, Severity.values()), limit, holding(random));
        };
    }

    private static Limit limit(SplittableRandom random, String[] symbols) {
        Quantity quantity = quantity(random, pick(random, symbols));
        return switch (random.nextInt(6)) {
            case 0 -> new Relative(pick(random, Operator.values()), null);
            case 1 -> new Relative(pick(random, Operator.values()), quantity);
            case 2 -> outside(quantity, quantity(random, pick(random, symbols)));
            default -> new Fixed(pick(random, Operator.values()), quantity);
        };
    }

    private static Limit outside(Quantity one, Quantity other) {
        return one.value() <= other.value() ? new Outside(one, other) : new Outside(other, one);
    }

    /** Mostly what people write, at times what fits into the type. */
    private static Quantity quantity(SplittableRandom random, String symbol) {
        BigDecimal amount = switch (random.nextInt(10)) {
            case 0 -> new BigDecimal(digits(random, 40), random.nextInt(-250, 250));
            case 1 ->
                BigDecimal.valueOf(Double.longBitsToDouble(random.nextLong() & 0x7fefffffffffffffL))
                        .movePointLeft(20);
            case 2 -> BigDecimal.ZERO;
            case 3 -> BigDecimal.valueOf(-random.nextInt(1_000), random.nextInt(4));
            default -> BigDecimal.valueOf(random.nextInt(100_000), random.nextInt(6));
        };
        return new Quantity(amount, symbol);
    }

    private static BigInteger digits(SplittableRandom random, int most) {
        StringBuilder digits = new StringBuilder("1");
        for (int i = random.nextInt(most); i > 0; i--) {
            digits.append(random.nextInt(10));
        }
        return new BigInteger(digits.toString());
    }

    private static Duration holding(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> Duration.ofNanos(1 + random.nextLong(Duration.ofDays(3650).toNanos()));
            case 1 -> Duration.ofMinutes(1 + random.nextInt(10_000));
            case 2 -> Duration.ofDays(1 + random.nextInt(3650));
            default -> Duration.ZERO;
        };
    }

    @SafeVarargs
    private static <T> T pick(SplittableRandom random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}

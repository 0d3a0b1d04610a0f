package dev.postflight.verify.evaluate;

import dev.postflight.api.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Thresholds of every kind, and values that are near their limits, far out, or none. */
final class RandomThresholds {

    private static final String[] OPERATORS = {"<", "<=", ">", ">=", "=", "!="};
    private static final String[] KINDS = {"target", "", "LOW", "MEDIUM", "HIGH", "CRITICAL"};
    private static final String[] NUMBERS = {"0", "1", "2", "3", "5", "7", "0.1", "0.3", "-1", "-2", "4e-320", "1.7e308"
    };
    private static final double[] FAR_OUT = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        -0.0,
        0.0,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.longBitsToDouble(-1), // a NaN with its sign bit set
        1e300,
        -1e300
    };

    private RandomThresholds() {}

    /** One to four clauses that make a threshold in this order, and so in any. */
    static List<String> clauses(SplittableRandom random, boolean relative) {
        while (true) {
            List<String> clauses = new ArrayList<>();
            int size = random.nextInt(1, 5);
            String symbol = random.nextBoolean() ? "" : "s";
            for (int i = 0; i < size; i++) {
                clauses.add(clause(random, symbol, relative));
            }
            if (goTogether(clauses)) {
                return clauses;
            }
        }
    }

    static Threshold parsed(List<String> clauses) {
        return Threshold.parse("x: " + String.join(", ", clauses));
    }

    static boolean goTogether(List<String> clauses) {
        try {
            return !parsed(clauses).clauses().isEmpty();
        } catch (IllegalArgumentException contradiction) {
            return false;
        }
    }

    static String clause(SplittableRandom random, String symbol, boolean relative) {
        String kind = KINDS[random.nextInt(KINDS.length)];
        boolean holds = kind.equals(kind.toUpperCase(Locale.ROOT)) && !kind.isEmpty() && random.nextBoolean();
        return kind + " " + limit(random, symbol, relative) + (holds ? " for " + random.nextInt(1, 120) + "s" : "");
    }

    private static String limit(SplittableRandom random, String symbol, boolean relative) {
        String operator = OPERATORS[random.nextInt(OPERATORS.length)];
        String number = NUMBERS[random.nextInt(NUMBERS.length)];
        if (relative && random.nextInt(3) == 0) {
            String margin = random.nextBoolean() ? random.nextInt(0, 50) + "%" : random.nextInt(0, 3) + symbol;
            return operator + " baseline " + (random.nextBoolean() ? "+ " : "- ") + margin;
        }
        if (random.nextInt(8) == 0) {
            int from = random.nextInt(0, 4);
            return "outside " + from + symbol + ".." + (from + random.nextInt(0, 4)) + symbol;
        }
        return operator + " " + number + symbol;
    }

    static Reference reference(SplittableRandom random) {
        double[] values = {0.3, 1, 2, 5, 0, -0.0, -2, Double.NaN, 1e308};
        return new Reference(values[random.nextInt(values.length)], random.nextInt(6) == 0 ? 29 : 30);
    }

    static double value(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> FAR_OUT[random.nextInt(FAR_OUT.length)];
            case 1 -> Math.nextUp(Double.parseDouble(NUMBERS[random.nextInt(NUMBERS.length)]));
            case 2 -> Math.nextDown(Double.parseDouble(NUMBERS[random.nextInt(NUMBERS.length)]));
            case 3 -> Double.parseDouble(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 4 -> random.nextDouble(-3, 10);
            default -> random.nextInt(0, 8);
        };
    }

    /** Mostly forward, at times standing still or back. */
    static long later(SplittableRandom random, long now) {
        return now + random.nextLong(random.nextInt(10) == 0 ? -90 : 0, 90) * 1_000_000_000L;
    }
}

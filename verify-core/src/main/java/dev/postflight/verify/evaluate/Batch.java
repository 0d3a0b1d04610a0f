package dev.postflight.verify.evaluate;

import static java.lang.Double.doubleToRawLongBits;

import dev.postflight.api.Severity;
import dev.postflight.verify.evaluate.Steps.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Thousands of series against their thresholds in one pass, for fleets and for replays. Each series gets the level that
 * {@link CompiledThreshold#evaluate} would give it, pass after pass, holding times included.
 *
 * <p>Levels are bytes in the order of gravity, so that one comparison finds what is wrong: {@code level != MET} is all that
 * does not pass, {@code level >= LOW} all that is an alert or unknown.
 *
 * <p>Neighbours are quickest when their thresholds differ only in their numbers and have at most three clauses, all of them
 * against high values or all against low ones: they go through one loop without a branch. What that loop cannot decide (a
 * value that is negative or none, a limit with a holding time) is evaluated for itself, as are all other series.
 *
 * <p>Nothing is allocated per pass. Not for several threads at a time.
 *
 * @since 0.1
 */
public final class Batch {

    /** All that was wanted was seen. */
    public static final byte MET = 0;
    /** A target was missed. */
    public static final byte TARGET_MISSED = 1;
    /** A level's limit is crossed, but not yet for as long as the level wants. */
    public static final byte PENDING = 2;
    /** A level LOW was reached. */
    public static final byte LOW = 3;
    /** A level MEDIUM was reached. */
    public static final byte MEDIUM = 4;
    /** A level HIGH was reached. */
    public static final byte HIGH = 5;
    /** A level CRITICAL was reached, or what is required was not met. */
    public static final byte CRITICAL = 6;
    /** There is no telling: no figure, or no baseline. */
    public static final byte UNKNOWN = 7;

    /** So that what a block has in the cache is still there when some of its series are looked at again. */
    private static final int LARGEST_BLOCK = 1024;

    private static final int SMALLEST_BLOCK_OF_STEPS = 8;
    /** What makes a sign bit of the exponent that infinities and NaN have. */
    private static final long ONE_MORE = 1L << 52;

    private static final int SIGN = 63;

    private final CompiledThreshold[] thresholds;
    private final long[][] memories;
    /** Whether any clock of a series runs. */
    private final boolean[] isRunning;

    private final long[] first;
    private final long[] second;
    private final long[] third;
    private final Block[] blocks;

    private Batch(List<CompiledThreshold> all) {
        int size = all.size();
        thresholds = all.toArray(new CompiledThreshold[0]);
        memories = new long[size][];
        isRunning = new boolean[size];
        first = new long[size];
        second = new long[size];
        third = new long[size];
        Shape[] shapes = new Shape[size];
        Map<CompiledThreshold, Steps> known = new HashMap<>();
        for (int i = 0; i < size; i++) {
            Steps steps = known.computeIfAbsent(thresholds[i], Steps::of);
            memories[i] = thresholds[i].newMemory();
            first[i] = steps.first();
            second[i] = steps.second();
            third[i] = steps.third();
            shapes[i] = steps.shape();
        }
        blocks = blocks(shapes);
    }

    /**
     * A batch.
     *
     * @param thresholds one for each series; one object may stand for many
     * @return a batch that remembers nothing yet
     */
    public static Batch of(List<CompiledThreshold> thresholds) {
        return new Batch(List.copyOf(thresholds));
    }

    /**
     * How many series there are.
     *
     * @return zero or more
     */
    public int size() {
        return thresholds.length;
    }

    /**
     * Evaluates one value of each series.
     *
     * @param values one for each series, in base units; NaN where there is none
     * @param now elapsed time in nanoseconds, from the same ticker as before
     * @param levels gets one level for each series
     * @throws IllegalArgumentException if an array is too short
     */
    public void evaluate(double[] values, long now, byte[] levels) {
        checkLength("values", values.length);
        checkLength("levels", levels.length);
        for (Block block : blocks) {
            if (block.shape.equals(Shape.NONE)) {
                for (int i = block.from; i < block.to; i++) {
                    levels[i] = ask(i, values[i], now);
                }
            } else if (countSteps(block, values, levels) || block.holds) {
                askWhereNeeded(block, values, now, levels);
            }
        }
    }

    /**
     * What is behind the level of a series. Called with what the last pass was called with, it says which clause decided;
     * it changes nothing.
     *
     * @param series its number, from 0
     * @param value in the base unit
     * @param now elapsed time in nanoseconds
     * @return what the value means
     * @throws IndexOutOfBoundsException if there is no such series
     */
    public Evaluation evaluation(int series, double value, long now) {
        return thresholds[series].evaluate(value, now, memories[series].clone());
    }

    /**
     * The level of an evaluation.
     *
     * @param evaluation of one value
     * @return {@link #MET} to {@link #UNKNOWN}
     */
    public static byte level(Evaluation evaluation) {
        Severity severity = evaluation.severity();
        if (severity != null) {
            return switch (severity) {
                case LOW -> LOW;
                case MEDIUM -> MEDIUM;
                case HIGH -> HIGH;
                case CRITICAL -> CRITICAL;
            };
        }
        return switch (evaluation.reason()) {
            case MET -> MET;
            case TARGET_MISSED -> TARGET_MISSED;
            case LEVEL_PENDING -> PENDING;
            default -> UNKNOWN;
        };
    }

    /**
     * No branch, no object, nothing but differences and their signs; written for values that are finite and not negative.
     * One more thing to remember from turn to turn, and C2 is out of registers and takes half as long again.
     *
     * @return whether any value is another one
     */
    private boolean countSteps(Block block, double[] values, byte[] levels) {
        long[] one = first;
        long[] two = second;
        long[] three = third;
        long flip = block.shape.flip();
        byte[] levelOfSteps = block.levelOfSteps;
        long odd = 0;
        for (int i = block.from; i < block.to; i++) {
            long bits = doubleToRawLongBits(values[i]);
            long value = bits ^ flip;
            levels[i] = levelOfSteps[
                    (int) ((one[i] - value >>> SIGN) + (two[i] - value >>> SIGN) + (three[i] - value >>> SIGN))];
            odd |= odd(bits);
        }
        return odd < 0;
    }

    /** Negative for what is negative, infinite or NaN. */
    private static long odd(long bits) {
        return bits | bits + ONE_MORE;
    }

    private void askWhereNeeded(Block block, double[] values, long now, byte[] levels) {
        for (int i = block.from; i < block.to; i++) {
            if (levels[i] == Steps.ASK || isRunning[i] || odd(doubleToRawLongBits(values[i])) < 0) {
                levels[i] = ask(i, values[i], now);
                isRunning[i] = thresholds[i].isRunning(memories[i]);
            }
        }
    }

    private byte ask(int series, double value, long now) {
        return level(thresholds[series].evaluate(value, now, memories[series]));
    }

    private void checkLength(String name, int length) {
        if (length < thresholds.length) {
            throw new IllegalArgumentException(
                    name + ": " + length + " (expected: one for each of " + thresholds.length + " series)");
        }
    }

    /** Neighbours of one shape together; where too few are together, those of any shape, to be asked one by one. */
    private static Block[] blocks(Shape[] shapes) {
        for (int from = 0, to; from < shapes.length; from = to) {
            to = endOfShape(shapes, from, shapes.length);
            if (to - from < SMALLEST_BLOCK_OF_STEPS) {
                Arrays.fill(shapes, from, to, Shape.NONE);
            }
        }
        List<Block> blocks = new ArrayList<>();
        for (int from = 0, to; from < shapes.length; from = to) {
            to = endOfShape(shapes, from, Math.min(shapes.length, from + LARGEST_BLOCK));
            blocks.add(new Block(shapes[from], from, to));
        }
        return blocks.toArray(new Block[0]);
    }

    private static int endOfShape(Shape[] shapes, int from, int last) {
        int to = from + 1;
        while (to < last && shapes[to].equals(shapes[from])) {
            to++;
        }
        return to;
    }

    /** Neighbouring series. */
    private static final class Block {
        final Shape shape;
        final byte[] levelOfSteps;
        final boolean holds;
        final int from;
        final int to;

        Block(Shape shape, int from, int to) {
            this.shape = shape;
            levelOfSteps = shape.levelOfSteps();
            holds = shape.holds();
            this.from = from;
            this.to = to;
        }
    }
}

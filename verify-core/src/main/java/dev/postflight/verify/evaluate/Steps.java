package dev.postflight.verify.evaluate;

/**
 * A threshold whose limits all lie on one side, as three steps: how many of them a value is beyond makes its level. Fewer
 * clauses leave steps that no value is beyond.
 *
 * <p>Steps compare the bits of doubles, which are in the order of the doubles as long as these are not negative. Where low
 * values are bad, all bits are flipped, which turns the order round. Then a value is beyond a step if the step minus the
 * value is negative; no difference of such numbers overflows.
 *
 * @param shape what it has in common with others
 * @param first the step nearest to what is good
 * @param second not before the first
 * @param third not before the second
 */
record Steps(Shape shape, long first, long second, long third) {

    /** In place of a level: only the threshold knows. */
    static final byte ASK = -1;

    /** For a threshold of another kind. */
    static final Steps NONE = new Steps(Shape.NONE, 0, 0, 0);

    private static final int MOST = 3;
    private static final double LARGEST = Double.MAX_VALUE;
    private static final long LARGEST_BITS = Double.doubleToRawLongBits(LARGEST);

    /**
     * What many thresholds have in common.
     *
     * @param flip all bits set when low values are bad; else zero
     * @param levels a byte for each number of steps, the lowest for none
     */
    record Shape(long flip, int levels) {
        static final Shape NONE = new Shape(0, 0);

        byte[] levelOfSteps() {
            byte[] levelOfSteps = new byte[MOST + 1];
            for (int i = 0; i <= MOST; i++) {
                levelOfSteps[i] = (byte) (levels >> i * Byte.SIZE);
            }
            return levelOfSteps;
        }

        /** Whether any level has a holding time. */
        boolean holds() {
            for (byte level : levelOfSteps()) {
                if (level == ASK) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The steps, or {@link #NONE} when it has too many limits, or limits of another kind. */
    static Steps of(CompiledThreshold threshold) {
        Condition[] conditions = threshold.conditions();
        boolean upwards = true;
        boolean downwards = true;
        for (Condition condition : conditions) {
            upwards &= condition.from == -LARGEST && !condition.isBadInside;
            downwards &= condition.to == LARGEST && !condition.isBadInside;
        }
        if (threshold.isUnknown() || conditions.length > MOST || !upwards && !downwards) {
            return NONE;
        }
        long flip = upwards ? 0 : -1;
        long next = upwards ? LARGEST_BITS : -1;
        long[] steps = {next, next, next};
        int levels = 0;
        for (int i = 0; i < conditions.length; i++) { // the gravest first: what is beyond it, is beyond all
            Condition condition = conditions[i];
            next = Math.min(next, upwards ? highest(condition.to) : flip ^ lowest(condition.from));
            steps[conditions.length - 1 - i] = next;
        }
        boolean remembers = false; // from the mildest that has a clock on, the threshold has to be asked
        for (int i = 1; i <= conditions.length; i++) {
            Condition condition = conditions[conditions.length - i];
            remembers |= condition.holdingNanos > 0;
            levels |= ((remembers ? ASK : condition.level) & 0xff) << i * Byte.SIZE;
        }
        return new Steps(new Shape(flip, levels), steps[0], steps[1], steps[2]);
    }

    /** The last good value upwards; when it is negative, all that are not are beyond. */
    private static long highest(double to) {
        return to < 0 ? -1 : Double.doubleToRawLongBits(to + 0.0);
    }

    /** The last good value downwards; when it is not positive, no value is beyond. */
    private static long lowest(double from) {
        return from <= 0 ? 0 : Double.doubleToRawLongBits(from);
    }
}

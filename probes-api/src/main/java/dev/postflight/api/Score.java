package dev.postflight.api;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A weighted score: a check that passes counts its weight, one that warns half of it, any other nothing, over the total
 * weight of all checks that are not ignored. Held in halves of a weight, so that comparisons are exact.
 *
 * @param earnedHalves twice the weight that was earned; 0 to {@code totalHalves}
 * @param totalHalves twice the weight that could be earned; 0 when nothing counted
 * @since 0.1
 */
public record Score(long earnedHalves, long totalHalves) {

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if less than nothing or more than everything was earned
     */
    public Score {
        if (earnedHalves < 0 || earnedHalves > totalHalves) {
            throw new IllegalArgumentException(
                    Faults.sentence("earnedHalves", earnedHalves, "0 to totalHalves, " + totalHalves));
        }
    }

    /**
     * The share that was earned.
     *
     * @return 0 to 1; 0 when nothing counted
     */
    public double ratio() {
        return totalHalves == 0 ? 0 : (double) earnedHalves / totalHalves;
    }

    /**
     * Compares exactly: 14.5 of 25 meets 0.58.
     *
     * @param ratio the wanted share, 0 to 1
     * @return whether at least that share was earned; {@code false} when nothing counted
     */
    public boolean meets(BigDecimal ratio) {
        return totalHalves > 0
                && BigDecimal.valueOf(earnedHalves).compareTo(ratio.multiply(BigDecimal.valueOf(totalHalves))) >= 0;
    }

    /**
     * The score for people, rounded down so that it never looks better than it is.
     *
     * @return for example {@code 9.64/10 (96.4 %)}
     */
    @Override
    public String toString() {
        return share(10, 2) + "/10 (" + share(100, 1) + " %)";
    }

    private String share(int of, int decimals) {
        return totalHalves == 0
                ? "0"
                : BigDecimal.valueOf(earnedHalves)
                        .multiply(BigDecimal.valueOf(of))
                        .divide(BigDecimal.valueOf(totalHalves), decimals, RoundingMode.DOWN)
                        .toPlainString();
    }
}

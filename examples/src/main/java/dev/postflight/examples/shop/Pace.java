package dev.postflight.examples.shop;

import dev.postflight.api.Quantity;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How fast days go by.
 *
 * @param secondsInOne how many seconds of them take a second; 0 for any number
 * @param millisBetween how long to wait between two lines if it is any number
 */
record Pace(double secondsInOne, long millisBetween) {

    /** Without a pause. */
    static final Pace MAX = new Pace(0, 0);

    /** As fast as a person can follow. */
    static final Pace READABLE = new Pace(0, 80);

    private static final double LEAST = 60;
    private static final double MOST = 365 * 86_400.0;

    static Pace parse(String text) {
        if (text.equals("max")) {
            return MAX;
        }
        Quantity time = quantity(text);
        if (time.unit() != Unit.SECONDS || time.value() < LEAST || time.value() > MOST) {
            throw wrong(text);
        }
        return new Pace(time.value(), 0);
    }

    private static Quantity quantity(String text) {
        try {
            return Quantity.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrong(text);
        }
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "--speed: " + text + " (expected: what goes by in a second, 1min to 365d, or max)");
    }

    long millis(Duration passed) {
        return secondsInOne > 0 ? Math.round(passed.toMillis() / secondsInOne) : millisBetween;
    }

    /** Lets the time pass in which that happened; not any longer once the thread is interrupted. */
    void pass(Duration passed) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis(passed));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.postflight.verify.engine;

import java.util.concurrent.CountDownLatch;

/** What probes do that ignore interrupts. */
final class Stubborn {

    private Stubborn() {}

    /** Whatever comes. */
    static void await(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException ignored) {
                // that is what such a probe does
            }
        }
    }
}

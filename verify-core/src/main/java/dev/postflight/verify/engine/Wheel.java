package dev.postflight.verify.engine;

import org.jspecify.annotations.Nullable;

/** Who drives the phases of a plan: one thread at a time, for one run or, to watch, for days. Safe for any number of threads. */
final class Wheel {

    private @Nullable Thread driver;
    private boolean watching;
    private boolean told;

    /** Takes it as soon as nobody has it, to keep it for long. */
    synchronized void takeToWatch() {
        boolean interrupted = false;
        while (isTaken()) {
            interrupted |= isInterruptedWaiting();
        }
        take();
        watching = true;
        restore(interrupted);
    }

    /**
     * Takes it for one run as soon as nobody has it. Whoever watches keeps it: then this waits for the first verdict of the
     * watch, or an interrupt, which stays set.
     *
     * @return whether it was taken
     */
    synchronized boolean takeUnlessWatched() {
        boolean interrupted = false;
        while (isTaken() && !(watching && (told || interrupted))) {
            interrupted |= isInterruptedWaiting();
        }
        boolean free = driver == null;
        if (free) {
            take();
        }
        restore(interrupted);
        return free;
    }

    /** Takes it if nobody has it, not even the calling thread. */
    synchronized boolean takeIfFree() {
        boolean free = driver == null;
        if (free) {
            take();
        }
        return free;
    }

    /** There is a verdict of the watch. */
    synchronized void told() {
        told = true;
        notifyAll();
    }

    synchronized void leave() {
        driver = null;
        watching = false;
        told = false;
        notifyAll();
    }

    private boolean isTaken() {
        if (driver == Thread.currentThread()) {
            throw new IllegalStateException("verify: called by a probe of its own run (expected: another thread)");
        }
        return driver != null;
    }

    private void take() {
        driver = Thread.currentThread();
    }

    @SuppressWarnings("WaitNotInLoop") // those who call it loop
    private boolean isInterruptedWaiting() {
        try {
            wait();
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.postflight.verify.engine;

/** How many may run at the same time, and how many do. Used by the thread that drives the phase. */
final class Budget {

    private final int most;
    private int used;

    Budget(int most) {
        this.most = most;
    }

    boolean hasRoom() {
        return used < most;
    }

    void take() {
        used++;
    }

    void giveBack() {
        used--;
    }
}

package dev.postflight.examples.docs;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What a probe of the documentation asks: it lends connections, and has a queue. */
class Broker {

    private final int size;
    private final Semaphore connections;
    private final int length;

    Broker(int size, int length) {
        this.size = size;
        this.connections = new Semaphore(size);
        this.length = length;
    }

    static Broker stopped() {
        return new Broker(0, 0) {
            @Override
            boolean lend(long nanos) {
                throw new IllegalStateException("the broker was stopped");
            }
        };
    }

    static Broker withoutFreeConnections() {
        return new Broker(0, 0);
    }

    static Broker withClosedQueue() {
        return new Broker(1, -1);
    }

    long lent() {
        return (long) size - connections.availablePermits();
    }

    boolean lend(long nanos) throws InterruptedException {
        return connections.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    }

    int length() {
        return length;
    }

    void giveBack() {
        connections.release();
    }
}

package dev.postflight.benchmarks;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** A probe that draws by lot what it does in each run, and counts each run when it begins and when it ends. */
final class SoakProbe implements Probe {

    private static final long HANGING_ON = TimeUnit.MILLISECONDS.toNanos(300);
    private static final int LONGEST_STRETCH_MILLIS = 5_000;

    /** What a run does. */
    enum Deed {
        UP("answered up"),
        DOWN("answered down, for a stretch"),
        FLAPS("threw, for a stretch"),
        THROWS("threw an exception"),
        ERRS("threw an error"),
        SLOW("were slow"),
        HANGS("hung until they were interrupted"),
        HANGS_ON("hung on after the interrupt"),
        WAITS("wait for the account");

        final String text;

        Deed(String text) {
            this.text = text;
        }
    }

    /** What all probes share: their counts, and the gate at which they wait while the account is made. */
    static final class Field {

        private final Map<Deed, LongAdder> started = new EnumMap<>(Deed.class);
        private final Map<Deed, LongAdder> ended = new EnumMap<>(Deed.class);
        private final LongAdder twiceAtOnce = new LongAdder();
        private final CountDownLatch gate = new CountDownLatch(1);
        private volatile boolean halted;

        Field() {
            for (Deed deed : Deed.values()) {
                started.put(deed, new LongAdder());
                ended.put(deed, new LongAdder());
            }
        }

        /** From now on each run waits, whatever comes, until {@link #release()}. */
        void halt() {
            halted = true;
        }

        /** Ends the wait; runs that begin later are not counted. */
        void release() {
            gate.countDown();
        }

        long started(Deed deed) {
            return of(started, deed).sum();
        }

        long ended(Deed deed) {
            return of(ended, deed).sum();
        }

        long started() {
            return started.values().stream().mapToLong(LongAdder::sum).sum();
        }

        long ended() {
            return ended.values().stream().mapToLong(LongAdder::sum).sum();
        }

        long twiceAtOnce() {
            return twiceAtOnce.sum();
        }

        private boolean isReleased() {
            return gate.getCount() == 0;
        }
    }

    private static LongAdder of(Map<Deed, LongAdder> counts, Deed deed) {
        return Objects.requireNonNull(counts.get(deed));
    }

    private final Field field;
    private final SplittableRandom random;
    private final Deed bad;
    private final long timeout;
    private final AtomicBoolean inside = new AtomicBoolean();
    private boolean isBad;
    private long stretchEnd;

    /**
     * A probe.
     *
     * @param field where it is counted
     * @param random what it draws from
     * @param bad what it does for stretches at a time; {@link Deed#UP} for one that does not flap
     * @param timeout of its check
     */
    SoakProbe(Field field, SplittableRandom random, Deed bad, Duration timeout) {
        this.field = field;
        this.random = random;
        this.bad = bad;
        this.timeout = timeout.toNanos();
        stretchEnd = System.nanoTime();
    }

    @Override
    public Map<String, Unit> metrics() {
        return Map.of("load", Unit.RATIO);
    }

    @Override
    public ProbeResult run(Duration left) throws Exception {
        if (field.isReleased()) {
            return ProbeResult.up(); // the account is closed
        }
        if (inside.getAndSet(true)) {
            field.twiceAtOnce.increment();
        }
        Deed deed = field.halted ? Deed.WAITS : draw();
        of(field.started, deed).increment();
        try {
            return act(deed);
        } finally {
            inside.set(false);
            of(field.ended, deed).increment();
        }
    }

    /** 10 % throw, 5 % hang, 5 % are slow, 1 % throw an error; the others are up or, in a bad stretch, what they are then. */
    private Deed draw() {
        int lot = random.nextInt(100);
        if (lot < 10) {
            return Deed.THROWS;
        }
        if (lot < 15) {
            return lot == 14 ? Deed.HANGS_ON : Deed.HANGS;
        }
        if (lot < 20) {
            return Deed.SLOW;
        }
        if (lot < 21) {
            return Deed.ERRS;
        }
        long now = System.nanoTime();
        if (now - stretchEnd >= 0) {
            isBad = random.nextBoolean();
            stretchEnd = now + TimeUnit.MILLISECONDS.toNanos(1 + random.nextInt(LONGEST_STRETCH_MILLIS));
        }
        return isBad ? bad : Deed.UP;
    }

    private ProbeResult act(Deed deed) throws Exception {
        switch (deed) {
            case UP -> {}
            case DOWN -> {
                return ProbeResult.down("it is down");
            }
            case FLAPS, THROWS -> throw new IllegalStateException("no");
            case ERRS -> err();
            case SLOW -> stay(timeout / 4 + random.nextLong(timeout)); // a quarter of them beyond the timeout
            case HANGS -> new CountDownLatch(1).await();
            case HANGS_ON -> stay(timeout + HANGING_ON);
            case WAITS -> await(field.gate);
        }
        return ProbeResult.up(Measurement.of("load", random.nextDouble(), Unit.RATIO));
    }

    private void err() {
        switch (random.nextInt(3)) {
            case 0 -> throw new NoClassDefFoundError("dev/postflight/Missing");
            case 1 -> runOutOfStack(0);
            default -> throw new AssertionError(new long[Integer.MAX_VALUE].length); // runs out of memory, without any
        }
    }

    /** Returns never; the sum keeps the compiler from making a loop of it. */
    @SuppressWarnings("InfiniteRecursion")
    private static long runOutOfStack(long depth) {
        return runOutOfStack(depth + 1) + depth;
    }

    /** Whatever comes. */
    private static void stay(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            try {
                TimeUnit.NANOSECONDS.sleep(left);
            } catch (InterruptedException ignored) {
                // that is what this probe does
            }
        }
    }

    /** Whatever comes. */
    private static void await(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException ignored) {
                // that is what this probe does
            }
        }
    }
}

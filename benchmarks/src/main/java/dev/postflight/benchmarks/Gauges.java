package dev.postflight.benchmarks;

import dev.postflight.api.GaugeProbe;
import dev.postflight.api.Threshold;
import dev.postflight.api.Unit;
import dev.postflight.verify.evaluate.Batch;
import dev.postflight.verify.evaluate.CompiledThreshold;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** What all contestants have in common: the same sources, the same limits, one bad series. */
final class Gauges {

    static final double TARGET = 50;
    static final double HIGH = 80;
    static final double CRITICAL = 95;
    static final String LIMITS = "value: target <= 50, HIGH > 80, CRITICAL > 95";

    private Gauges() {}

    /** An object of its own for each series, of three classes by turns, so that no call has but one receiver. */
    static DoubleSupplier[] sources(int size) {
        DoubleSupplier[] sources = new DoubleSupplier[size];
        for (int i = 0; i < size; i++) {
            long value = i == bad(size) ? 99 : 10 + i % 40;
            sources[i] = switch (i % 3) {
                case 0 -> new Counted(new AtomicLong(value));
                case 1 -> new Shown(value);
                default -> new Measured(value);
            };
        }
        return sources;
    }

    /** Which series is bad. */
    static int bad(int size) {
        return size / 2;
    }

    /** The three limits by hand. */
    static byte level(double value) {
        return value > CRITICAL
                ? Batch.CRITICAL
                : value > HIGH ? Batch.HIGH : value > TARGET ? Batch.TARGET_MISSED : Batch.MET;
    }

    /** What a set-up has made. */
    static <T> T opened(@Nullable T made) {
        if (made == null) {
            throw new IllegalStateException("state: null (expected: one that was opened)");
        }
        return made;
    }

    static void assertSeen(boolean seen, String contestant) {
        if (!seen) {
            throw new IllegalStateException(contestant + ": another (expected: the bad series, and no other)");
        }
    }

    static void assertSeen(byte[] levels, String contestant) {
        for (int i = 0; i < levels.length; i++) {
            assertSeen(levels[i] == (i == bad(levels.length) ? Batch.CRITICAL : Batch.MET), contestant);
        }
    }

    private record Counted(AtomicLong value) implements DoubleSupplier {

        @Override
        public double getAsDouble() {
            return value.get();
        }
    }

    private static final class Shown implements DoubleSupplier {

        private volatile double value;

        Shown(double value) {
            this.value = value;
        }

        @Override
        public double getAsDouble() {
            return value;
        }
    }

    private static final class Measured implements DoubleSupplier {

        private volatile int value;

        Measured(long value) {
            this.value = (int) value;
        }

        @Override
        public double getAsDouble() {
            return value / 1.0;
        }
    }

    /** Postflight's pass: reads all probes, then evaluates all values. */
    static final class Pass {

        private final GaugeProbe[] probes;
        private final double[] values;
        private final Batch batch;
        private final byte[] levels;

        Pass(GaugeProbe[] probes) {
            this.probes = probes;
            values = new double[probes.length];
            levels = new byte[probes.length];
            List<CompiledThreshold> thresholds = new ArrayList<>();
            for (int i = 0; i < probes.length; i++) {
                thresholds.add(new CompiledThreshold(Threshold.parse(LIMITS)));
            }
            batch = Batch.of(thresholds);
        }

        byte[] run() {
            for (int i = 0; i < probes.length; i++) {
                values[i] = probes[i].read();
            }
            batch.evaluate(values, System.nanoTime(), levels);
            return levels;
        }
    }

    static GaugeProbe[] supplied(DoubleSupplier[] sources) {
        GaugeProbe[] probes = new GaugeProbe[sources.length];
        for (int i = 0; i < sources.length; i++) {
            probes[i] = GaugeProbe.of("value", Unit.COUNT, sources[i]);
        }
        return probes;
    }
}

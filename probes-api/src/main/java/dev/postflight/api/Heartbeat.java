package dev.postflight.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A dead man's switch, for a job that must run again and again: the job says that it has run, and when it does not say so in
 * time, the probe says that it is down.
 *
 * <pre>{@code
 * Heartbeat reset = Heartbeat.within(Duration.ofHours(25));
 * Check.of("midnight reset", reset);
 * ...
 * reset.beat();                                          // by the job, when it is done
 * reset.beat(ProbeResult.down("3 queues were not reset"));  // or when it is not
 * }</pre>
 *
 * <p>Before the first time it is silent, until the time is over. Safe for any number of threads.
 *
 * @since 0.1
 */
public final class Heartbeat implements Probe {

    private static final String AGE = "age";

    private final Duration within;
    private final Ticker ticker;
    private final long began;
    private volatile @Nullable Beat last;

    private record Beat(long at, ProbeResult result) {}

    private Heartbeat(Duration within, Ticker ticker) {
        this.within = within;
        this.ticker = ticker;
        began = ticker.nanos();
    }

    /**
     * A job that has not run yet.
     *
     * @param time how long it may take from one time to the next, and from now to the first: positive
     * @return the probe
     * @throws IllegalArgumentException if the time is not positive or longer than 3650 days
     */
    public static Heartbeat within(Duration time) {
        return within(time, Ticker.system());
    }

    /**
     * A job that has not run yet, by a ticker of one's own.
     *
     * @param time how long it may take from one time to the next, and from now to the first: positive
     * @param ticker elapsed time
     * @return the probe
     * @throws IllegalArgumentException if the time is not positive or longer than 3650 days
     */
    public static Heartbeat within(Duration time, Ticker ticker) {
        if (!Faults.isPositive(time)) {
            throw new IllegalArgumentException(Faults.sentence("within", time, Faults.POSITIVE_DURATION_RULE));
        }
        return new Heartbeat(time, requireNonNull(ticker, "ticker: null (expected: a ticker)"));
    }

    /** The job has run, and all is well. */
    public void beat() {
        beat(ProbeResult.up());
    }

    /**
     * The job has run.
     *
     * @param result what came of it; its figures are those of the check
     */
    public void beat(ProbeResult result) {
        last = new Beat(ticker.nanos(), requireNonNull(result, "result: null (expected: a result)"));
    }

    /**
     * What came of the last run, if that was in time.
     *
     * @param timeout is not needed
     * @return what the job said, or that it did not say anything in time
     */
    @Override
    public ProbeResult run(Duration timeout) {
        Beat beat = last;
        long age = ticker.nanos() - (beat == null ? began : beat.at());
        boolean late = age > within.toNanos();
        if (late) {
            String text = "it has not run for " + Unit.SECONDS.format(age / 1e9) + ", expected within "
                    + Durations.shown(within);
            return ProbeResult.down(text, Measurement.of(AGE, age / 1e9, Unit.SECONDS));
        }
        if (beat == null) {
            return ProbeResult.silent("it has not run yet");
        }
        return beat.result();
    }

    @Override
    public SilenceRule silence() {
        return SilenceRule.HOLD;
    }

    @Override
    public String wanted() {
        return "a run every " + Durations.shown(within);
    }
}

package dev.postflight.contracts;

import static org.junit.jupiter.api.Assertions.fail;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a probe on a thread of its own, as the engine does. */
final class Runner {

    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final Thread thread;

    private Runner(Probe probe, Duration timeout, int runs, boolean interrupted) {
        thread = new Thread(() -> outcome.complete(repeat(probe, timeout, runs, interrupted)), "contract");
        thread.setDaemon(true);
    }

    /** Runs it so often in a row, or until it is not up. */
    static Runner start(Probe probe, Duration timeout, int runs, boolean interrupted) {
        Runner runner = new Runner(probe, timeout, runs, interrupted);
        runner.thread.start();
        return runner;
    }

    private static Outcome repeat(Probe probe, Duration timeout, int runs, boolean interrupted) {
        Outcome last = new Outcome(null, null);
        for (int i = 0; i < runs; i++) {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            try {
                last = new Outcome(probe.run(timeout), null);
            } catch (Throwable thrown) {
                last = new Outcome(null, thrown);
            }
            if (!(last.result instanceof ProbeResult.Up)) {
                return last;
            }
        }
        return last;
    }

    Outcome outcome(Duration patience) throws Exception {
        try {
            Outcome told = outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            thread.join(patience.toMillis()); // so that it is not among those that are counted
            return told;
        } catch (TimeoutException e) {
            return fail(
                    "still running after " + patience.toMillis() + " ms: " + Arrays.toString(thread.getStackTrace()));
        } finally {
            thread.interrupt();
        }
    }
}

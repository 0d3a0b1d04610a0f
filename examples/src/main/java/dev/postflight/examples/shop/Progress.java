package dev.postflight.examples.shop;

import dev.postflight.api.Verdict;
import dev.postflight.verify.engine.Verifier;
import dev.postflight.verify.report.TextReport;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows how far a verification has come: a line that changes in a terminal, now and then a line elsewhere. */
final class Progress {

    private static final long IN_TERMINAL_MILLIS = 100;
    private static final long ELSEWHERE_MILLIS = 3_000;

    private final Supplier<Verdict> latest;
    private final PrintStream out;
    private final boolean terminal;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::show, "shop-progress");

    private Progress(Supplier<Verdict> latest, PrintStream out, boolean terminal) {
        this.latest = latest;
        this.out = out;
        this.terminal = terminal;
    }

    /** Verifies, and shows how far it has come. */
    static Verdict shown(Verifier verifier, PrintStream out, boolean terminal) {
        Progress progress = new Progress(verifier::latest, out, terminal);
        progress.thread.setDaemon(true);
        progress.thread.start();
        try {
            return verifier.verify();
        } finally {
            progress.end();
        }
    }

    private void end() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (terminal) {
            Terminal.clearLine(out);
        }
    }

    private void show() {
        try {
            while (!closed.await(terminal ? IN_TERMINAL_MILLIS : ELSEWHERE_MILLIS, TimeUnit.MILLISECONDS)) {
                String line = TextReport.plain().progress(latest.get());
                if (terminal) {
                    Terminal.clearLine(out);
                    out.print(line);
                    out.flush();
                } else {
                    out.println(line);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

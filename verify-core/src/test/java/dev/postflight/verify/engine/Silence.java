package dev.postflight.verify.engine;

import dev.postflight.api.AsyncProbe;
import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.Unit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The ways in which a probe does not answer, each with what is to come of it. */
record Silence(String name, Reason reason, String text, Function<Scene, Probe> fault) {

    private static final String TOO_LATE = "no answer within 5 s";

    Probe probe(Scene scene) {
        return fault.apply(scene);
    }

    @Override
    public String toString() {
        return name;
    }

    static List<Silence> all() {
        List<Silence> all = new ArrayList<>();
        exceptions(all);
        errors(all);
        messages(all);
        nothing(all);
        hanging(all);
        asynchronous(all);
        asynchronousAndHanging(all);
        return all;
    }

    private static void exceptions(List<Silence> all) {
        error(all, "throws an exception", "IllegalStateException: no", timeout -> {
            throw new IllegalStateException("no");
        });
        error(all, "throws a checked exception", "IOException: gone", timeout -> {
            throw new IOException("gone");
        });
        error(all, "says that it was interrupted", "InterruptedException", timeout -> {
            throw new InterruptedException();
        });
        error(all, "interrupts itself and throws", "IllegalStateException: no", timeout -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("no");
        });
        error(all, "reports a metric twice", "IllegalArgumentException", timeout -> {
            Measurement one = Measurement.of("a", 1, Unit.COUNT);
            return ProbeResult.up(one, one);
        });
        error(all, "throws what a future wrapped", "IOException: gone", timeout -> {
            throw new CompletionException(new IOException("gone"));
        });
    }

    @SuppressWarnings("InfiniteRecursion")
    private static void errors(List<Silence> all) {
        error(all, "a class is missing", "NoClassDefFoundError: x/Y", timeout -> {
            throw new NoClassDefFoundError("x/Y");
        });
        error(all, "a class cannot be initialised", "ExceptionInInitializerError", timeout -> {
            throw new ExceptionInInitializerError(new IllegalStateException("no"));
        });
        error(all, "runs out of stack", "StackOverflowError", new Probe() {
            @Override
            public ProbeResult run(Duration timeout) throws Exception {
                return run(timeout);
            }
        });
        error(all, "asks for too much memory", "OutOfMemoryError", timeout -> {
            List<long[]> chain = new ArrayList<>();
            while (chain.size() < Integer.MAX_VALUE) {
                chain.add(new long[Integer.MAX_VALUE]);
            }
            return ProbeResult.up(Measurement.of("size", chain.size(), Unit.COUNT));
        });
        error(all, "throws an assertion error", "AssertionError: 1", timeout -> {
            throw new AssertionError(1);
        });
        error(all, "throws an error that is meant to end its thread", "Death", timeout -> {
            throw new Death();
        });
    }

    private static void messages(List<Silence> all) {
        error(all, "throws without a message", "NullPointerException", timeout -> {
            throw new NullPointerException();
        });
        error(all, "throws what fails when it is asked", "Unspeakable: (its message could not be had)", timeout -> {
            throw new Unspeakable();
        });
        error(all, "throws what is its own cause", "Endless: round and round", timeout -> {
            throw new Endless();
        });
    }

    @SuppressWarnings("NullAway")
    private static void nothing(List<Silence> all) {
        all.add(new Silence("returns null", Reason.NO_RESULT, "the probe returned null", scene -> timeout -> null));
        all.add(new Silence(
                "is silent", Reason.SILENT, "who knows", scene -> timeout -> ProbeResult.silent("who knows")));
    }

    private static void hanging(List<Silence> all) {
        all.add(new Silence("hangs", Reason.TIMEOUT, TOO_LATE, scene -> timeout -> {
            scene.time().hang(scene.end);
            return ProbeResult.up();
        }));
        all.add(new Silence("hangs whatever comes", Reason.TIMEOUT, TOO_LATE, scene -> timeout -> {
            scene.time().hangWhateverComes(scene.end);
            return ProbeResult.up();
        }));
        all.add(new Silence("answers after its deadline", Reason.TIMEOUT, TOO_LATE, scene -> timeout -> {
            try {
                scene.time().hang(scene.end);
            } catch (InterruptedException e) {
                return ProbeResult.up();
            }
            return ProbeResult.up();
        }));
        all.add(new Silence("throws after its deadline", Reason.TIMEOUT, TOO_LATE, scene -> timeout -> {
            try {
                scene.time().hang(scene.end);
            } catch (InterruptedException e) {
                throw new IOException("interrupted", e);
            }
            return ProbeResult.up();
        }));
    }

    @SuppressWarnings("NullAway")
    private static void asynchronous(List<Silence> all) {
        error(all, "fails to start", "IOException: no route", AsyncProbe.of(timeout -> {
            throw new IOException("no route");
        }));
        error(all, "throws an error when it starts", "NoClassDefFoundError: x/Y", AsyncProbe.of(timeout -> {
            throw new NoClassDefFoundError("x/Y");
        }));
        error(all, "completes with an exception", "IOException: gone", stage(new IOException("gone")));
        error(
                all,
                "completes with an exception that is wrapped",
                "IOException: gone",
                stage(new CompletionException(new IOException("gone"))));
        error(all, "completes with an error", "AssertionError: 1", stage(new AssertionError(1)));
        error(all, "was cancelled", "CancellationException", AsyncProbe.of(timeout -> {
            CompletableFuture<ProbeResult> stage = new CompletableFuture<>();
            stage.cancel(true);
            return stage;
        }));
        all.add(new Silence(
                "returns no stage",
                Reason.NO_RESULT,
                "the probe returned no stage",
                scene -> AsyncProbe.of(timeout -> null)));
        all.add(new Silence(
                "completes with null",
                Reason.NO_RESULT,
                "the probe's stage completed with null",
                scene -> AsyncProbe.of(timeout -> CompletableFuture.completedFuture(null))));
        all.add(new Silence(
                "completes with silence",
                Reason.SILENT,
                "who knows",
                scene -> AsyncProbe.of(timeout -> CompletableFuture.completedFuture(ProbeResult.silent("who knows")))));
    }

    private static void asynchronousAndHanging(List<Silence> all) {
        all.add(timeout("never completes", scene -> AsyncProbe.of(timeout -> new CompletableFuture<>())));
        all.add(timeout("has no future and never completes", scene -> {
            CompletableFuture<ProbeResult> atTheEnd = new CompletableFuture<>();
            return AsyncProbe.of(timeout -> {
                completeAtTheEnd(atTheEnd, scene);
                return atTheEnd.minimalCompletionStage();
            });
        }));
        all.add(timeout(
                "completes after its deadline",
                scene -> AsyncProbe.of(timeout -> new CompletableFuture<>() {
                    @Override
                    public boolean cancel(boolean interrupt) {
                        return complete(ProbeResult.up());
                    }
                })));
        all.add(timeout(
                "hangs when it starts",
                scene -> AsyncProbe.of(timeout -> {
                    scene.time().hang(scene.end);
                    return CompletableFuture.completedFuture(ProbeResult.up());
                })));
    }

    private static void completeAtTheEnd(CompletableFuture<ProbeResult> stage, Scene scene) {
        Thread server = new Thread(() -> {
            Stubborn.await(scene.end);
            stage.complete(ProbeResult.up());
        });
        server.setDaemon(true);
        server.start();
    }

    private static void error(List<Silence> all, String name, String text, Probe probe) {
        all.add(new Silence(name, Reason.ERROR, text, scene -> probe));
    }

    private static Silence timeout(String name, Function<Scene, Probe> fault) {
        return new Silence(name, Reason.TIMEOUT, TOO_LATE, fault);
    }

    private static AsyncProbe stage(Throwable failure) {
        CompletionStage<ProbeResult> stage = CompletableFuture.failedFuture(failure);
        return timeout -> stage;
    }

    /** Like those that end threads. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new StackOverflowError();
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException();
        }

        @Override
        public String toString() {
            throw new IllegalStateException();
        }
    }

    private static final class Endless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Endless() {
            super("round and round");
        }

        @Override
        public synchronized @Nullable Throwable getCause() {
            return this;
        }
    }
}

package dev.postflight.verify.engine;

import dev.postflight.api.AsyncProbe;
import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeGroup;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Where a probe can put a text while it is run. */
enum SecretPlace {
    REASON_OF_DOWN {
        @Override
        ProbeResult run(String text) {
            return ProbeResult.down(text, Measurement.of("status", 503, Unit.COUNT));
        }
    },
    CAUSE_OF_SILENCE {
        @Override
        ProbeResult run(String text) {
            return ProbeResult.silent(text);
        }
    },
    EXCEPTION_OF_SILENCE {
        @Override
        ProbeResult run(String text) {
            return ProbeResult.silent(new IOException(text));
        }
    },
    EXCEPTION {
        @Override
        ProbeResult run(String text) throws Exception {
            throw new IOException(text);
        }
    },
    CAUSE_OF_EXCEPTION {
        @Override
        ProbeResult run(String text) throws Exception {
            throw new IOException(
                    "no", new IllegalStateException(new IOException(text, new IOException(text + " " + text))));
        }
    },
    SUPPRESSED_EXCEPTION {
        @Override
        ProbeResult run(String text) throws Exception {
            IOException thrown = new IOException("no");
            thrown.addSuppressed(new IOException(text));
            throw thrown;
        }
    },
    ERROR {
        @Override
        ProbeResult run(String text) {
            throw new AssertionError(text);
        }
    },
    TEXT_OF_EXCEPTION {
        @Override
        ProbeResult run(String text) {
            throw new RuntimeException() {
                private static final long serialVersionUID = 1L;

                @Override
                public String getMessage() {
                    return text;
                }

                @Override
                public String getLocalizedMessage() {
                    return text;
                }

                @Override
                public String toString() {
                    return text;
                }
            };
        }
    },
    BROKEN_EXCEPTION {
        @Override
        ProbeResult run(String text) {
            throw new RuntimeException() {
                private static final long serialVersionUID = 1L;

                @Override
                public String getMessage() {
                    throw new IllegalStateException(text);
                }
            };
        }
    },
    NAME_OF_MEASUREMENT {
        @Override
        ProbeResult run(String text) {
            return ProbeResult.up(Measurement.of(text, 1, Unit.COUNT));
        }
    },
    LONG_NAME_OF_MEASUREMENT {
        @Override
        ProbeResult run(String text) {
            return ProbeResult.up(Measurement.of("x".repeat(95) + " " + text, 1, Unit.COUNT));
        }
    },
    PART_OF_GROUP {
        @Override
        ProbeResult run(String text) throws Exception {
            return ProbeGroup.of("one", timeout -> ProbeResult.down(text))
                    .and("other", timeout -> ProbeResult.silent(text))
                    .run(Duration.ofSeconds(1));
        }
    },
    FAILED_STAGE {
        @Override
        ProbeResult run(String text) throws Exception {
            throw new IOException(text);
        }

        @Override
        Probe probe(String text) {
            return AsyncProbe.of(timeout -> CompletableFuture.failedFuture(new IOException(text)));
        }
    },
    WHAT_IS_WANTED {
        @Override
        ProbeResult run(String text) {
            return ProbeResult.down("no");
        }

        @Override
        Probe probe(String text) {
            return new Probe() {
                @Override
                public ProbeResult run(Duration timeout) {
                    return ProbeResult.down("no");
                }

                @Override
                public String wanted() {
                    return text;
                }
            };
        }
    };

    abstract ProbeResult run(String text) throws Exception;

    Probe probe(String text) {
        return timeout -> run(text);
    }
}

package dev.postflight.contracts.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import dev.postflight.contracts.ProbeContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The contract itself: a good probe passes it, and each kind of bad one fails the test that is for it. */
class ProbeContractTest {

    /** Something that can be well, gone, slow or wrong. */
    abstract static class Sample extends ProbeContract {

        static final AtomicLong BORROWED = new AtomicLong();

        Probe dead() {
            return timeout -> ProbeResult.silent("nobody answers");
        }

        Probe slow() {
            return timeout -> {
                new CountDownLatch(1).await(timeout.toNanos(), TimeUnit.NANOSECONDS);
                return ProbeResult.silent("no answer within " + timeout);
            };
        }

        Probe wrong() {
            return timeout -> ProbeResult.down("status 500");
        }

        @Override
        protected Probe sound() {
            return timeout -> ProbeResult.up(Measurement.of("latency", 0.1, Unit.SECONDS));
        }

        @Override
        protected Map<Situation, Callable<Probe>> faults() {
            return Map.of(
                    Situation.DEAD, this::dead,
                    Situation.SLOW, this::slow,
                    Situation.WRONG, this::wrong);
        }

        @Override
        protected Duration timeout() {
            return Duration.ofMillis(50);
        }

        @Override
        protected long held() {
            return BORROWED.get();
        }

        @Override
        protected List<String> secrets() {
            return List.of("swordfish");
        }
    }

    static final class Good extends Sample {}

    static final class UpWhenDead extends Sample {
        @Override
        Probe dead() {
            return timeout -> ProbeResult.up();
        }
    }

    static final class DownWhenDead extends Sample {
        @Override
        Probe dead() {
            return timeout -> ProbeResult.down("nobody answers");
        }
    }

    static final class ErrorWhenDead extends Sample {
        @Override
        Probe dead() {
            return timeout -> {
                throw new NoClassDefFoundError("driver");
            };
        }
    }

    @SuppressWarnings("NullAway") // the fault
    static final class NullWhenDead extends Sample {
        @Override
        Probe dead() {
            return timeout -> null;
        }
    }

    static final class TellsSecrets extends Sample {
        @Override
        Probe wrong() {
            return timeout -> {
                throw new IllegalStateException("no door opens to swordfish");
            };
        }
    }

    static final class HangsOn extends Sample {
        @Override
        Probe slow() {
            return timeout -> {
                CountDownLatch never = new CountDownLatch(1);
                while (true) {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        // it does not care
                    }
                }
            };
        }
    }

    static final class Borrows extends Sample {
        @Override
        protected Probe sound() {
            return timeout -> {
                BORROWED.incrementAndGet();
                return ProbeResult.up();
            };
        }
    }

    static final class BorrowsWhenWrong extends Sample {
        @Override
        Probe wrong() {
            return timeout -> {
                BORROWED.incrementAndGet();
                return ProbeResult.down("status 500");
            };
        }
    }

    static final class StartsThreads extends Sample {
        @Override
        protected Probe sound() {
            CountDownLatch never = new CountDownLatch(1);
            return timeout -> {
                Thread thread = new Thread(() -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                thread.setDaemon(true);
                thread.start();
                return ProbeResult.up();
            };
        }
    }

    static final class IsForOneThread extends Sample {
        @Override
        protected Probe sound() {
            AtomicInteger inside = new AtomicInteger();
            CountDownLatch never = new CountDownLatch(1);
            return timeout -> {
                try {
                    boolean alone = inside.incrementAndGet() == 1 && !never.await(1, TimeUnit.MILLISECONDS);
                    return alone ? ProbeResult.up() : ProbeResult.silent("two at once");
                } finally {
                    inside.decrementAndGet();
                }
            };
        }
    }

    static final class IsSpoiledByAnInterrupt extends Sample {
        @Override
        protected Probe sound() {
            List<Boolean> spoiled = new ArrayList<>();
            return timeout -> {
                if (Thread.interrupted()) {
                    spoiled.add(true);
                }
                return spoiled.isEmpty() ? ProbeResult.up() : ProbeResult.silent("closed by an interrupt");
            };
        }
    }

    static final class MeasuresInAnotherUnit extends Sample {
        @Override
        protected Probe sound() {
            return new Probe() {
                @Override
                public ProbeResult run(Duration timeout) {
                    return ProbeResult.up(Measurement.of("latency", 100, Unit.COUNT));
                }

                @Override
                public Map<String, Unit> metrics() {
                    return Map.of("latency", Unit.SECONDS);
                }
            };
        }
    }

    static final class ForgetsTheDead extends Sample {
        @Override
        protected Map<Situation, Callable<Probe>> faults() {
            return Map.of(Situation.WRONG, this::wrong);
        }
    }

    private static Events run(Class<?> contract) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(contract))
                .execute()
                .testEvents();
    }

    @Test
    void a_good_probe_passes() {
        Events tests = run(Good.class);
        assertThat(tests.failed().list()).isEmpty();
        assertThat(tests.succeeded().count()).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                UpWhenDead.class,
                DownWhenDead.class,
                ErrorWhenDead.class,
                NullWhenDead.class,
                TellsSecrets.class,
                HangsOn.class,
                Borrows.class,
                BorrowsWhenWrong.class,
                StartsThreads.class,
                IsForOneThread.class,
                IsSpoiledByAnInterrupt.class,
                MeasuresInAnotherUnit.class,
                ForgetsTheDead.class
            })
    void a_bad_probe_does_not(Class<?> contract) {
        assertThat(EngineTestKit.engine("junit-jupiter")
                        .selectors(selectClass(contract))
                        .execute()
                        .allEvents()
                        .failed()
                        .count())
                .isPositive();
    }
}

package dev.postflight.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every {@link Probe} must do. Extend it in the tests of yours, against the real thing:
 *
 * <pre>{@code
 * class QueueProbeTest extends ProbeContract {
 *     protected Probe sound() {
 *         return new QueueProbe(server.address());
 *     }
 *
 *     protected Map<Situation, Callable<Probe>> faults() {
 *         return Map.of(
 *                 Situation.DEAD, () -> new QueueProbe(nobodyListensHere),
 *                 Situation.SLOW, () -> { server.freeze(); return new QueueProbe(server.address()); });
 *     }
 * }
 * }</pre>
 *
 * @since 0.1
 */
public abstract class ProbeContract {

    /**
     * What can befall what a probe asks.
     *
     * @since 0.1
     */
    public enum Situation {
        /** There is nobody to answer. No answer is due: silence or an exception, not {@link ProbeResult.Down}. */
        DEAD,
        /** The answer does not come within {@link ProbeContract#timeout()}. No answer, and none too late. */
        SLOW,
        /** What the probe asks through was closed: a pool, a client, a registry. No answer. */
        CLOSED,
        /** There is an answer, and it is not a good one. */
        WRONG,
        /** There is an answer that makes no sense. */
        GARBAGE
    }

    private static final Set<Situation> WITHOUT_ANSWER = EnumSet.of(Situation.DEAD, Situation.SLOW, Situation.CLOSED);
    private static final int THREADS = 8;
    private static final int RUNS_OF_A_THREAD = 25;
    private static final int RUNS = 100;
    private static final int FEW_THREADS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** For subclasses. */
    protected ProbeContract() {}

    /**
     * Makes a probe of something that is well.
     *
     * @return the probe
     * @throws Exception if it cannot be made; fails the test
     */
    protected abstract Probe sound() throws Exception;

    /**
     * Brings about what can befall the thing, each by a call of its own, in a test of its own.
     *
     * @return for each situation what brings it about and makes a probe of the thing; {@link Situation#DEAD} at least
     */
    protected abstract Map<Situation, Callable<Probe>> faults();

    /**
     * How much is borrowed or open now because of probes: connections, sockets, files.
     *
     * @return zero by default, which says that a probe holds nothing that could be counted
     * @throws Exception if it cannot be counted; fails the test
     */
    protected long held() throws Exception {
        return 0;
    }

    /**
     * What must be in no text: passwords, tokens.
     *
     * @return none by default
     */
    protected List<String> secrets() {
        return List.of();
    }

    /**
     * The time that a run is given in which no answer is due. It may take up to a second more, as some drivers count in whole
     * seconds. What is sound is given ten seconds.
     *
     * @return one second by default
     */
    protected Duration timeout() {
        return Duration.ofSeconds(1);
    }

    /** It is up when the thing is well, and measures what it announces. */
    @Test
    protected final void what_is_sound_is_up_with_what_was_announced() throws Exception {
        Probe probe = sound();
        Map<String, Unit> announced = probe.metrics();
        for (Measurement measurement : sound(probe).measurements()) {
            if (!announced.isEmpty()) {
                assertEquals(measurement.unit(), announced.get(measurement.metric()), measurement.metric());
            }
        }
        assertFalse(probe.wanted().isBlank(), "says what was wanted");
        assertNotNull(probe.silence());
    }

    /** It is up again and again, with the same metrics but for those that need an earlier look. */
    @Test
    protected final void a_second_answer_has_what_the_first_had() throws Exception {
        Probe probe = sound();
        List<String> first = metrics(sound(probe));
        assertTrue(metrics(sound(probe)).containsAll(first), "all of " + first);
    }

    /**
     * None of the faults is ever up, and none brings an error.
     *
     * @return a test for each
     */
    @TestFactory
    protected final Stream<DynamicTest> a_fault_is_never_up() {
        Map<Situation, Callable<Probe>> faults = faults();
        assertTrue(faults.containsKey(Situation.DEAD), "every probe can find nobody to answer");
        return faults.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(fault -> dynamicTest(fault.getKey().name(), () -> {
                    Outcome outcome = ask(fault.getValue().call());
                    assertNotUp(outcome);
                    if (WITHOUT_ANSWER.contains(fault.getKey())) {
                        assertFalse(outcome.result instanceof ProbeResult.Down, () -> "no answer was due: " + outcome);
                    }
                }));
    }

    /**
     * What was interrupted before it began ends in time, is not up by what it could not ask, and leaves the probe sound.
     *
     * @return a test for what is sound, and one for what is slow
     */
    @TestFactory
    protected final Stream<DynamicTest> who_is_interrupted_ends_in_time() {
        Callable<Probe> slow = faults().get(Situation.SLOW);
        Stream<DynamicTest> sound = Stream.of(dynamicTest("sound", () -> {
            Probe probe = sound();
            run(probe, timeout(), true);
            sound(probe);
        }));
        return slow == null
                ? sound
                : Stream.concat(
                        sound, Stream.of(dynamicTest("slow", () -> assertNotUp(run(slow.call(), timeout(), true)))));
    }

    /** One probe serves many threads at once. */
    @Test
    protected final void many_threads_may_ask_at_once() throws Exception {
        Probe probe = sound();
        List<Runner> runners = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            runners.add(Runner.start(probe, PATIENCE, RUNS_OF_A_THREAD, false));
        }
        for (Runner runner : runners) {
            up(runner.outcome(PATIENCE.multipliedBy(6)));
        }
    }

    /** What was borrowed or opened is given back or closed, and there are no more threads than before. */
    @Test
    protected final void nothing_is_left_behind() throws Exception {
        Probe probe = sound();
        sound(probe);
        long held = held();
        int threads = threads().size();
        for (int i = 0; i < RUNS; i++) {
            sound(probe);
        }
        assertHeld(held);
        assertTrue(
                threads().size() <= threads + FEW_THREADS, () -> "threads before: " + threads + ", now: " + threads());
    }

    /** Without those that have ended and are still listed. */
    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .toList();
    }

    /**
     * Faults do not keep what they could not use either.
     *
     * @return a test for each
     */
    @TestFactory
    protected final Stream<DynamicTest> a_fault_leaves_nothing_behind() {
        return faults().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(fault -> dynamicTest(fault.getKey().name(), () -> {
                    Probe probe = fault.getValue().call();
                    assertNotUp(ask(probe));
                    long held = held();
                    assertNotUp(ask(probe));
                    assertHeld(held);
                }));
    }

    /** What the other side closes, too, may take it a moment. */
    private void assertHeld(long expected) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        long held = held();
        for (int i = 0; held > expected && i < 40; i++) {
            assertFalse(never.await(50, TimeUnit.MILLISECONDS));
            held = held(); // looked at once, as a connection that was given up may be seen late and is gone at once
        }
        assertTrue(held <= expected, "held before: " + expected + ", now: " + held);
    }

    /** What is sound has time enough, however busy the machine is. */
    private ProbeResult.Up sound(Probe probe) throws Exception {
        return up(run(probe, PATIENCE, false));
    }

    private Outcome ask(Probe probe) throws Exception {
        return run(probe, timeout(), false);
    }

    private Outcome run(Probe probe, Duration timeout, boolean interrupted) throws Exception {
        Outcome outcome = Runner.start(probe, timeout, 1, interrupted).outcome(timeout.plusSeconds(3));
        String text = outcome.toString();
        for (String secret : secrets()) {
            assertFalse(text.contains(secret), "a secret is in what is told");
        }
        return outcome;
    }

    private static void assertNotUp(Outcome outcome) {
        assertFalse(outcome.result instanceof ProbeResult.Up, () -> "up, in spite of the fault: " + outcome);
        assertFalse(outcome.thrown instanceof Error, () -> "an error: " + outcome);
        assertTrue(outcome.result != null || outcome.thrown != null, "null is no result");
    }

    private static ProbeResult.Up up(Outcome outcome) {
        return outcome.result instanceof ProbeResult.Up up ? up : fail("not up: " + outcome);
    }

    private static List<String> metrics(ProbeResult.Up up) {
        return up.measurements().stream().map(Measurement::metric).toList();
    }
}

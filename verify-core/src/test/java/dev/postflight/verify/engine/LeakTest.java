package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.postflight.api.Check;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is left when a verifier is closed: nothing. */
@Timeout(300)
class LeakTest {

    private static final int CYCLES = 10_000;
    private static final int WARM_UP = 500;
    private static final int COLLECTIONS = 50;
    private static final int FEW = 10;

    private static void assertCollected(Collection<? extends WeakReference<?>> references) {
        for (int i = 0; i < COLLECTIONS && !isCollected(references); i++) {
            System.gc();
        }
        assertThat(references).isNotEmpty().allMatch(reference -> reference.refersTo(null));
    }

    private static boolean isCollected(Collection<? extends WeakReference<?>> references) {
        return references.stream().allMatch(reference -> reference.refersTo(null));
    }

    /** 0 where nobody counts them. */
    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    private static VerificationPlan plan(SplittableRandom random) {
        VerificationPhase startup = VerificationPhase.named("startup");
        int checks = 1 + random.nextInt(4);
        for (int i = 0; i < checks; i++) {
            boolean up = random.nextInt(4) > 0;
            startup = startup.check(Check.of("check-" + i, timeout -> {
                if (!up) {
                    throw new IllegalStateException("no");
                }
                return ProbeResult.up();
            }));
        }
        return VerificationPlan.named("leak")
                .phase(startup)
                .phase(VerificationPhase.named("watch")
                        .every(Duration.ofMillis(1))
                        .check(Check.of("watched", timeout -> ProbeResult.up())))
                .build();
    }

    /** Most are only built, asked and closed; a thread that starts and ends takes longer than all else. */
    private static List<WeakReference<Object>> openAndClose(MeterRegistry registry, int cycles, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<WeakReference<Object>> references = new ArrayList<>();
        for (int cycle = 0; cycle < cycles; cycle++) {
            VerificationPlan plan = plan(random);
            try (Verifier verifier = Verifier.builder(plan).metrics(registry).build()) {
                int lot = random.nextInt(10);
                if (lot < 2) {
                    verifier.verify();
                }
                if (lot == 1 || lot == 2) {
                    verifier.start();
                }
                Verdict latest = verifier.latest();
                if (cycle % 100 == 0) {
                    references.add(new WeakReference<>(verifier));
                    references.add(new WeakReference<>(plan));
                    references.add(new WeakReference<>(latest));
                }
            }
        }
        return references;
    }

    @Test
    void ten_thousand_verifiers_leave_nothing_behind() {
        openAndClose(new SimpleMeterRegistry(), WARM_UP, 1); // what the JVM and the libraries keep for good is there
        long files = openFiles();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        MeterRegistry registry = new SimpleMeterRegistry();

        List<WeakReference<Object>> references = openAndClose(registry, CYCLES, 2);

        assertThat(Threads.of("leak")).isEmpty();
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(threads + FEW);
        assertThat(openFiles()).isLessThan(files + FEW);
        assertThat(registry.getMeters()).isEmpty();
        assertCollected(references);
        assertThat(registry.isClosed()).as("it was there all the time").isFalse();
    }

    @Test
    void what_a_verifier_left_behind_is_gone_when_its_probe_comes_back() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Thread[] threads = new Thread[1];
        List<WeakReference<Object>> references = leaveOneBehind(threads, end);
        assertThat(threads[0]).matches(Thread::isAlive);
        end.countDown();
        threads[0].join();
        threads[0] = Thread.currentThread();
        assertCollected(references);
    }

    private static List<WeakReference<Object>> leaveOneBehind(Thread[] threads, CountDownLatch end) {
        VerificationPlan plan = Bench.once(Check.of("hangs", timeout -> {
                    threads[0] = Thread.currentThread();
                    Stubborn.await(end);
                    return ProbeResult.up();
                })
                .timeout(Duration.ofMillis(500))); // it must have begun by then
        try (Verifier verifier = Verifier.builder(plan).build()) {
            verifier.verify();
            return List.of(new WeakReference<>(verifier), new WeakReference<>(plan));
        }
    }

    /**
     * But for the last one: the JDK's method handles for records keep the class that they were asked about last, in a reference
     * that is soft at best (JDK-8078641), until the next one takes its place.
     */
    @Test
    void class_loaders_that_had_loaded_it_can_be_collected() {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            loaders.add(loadUseAndForget());
        }
        assertThat(loaders).hasSize(3);
        assertCollected(loaders.subList(0, 2));
    }

    private static WeakReference<ClassLoader> loadUseAndForget() {
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Class<?> guest = Class.forName(Guest.class.getName(), true, loader);
            assertThat(guest).isNotSameAs(Guest.class);
            Callable<?> application =
                    (Callable<?>) guest.getDeclaredConstructor().newInstance();
            assertThat(application.call()).isEqualTo("GO");
            return new WeakReference<>(loader);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> path = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            path.add(new File(entry).toURI().toURL());
        }
        return path.toArray(URL[]::new);
    }
}

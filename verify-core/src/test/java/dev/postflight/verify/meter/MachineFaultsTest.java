package dev.postflight.verify.meter;

import static dev.postflight.verify.meter.Said.figures;
import static dev.postflight.verify.meter.Said.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Machines that tell other things than the one that runs this test. */
class MachineFaultsTest {

    /** Near overflow, as differences must stand that. */
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Nested
    class ADisk {

        private final AtomicLong free = new AtomicLong(1_000);
        private final AtomicLong total = new AtomicLong(4_000);
        private final AtomicBoolean exists = new AtomicBoolean(true);
        private final Probe probe =
                MachineProbes.disk(Path.of("/data"), new Disk(exists::get, free::get, total::get, nanos::get));

        /** S0.9: growth needs two looks. */
        @Test
        void grows_by_what_was_filled_a_second() throws Exception {
            assertThat(figures(probe)).isEqualTo(Map.of("usage", 0.75, "free", 1_000.0, "total", 4_000.0));
            free.addAndGet(-600);
            pass(Duration.ofMinutes(1));
            assertThat(figures(probe)).containsEntry("growth", 10.0);
            free.addAndGet(120);
            pass(Duration.ofMinutes(1));
            assertThat(figures(probe)).containsEntry("growth", -2.0);
            assertThat(figures(probe)).as("no time has gone by").doesNotContainKey("growth");
        }

        @Test
        void another_disk_in_its_place_has_not_grown() throws Exception {
            figures(probe);
            total.set(8_000);
            pass(Duration.ofMinutes(1));
            assertThat(figures(probe)).doesNotContainKey("growth");
        }

        @Test
        void that_was_gone_in_between_begins_anew() throws Exception {
            figures(probe);
            total.set(0);
            assertThat(silence(probe))
                    .isEqualTo("disk of \"/data\": total is zero, so that there is nothing to measure");
            total.set(4_000);
            pass(Duration.ofMinutes(1));
            assertThat(figures(probe)).doesNotContainKey("growth");
        }

        @Test
        void that_is_not_told_is_silence() throws Exception {
            free.set(-1);
            assertThat(silence(probe)).isEqualTo("disk of \"/data\": this platform does not tell how full it is");
        }

        @Test
        void of_a_path_that_is_not_there_is_silence_that_names_the_path() throws Exception {
            total.set(0);
            exists.set(false);
            assertThat(silence(probe))
                    .isEqualTo("disk of \"/data\": there is no such file or folder, or none that this process may see");
            assertThat(silence(MachineProbes.disk(Path.of("no-such-folder"))))
                    .isEqualTo("disk of \"" + Path.of("no-such-folder").toAbsolutePath()
                            + "\": there is no such file or folder, or none that this process may see");
        }
    }

    /** A bean that knows these values. */
    private static <T> T bean(Class<T> type, Map<String, ?> values, Class<?>... more) {
        Class<?>[] types = new Class<?>[more.length + 1];
        types[0] = type;
        System.arraycopy(more, 0, types, 1, more.length);
        Object proxy = Proxy.newProxyInstance(type.getClassLoader(), types, (self, method, args) -> {
            Object value = values.get(method.getName());
            return value instanceof AtomicLong number
                    ? (Object) number.get()
                    : value instanceof AtomicReference<?> reference ? reference.get() : value;
        });
        return type.cast(proxy);
    }

    @Nested
    class AHeap {

        private final AtomicReference<MemoryUsage> left = new AtomicReference<>(new MemoryUsage(0, 0, 0, 1_000));

        private Probe probe(MemoryPoolMXBean... pools) {
            return MachineProbe.of(
                    "heap",
                    new Heap(List.of(pools), () -> 1_000),
                    "usage",
                    Unit.RATIO,
                    "used",
                    Unit.BYTES,
                    "max",
                    Unit.BYTES,
                    "after_gc",
                    Unit.BYTES,
                    "after_gc_usage",
                    Unit.RATIO);
        }

        private MemoryPoolMXBean pool(String name, long used, long max) {
            return bean(
                    MemoryPoolMXBean.class,
                    Map.of(
                            "getName",
                            name,
                            "getType",
                            MemoryType.HEAP,
                            "getUsage",
                            new MemoryUsage(0, used, used, max),
                            "getCollectionUsage",
                            left));
        }

        /** S2.4: a leak shows in what is left after a collection. */
        @ParameterizedTest
        @CsvSource({"G1 Old Gen", "PS Old Gen", "Tenured Gen", "ZGC Old Generation", "ZHeap", "Shenandoah"})
        void has_something_left_after_a_collection_and_not_before(String name) throws Exception {
            Probe probe = probe(pool("Eden", 100, -1), pool(name, 300, 1_000));
            assertThat(figures(probe)).isEqualTo(Map.of("usage", 0.4, "used", 400.0, "max", 1_000.0));
            left.set(new MemoryUsage(0, 250, 250, 1_000));
            assertThat(figures(probe)).containsEntry("after_gc", 250.0).containsEntry("after_gc_usage", 0.25);
        }

        /** As those of ZGC and Shenandoah are, and each says that it may have the whole heap. */
        @ParameterizedTest
        @CsvSource({"ZGC Young Generation, ZGC Old Generation", "Shenandoah Young Gen, Shenandoah Old Gen"})
        void of_generations_that_share_it_is_no_larger_than_it_is(String young, String old) throws Exception {
            left.set(new MemoryUsage(0, 250, 250, 1_000));
            assertThat(figures(probe(pool(young, 660, 1_000), pool(old, 300, 1_000))))
                    .isEqualTo(Map.of(
                            "usage", 0.96, "used", 960.0, "max", 1_000.0, "after_gc", 250.0, "after_gc_usage", 0.25));
        }

        @Test
        void whose_limit_is_not_told_is_as_large_as_its_pools() throws Exception {
            Heap heap = new Heap(List.of(pool("Eden", 100, 400), pool("Tenured Gen", 300, 600)), () -> 0);
            Probe probe = MachineProbe.of("heap", heap, "usage", Unit.RATIO, "max", Unit.BYTES);
            assertThat(figures(probe)).isEqualTo(Map.of("usage", 0.4, "max", 1_000.0));
        }

        @Test
        void without_pools_is_not_told() throws Exception {
            assertThat(silence(probe()))
                    .isEqualTo("heap: this platform tells none of usage, used, max, after_gc, after_gc_usage");
        }

        @Test
        void without_a_limit_has_no_usage() throws Exception {
            assertThat(figures(probe(pool("Eden", 100, -1)))).containsOnlyKeys("used");
        }
    }

    /** A collector that can be listened to. */
    private static final class Collector {

        private final AtomicLong count = new AtomicLong();
        private final AtomicLong millis = new AtomicLong();
        private final List<NotificationListener> listeners = new ArrayList<>();
        private final GarbageCollectorMXBean bean;

        Collector(String name) {
            bean = (GarbageCollectorMXBean) Proxy.newProxyInstance(
                    Collector.class.getClassLoader(),
                    new Class<?>[] {GarbageCollectorMXBean.class, NotificationEmitter.class},
                    (self, method, args) -> switch (method.getName()) {
                        case "getName" -> name;
                        case "getCollectionCount" -> count.get();
                        case "getCollectionTime" -> millis.get();
                        case "addNotificationListener" -> {
                            listeners.add((NotificationListener) args[0]);
                            yield null;
                        }
                        case "removeNotificationListener" -> {
                            listeners.remove(args[0]);
                            yield null;
                        }
                        default -> null;
                    });
        }

        void collect(String cause, long duration) throws Exception {
            count.incrementAndGet();
            millis.addAndGet(duration);
            CompositeType info = type("info", Map.of("duration", SimpleType.LONG));
            CompositeType type = type("data", Map.of("gcCause", SimpleType.STRING, "gcInfo", info));
            Notification notification = new Notification("gc", "collector", 1);
            notification.setUserData(new CompositeDataSupport(
                    type,
                    Map.of("gcCause", cause, "gcInfo", new CompositeDataSupport(info, Map.of("duration", duration)))));
            for (NotificationListener listener : List.copyOf(listeners)) {
                listener.handleNotification(notification, null);
            }
        }

        private static CompositeType type(String name, Map<String, OpenType<?>> items) throws Exception {
            String[] names = items.keySet().toArray(new String[0]);
            OpenType<?>[] types = new OpenType<?>[names.length];
            for (int i = 0; i < names.length; i++) {
                types[i] = Objects.requireNonNull(items.get(names[i]));
            }
            return new CompositeType(name, name, names, names, types);
        }
    }

    @Nested
    class GarbageCollections {

        private Probe probe(Collector... collectors) {
            List<GarbageCollectorMXBean> beans = new ArrayList<>();
            for (Collector collector : collectors) {
                beans.add(collector.bean);
            }
            return MachineProbe.of(
                    "gc",
                    new Pauses(beans, nanos::get),
                    "share",
                    Unit.RATIO,
                    "longest",
                    Unit.SECONDS,
                    "pauses",
                    Unit.COUNT,
                    "paused",
                    Unit.SECONDS);
        }

        @Test
        void stop_the_application_for_a_share_of_the_time_since_the_last_look() throws Exception {
            Collector young = new Collector("G1 Young Generation");
            Collector old = new Collector("G1 Old Generation");
            young.collect("before", 5_000);
            Probe probe = probe(young, old);
            young.collect("Allocation", 20);
            young.collect("Allocation", 30);
            old.collect("System.gc()", 450);
            pass(Duration.ofSeconds(10));
            Map<String, Double> figures = figures(probe);
            assertThat(figures).containsEntry("longest", 0.45).containsEntry("pauses", 4.0);
            assertThat(figures.getOrDefault("share", Double.NaN)).isCloseTo(0.05, within(1e-9));
            assertThat(figures.getOrDefault("paused", Double.NaN)).isCloseTo(5.5, within(1e-9));
            pass(Duration.ofSeconds(10));
            assertThat(figures(probe)).containsEntry("longest", 0.0).containsEntry("share", 0.0);
        }

        @Test
        void that_go_on_beside_the_application_are_no_pauses() throws Exception {
            Collector cycles = new Collector("ZGC Major Cycles");
            Collector pauses = new Collector("ZGC Major Pauses");
            Probe probe = probe(cycles, pauses);
            cycles.collect("Warmup", 9_000);
            pauses.collect("Warmup", 1);
            pauses.collect("No GC", 800);
            pass(Duration.ofSeconds(10));
            assertThat(figures(probe)).containsEntry("longest", 0.001).containsEntry("pauses", 2.0);
        }

        @Test
        void without_a_collector_that_tells_are_silence() throws Exception {
            assertThat(silence(probe()))
                    .isEqualTo("gc: no garbage collector tells how often it has stopped the application");
        }

        /** A probe is never closed, and a collector lives as long as the process. */
        @Test
        void are_no_longer_listened_to_when_the_probe_is_garbage() throws Exception {
            Collector collector = new Collector("Copy");
            assertThat(silent(collector)).isFalse();
            for (int i = 0; i < 100 && !collector.listeners.isEmpty(); i++) {
                System.gc();
                collector.collect("System.gc()", 1);
            }
            assertThat(collector.listeners).isEmpty();
        }

        private boolean silent(Collector collector) throws Exception {
            return Said.by(probe(collector)) instanceof ProbeResult.Silent;
        }

        @Test
        void of_this_machine_are_told() throws Exception {
            Probe probe = MachineProbes.gc();
            System.gc();
            assertThat(figures(probe).getOrDefault("pauses", 0.0)).isPositive();
        }
    }

    @Nested
    class SomeThreads {

        @Test
        void are_counted() throws Exception {
            assertThat(figures(MachineProbes.threads()))
                    .containsEntry("deadlocked", 0.0)
                    .containsKeys("live", "daemon", "peak", "blocked", "started");
        }

        @Test
        void that_wait_for_one_another_are_named() throws Exception {
            ReentrantLock one = new ReentrantLock();
            ReentrantLock other = new ReentrantLock();
            CountDownLatch both = new CountDownLatch(2);
            Thread first = locking("order writer", one, other, both);
            Thread second = locking("stock writer", other, one, both);
            try {
                while (ManagementFactory.getThreadMXBean().findDeadlockedThreads() == null) {
                    Thread.onSpinWait();
                }
                ProbeResult result = Said.by(MachineProbes.threads());
                assertThat(result).isInstanceOf(ProbeResult.Down.class);
                ProbeResult.Down down = (ProbeResult.Down) result;
                assertThat(down.reason())
                        .startsWith("2 threads wait for one another for ever: ")
                        .contains("order writer", "stock writer");
                assertThat(figures(MachineProbes.threads(), down.measurements()))
                        .containsEntry("deadlocked", 2.0);
            } finally {
                first.interrupt();
                second.interrupt();
                first.join();
                second.join();
            }
        }

        private static Thread locking(String name, ReentrantLock first, ReentrantLock second, CountDownLatch both) {
            Thread thread = new Thread(
                    () -> {
                        first.lock();
                        try {
                            both.countDown();
                            both.await();
                            second.lockInterruptibly();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        } finally {
                            first.unlock();
                        }
                    },
                    name);
            thread.setDaemon(true);
            thread.start();
            return thread;
        }
    }

    @Nested
    class AContainer {

        @TempDir
        Path root = Path.of(".");

        private Probe probe() {
            return MachineProbes.container(root, root.resolve("membership"), nanos::get);
        }

        private void write(String file, String text) throws IOException {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        }

        private void sound(String folder) throws IOException {
            write(folder + "memory.current", "268435456\n");
            write(folder + "memory.max", "1073741824\n");
            write(folder + "memory.events", "low 0\nhigh 0\nmax 3\noom 1\noom_kill 1\n");
            write(folder + "pids.current", "50\n");
            write(folder + "pids.max", "200\n");
            write(folder + "cpu.max", "150000 100000\n");
            stat(folder, 1_000_000, 100, 10, 500_000);
        }

        private void stat(String folder, long usage, long periods, long throttled, long micros) throws IOException {
            write(
                    folder + "cpu.stat",
                    "usage_usec " + usage + "\nuser_usec 1\nsystem_usec 1\nnr_periods " + periods + "\nnr_throttled "
                            + throttled + "\nthrottled_usec " + micros + "\n");
        }

        @Test
        void tells_its_limits_and_how_much_is_used() throws Exception {
            sound("");
            Probe probe = probe();
            assertThat(figures(probe))
                    .containsEntry("memory", 268435456.0)
                    .containsEntry("memory_usage", 0.25)
                    .containsEntry("pids_usage", 0.25)
                    .containsEntry("cpu_max", 1.5)
                    .containsEntry("oom_kills", 1.0)
                    .containsEntry("throttled_time", 0.5)
                    .doesNotContainKeys("cpu", "throttled");
            stat("", 8_500_000, 200, 35, 900_000);
            pass(Duration.ofSeconds(10));
            assertThat(figures(probe))
                    .containsEntry("cpu", 0.75)
                    .containsEntry("cpu_usage", 0.5)
                    .containsEntry("throttled", 0.25);
        }

        @Test
        void without_limits_has_no_share_of_them() throws Exception {
            sound("");
            write("memory.max", "max\n");
            write("pids.max", "max\n");
            write("cpu.max", "max 100000\n");
            assertThat(figures(probe())).containsOnlyKeys("memory", "pids", "cpu_time", "throttled_time", "oom_kills");
        }

        @Test
        void is_that_of_this_process_where_all_are_shown() throws Exception {
            sound("");
            sound("system.slice/app.service/");
            write("system.slice/app.service/memory.current", "7\n");
            write("membership", "1:name=systemd:/x\n0::/system.slice/app.service\n");
            assertThat(figures(probe())).containsEntry("memory", 7.0);
        }

        @ParameterizedTest
        @CsvSource({"0::/not/shown/here", "0::/../../etc", "banana", "''"})
        void is_what_is_shown_where_the_membership_leads_nowhere(String membership) throws Exception {
            sound("");
            write("membership", membership);
            assertThat(figures(probe())).containsEntry("memory", 268435456.0);
        }

        @Test
        void that_started_anew_has_no_rates_until_the_next_look() throws Exception {
            sound("");
            Probe probe = probe();
            figures(probe);
            stat("", 5, 1, 0, 0);
            pass(Duration.ofSeconds(10));
            assertThat(figures(probe)).doesNotContainKeys("cpu", "cpu_usage", "throttled");
        }

        @Test
        void of_version_1_or_none_is_silence() throws Exception {
            assertThat(silence(probe()))
                    .isEqualTo("container: there is no control group with limits at " + root
                            + " (expected: one of version 2, with memory.current or cpu.max)");
            write("memory/memory.limit_in_bytes", "1000\n");
            assertThat(silence(probe()))
                    .isEqualTo("container: control groups are those of version 1"
                            + " (expected: version 2, with memory.current or cpu.max)");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "memory.max     | banana        | memory.max: \"banana\" (expected: max or a whole number)",
                    "memory.max     | ''            | memory.max: \"\" (expected: max or a whole number)",
                    "memory.max     | -1            | memory.max: \"-1\" (expected: max or a whole number)",
                    "memory.current | 1e9           | memory.current: \"1e9\" (expected: max or a whole number)",
                    "memory.current | NaN           | memory.current: \"NaN\" (expected: max or a whole number)",
                    "pids.current   | 0x10          | pids.current: \"0x10\" (expected: max or a whole number)",
                    "pids.max       | ٣             | pids.max: \"٣\" (expected: max or a whole number)",
                    "cpu.max        | max           | ''",
                    "cpu.max        | 100000        | ''",
                    "cpu.max        | 100000 0      | cpu.max: \"100000 0\" (expected: a quota and a period)",
                    "cpu.max        | 1 2 3         | cpu.max: \"1 2 3\" (expected: a quota and a period)",
                    "cpu.max        | quota period  | cpu.max: \"quota\" (expected: max or a whole number)",
                    "cpu.stat       | usage_usec    | cpu.stat: \"usage_usec\" (expected: a name and a number in each line)",
                    "cpu.stat       | usage_usec x  | cpu.stat: \"x\" (expected: max or a whole number)",
                    "memory.events  | a 1 2         | memory.events: \"a 1 2\" (expected: a name and a number in each line)",
                })
        void that_says_what_makes_no_sense_is_silence(String file, String text, String sentence) throws Exception {
            sound("");
            write(file, text);
            if (sentence.isEmpty()) {
                assertThat(figures(probe())).containsKey("memory");
            } else {
                assertThat(silence(probe())).isEqualTo("container: " + sentence);
            }
        }

        @Test
        void that_says_too_much_is_silence() throws Exception {
            sound("");
            write("memory.max", "1".repeat(70_000));
            assertThat(silence(probe())).isEqualTo("container: memory.max: more than 64 KiB (expected: a small file)");
            write("memory.max", "1".repeat(1_000));
            assertThat(silence(probe())).hasSizeLessThan(150);
        }
    }

    @Nested
    class ThisProcess {

        /** S2.1: uptime. */
        @Test
        void tells_for_how_long_it_has_run_and_since_when() throws Exception {
            Map<String, Double> figures = figures(MachineProbes.uptime());
            assertThat(figures.getOrDefault("uptime", 0.0)).isPositive();
            assertThat(figures.getOrDefault("start_time", 0.0)).isGreaterThan(1.7e9);
        }
    }
}

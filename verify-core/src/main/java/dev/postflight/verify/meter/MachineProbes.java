package dev.postflight.verify.meter;

import dev.postflight.api.Probe;
import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import dev.postflight.verify.meter.BinderProbe.Figure;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Path;

/**
 * Figures of the JVM and of the machine that it runs on. Nothing need be bound to the application's registry. What the
 * platform does not tell is absent; these probes' silence means {@link dev.postflight.api.SilenceRule#HOLD}. A probe remembers
 * its last look, for one check; all are safe for use by any number of threads.
 *
 * <p>On a machine that others share, these are better held against a target than against a level: a busy machine is a
 * warning, not a reason to go back.
 *
 * @since 0.1
 */
public final class MachineProbes {

    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");
    private static final Path MEMBERSHIP = Path.of("/proc/self/cgroup");

    private MachineProbes() {}

    /**
     * The processors: {@code usage} of the whole machine and {@code process}, the part of this process; both as a share of
     * all processors, over the time since the last look, which at first is when the probe was made. Besides, {@code
     * processors}, how many there are for this process, and {@code load}, how many tasks ran or waited to run in the last
     * minute.
     *
     * @return a probe
     */
    public static Probe cpu() {
        return new BinderProbe(
                "cpu",
                new ProcessorMetrics(),
                Tags.empty(),
                null,
                new Figure("usage", "system.cpu.usage", Unit.RATIO),
                new Figure("process", "process.cpu.usage", Unit.RATIO),
                new Figure("processors", "system.cpu.count", Unit.COUNT),
                new Figure("load", "system.load.average.1m", Unit.COUNT));
    }

    /**
     * The heap: {@code used} and {@code max} in bytes, and {@code usage}, the share that is used, garbage included. After
     * the first garbage collection of long-lived objects also {@code after_gc}, what was left of these after the last one in
     * bytes, and {@code after_gc_usage}, the same as a share of the largest heap: a leak shows there.
     *
     * @return a probe
     */
    public static Probe heap() {
        Heap heap = new Heap(ManagementFactory.getMemoryPoolMXBeans(), Runtime.getRuntime()::maxMemory);
        return MachineProbe.of(
                "heap",
                heap,
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

    /**
     * Garbage collections: {@code pauses} and {@code paused}, running totals of how often and for how many seconds they have
     * stopped the application; {@code share}, which part of the time they did since the last look, which at first is when
     * the probe was made; and {@code longest}, the longest pause since then.
     *
     * @return a probe
     */
    public static Probe gc() {
        return MachineProbe.of(
                "gc",
                new Pauses(ManagementFactory.getGarbageCollectorMXBeans(), Ticker.system()),
                "share",
                Unit.RATIO,
                "longest",
                Unit.SECONDS,
                "pauses",
                Unit.COUNT,
                "paused",
                Unit.SECONDS);
    }

    /**
     * The threads of this process: {@code live}, {@code daemon}, {@code peak}, {@code blocked} (waiting for a monitor),
     * {@code deadlocked}, and {@code started}, a running total. It is down, and names the threads, when some wait for one
     * another for ever.
     *
     * @return a probe
     */
    public static Probe threads() {
        return MachineProbe.of(
                "threads",
                new Threads(ManagementFactory.getThreadMXBean()),
                "live",
                Unit.COUNT,
                "daemon",
                Unit.COUNT,
                "peak",
                Unit.COUNT,
                "blocked",
                Unit.COUNT,
                "deadlocked",
                Unit.COUNT,
                "started",
                Unit.COUNT);
    }

    /**
     * The disk that a path is on: {@code free} and {@code total} in bytes, {@code usage}, the share that is not free, and
     * from the second look on {@code growth}, how many bytes a second it has filled by since the last one, negative when it
     * was emptied.
     *
     * @param path a file or folder that exists
     * @return a probe
     * @throws IllegalArgumentException if the path is null
     */
    public static Probe disk(Path path) {
        if (path == null) {
            throw new IllegalArgumentException("path: null (expected: a file or folder)");
        }
        File file = path.toFile();
        return disk(path, new Disk(file::exists, file::getUsableSpace, file::getTotalSpace, Ticker.system()));
    }

    static Probe disk(Path path, Disk disk) {
        return MachineProbe.of(
                "disk of \"" + path.toAbsolutePath() + '"',
                disk,
                "usage",
                Unit.RATIO,
                "free",
                Unit.BYTES,
                "total",
                Unit.BYTES,
                "growth",
                Unit.PER_SECOND);
    }

    /**
     * The file descriptors of this process: {@code open}, {@code max}, and {@code usage}, the share that is open.
     *
     * @return a probe
     */
    public static Probe fileDescriptors() {
        return new BinderProbe(
                "file descriptors",
                new FileDescriptorMetrics(),
                Tags.empty(),
                (open, max) -> open / max,
                new Figure("open", "process.files.open", Unit.COUNT),
                new Figure("max", "process.files.max", Unit.COUNT));
    }

    /**
     * The container, by the control group of this process, version 2: {@code memory}, {@code pids} and {@code cpu} (in
     * processors, since the last look), the limits {@code memory_max}, {@code pids_max} and {@code cpu_max}, and the shares
     * of them, {@code memory_usage}, {@code pids_usage} and {@code cpu_usage}; {@code throttled}, the share of scheduling
     * periods since the last look in which the container was held back; and the running totals {@code cpu_time},
     * {@code throttled_time} and {@code oom_kills}. Limits that there are not are absent. Where there are no control groups
     * of version 2, it is silent.
     *
     * @return a probe
     */
    public static Probe container() {
        return container(CGROUPS, MEMBERSHIP, Ticker.system());
    }

    static Probe container(Path root, Path membership, Ticker ticker) {
        return MachineProbe.of(
                "container",
                new Container(() -> Cgroup.own(root, membership), ticker),
                "memory",
                Unit.BYTES,
                "memory_max",
                Unit.BYTES,
                "memory_usage",
                Unit.RATIO,
                "cpu",
                Unit.COUNT,
                "cpu_max",
                Unit.COUNT,
                "cpu_usage",
                Unit.RATIO,
                "throttled",
                Unit.RATIO,
                "pids",
                Unit.COUNT,
                "pids_max",
                Unit.COUNT,
                "pids_usage",
                Unit.RATIO,
                "cpu_time",
                Unit.SECONDS,
                "throttled_time",
                Unit.SECONDS,
                "oom_kills",
                Unit.COUNT);
    }

    /**
     * This process: {@code uptime}, for how long it has run, and {@code start_time}, when it was started, in seconds since
     * 1970. An uptime that goes back, or another start time, is a restart.
     *
     * @return a probe
     */
    public static Probe uptime() {
        RuntimeMXBean bean = ManagementFactory.getRuntimeMXBean();
        return MachineProbe.of(
                "uptime",
                sheet -> {
                    sheet.set("uptime", bean.getUptime() / 1e3);
                    sheet.set("start_time", bean.getStartTime() / 1e3);
                    return MachineProbe.Verdict.WELL;
                },
                "uptime",
                Unit.SECONDS,
                "start_time",
                Unit.SECONDS);
    }
}

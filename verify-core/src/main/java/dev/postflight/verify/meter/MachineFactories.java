package dev.postflight.verify.meter;

import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The probes over the machine by name: see {@link MachineProbes}.
 *
 * @since 0.1
 */
public final class MachineFactories {

    private MachineFactories() {}

    /**
     * Makes {@code cpu}.
     *
     * @since 0.1
     */
    public static final class OfCpu extends NamedFactory {

        /** For the service loader. */
        public OfCpu() {
            super(
                    "cpu",
                    "The processors: usage of the machine and process, the part of this process, since the last look; processors and load.",
                    arguments -> MachineProbes.cpu());
        }
    }

    /**
     * Makes {@code heap}.
     *
     * @since 0.1
     */
    public static final class OfHeap extends NamedFactory {

        /** For the service loader. */
        public OfHeap() {
            super(
                    "heap",
                    "The heap: usage, used and max; after a garbage collection after_gc and after_gc_usage.",
                    arguments -> MachineProbes.heap());
        }
    }

    /**
     * Makes {@code gc}.
     *
     * @since 0.1
     */
    public static final class OfGc extends NamedFactory {

        /** For the service loader. */
        public OfGc() {
            super(
                    "gc",
                    "Garbage collections: share of the time and longest pause since the last look, pauses and paused in all.",
                    arguments -> MachineProbes.gc());
        }
    }

    /**
     * Makes {@code threads}.
     *
     * @since 0.1
     */
    public static final class OfThreads extends NamedFactory {

        /** For the service loader. */
        public OfThreads() {
            super(
                    "threads",
                    "The threads of this process: live, daemon, peak, blocked, deadlocked and started. Down when there is a deadlock.",
                    arguments -> MachineProbes.threads());
        }
    }

    /**
     * Makes {@code disk}.
     *
     * @since 0.1
     */
    public static final class OfDisk extends NamedFactory {

        /** For the service loader. */
        public OfDisk() {
            super(
                    "disk",
                    "The disk that a path is on: usage, free and total, and growth in bytes a second since the last look.",
                    arguments -> MachineProbes.disk(path(arguments.text("path"))),
                    ProbeParameter.optional("path", Kind.TEXT, "a file or folder on it")
                            .orElse("."));
        }
    }

    /**
     * Makes {@code file-descriptors}.
     *
     * @since 0.1
     */
    public static final class OfFileDescriptors extends NamedFactory {

        /** For the service loader. */
        public OfFileDescriptors() {
            super(
                    "file-descriptors",
                    "The file descriptors of this process: usage, open and max.",
                    arguments -> MachineProbes.fileDescriptors());
        }
    }

    /**
     * Makes {@code container}.
     *
     * @since 0.1
     */
    public static final class OfContainer extends NamedFactory {

        /** For the service loader. */
        public OfContainer() {
            super(
                    "container",
                    "The container, by its control group of version 2: memory, processors and processes, their limits, and how much of these is used.",
                    arguments -> MachineProbes.container());
        }
    }

    /**
     * Makes {@code uptime}.
     *
     * @since 0.1
     */
    public static final class OfUptime extends NamedFactory {

        /** For the service loader. */
        public OfUptime() {
            super("uptime", "This process: uptime and start_time.", arguments -> MachineProbes.uptime());
        }
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("path: what was written (expected: a path of this machine)", e);
        }
    }
}

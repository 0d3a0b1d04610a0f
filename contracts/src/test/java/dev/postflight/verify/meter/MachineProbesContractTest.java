package dev.postflight.verify.meter;

import dev.postflight.api.Probe;
import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import dev.postflight.contracts.ProbeContract;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** All probes of the machine that runs this test, and of one that tells nothing, which only this package can make. */
class MachineProbesContractTest {

    /** Where there is no answer is all that differs. */
    private abstract static class OfTheMachine extends ProbeContract {

        abstract Probe deaf() throws Exception;

        @Override
        protected Map<Situation, Callable<Probe>> faults() {
            return Map.of(Situation.DEAD, this::deaf);
        }
    }

    private static Probe without(MeterBinder binder) {
        return new BinderProbe(
                "machine", binder, Tags.empty(), null, new BinderProbe.Figure("usage", "system.cpu.usage", Unit.RATIO));
    }

    @Nested
    class Cpu extends OfTheMachine {
        @Override
        protected Probe sound() {
            return MachineProbes.cpu();
        }

        @Override
        Probe deaf() {
            return without(registry -> {});
        }
    }

    @Nested
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has none")
    class FileDescriptors extends OfTheMachine {
        @Override
        protected Probe sound() {
            return MachineProbes.fileDescriptors();
        }

        @Override
        Probe deaf() {
            return without(registry -> {});
        }
    }

    @Nested
    class TheHeap extends OfTheMachine {
        @Override
        protected Probe sound() {
            return MachineProbes.heap();
        }

        @Override
        Probe deaf() {
            return MachineProbe.of("heap", new Heap(List.of(), () -> 0), "used", Unit.BYTES);
        }
    }

    @Nested
    class GarbageCollections extends OfTheMachine {
        @Override
        protected Probe sound() {
            return MachineProbes.gc();
        }

        @Override
        Probe deaf() {
            return MachineProbe.of("gc", new Pauses(List.of(), Ticker.system()), "pauses", Unit.COUNT);
        }
    }

    @Nested
    class AllThreads extends OfTheMachine {
        @Override
        protected Probe sound() {
            return MachineProbes.threads();
        }

        @Override
        Probe deaf() {
            ThreadMXBean bean = (ThreadMXBean) Proxy.newProxyInstance(
                    ThreadMXBean.class.getClassLoader(), new Class<?>[] {ThreadMXBean.class}, (self, method, args) -> {
                        throw new UnsupportedOperationException(method.getName());
                    });
            return MachineProbe.of("threads", new Threads(bean), "live", Unit.COUNT);
        }
    }

    @Nested
    class ADisk extends OfTheMachine {

        @TempDir
        Path folder = Path.of(".");

        @Override
        protected Probe sound() {
            return MachineProbes.disk(folder);
        }

        @Override
        Probe deaf() {
            return MachineProbes.disk(folder.resolve("gone"));
        }
    }

    @Nested
    class AContainer extends OfTheMachine {

        @TempDir
        Path root = Path.of(".");

        @TempDir
        Path empty = Path.of(".");

        @Override
        protected Probe sound() throws IOException {
            Files.writeString(root.resolve("memory.current"), "268435456\n");
            Files.writeString(root.resolve("memory.max"), "1073741824\n");
            Files.writeString(root.resolve("pids.current"), "50\n");
            Files.writeString(root.resolve("cpu.max"), "max 100000\n");
            return in(root);
        }

        @Override
        Probe deaf() {
            return in(empty);
        }

        @Override
        protected Map<Situation, Callable<Probe>> faults() {
            return Map.of(Situation.DEAD, this::deaf, Situation.GARBAGE, () -> {
                Files.writeString(root.resolve("memory.current"), "a lot\n");
                return in(root);
            });
        }

        private Probe in(Path groups) {
            return MachineProbes.container(groups, groups.resolve("membership"), Ticker.system());
        }
    }

    @Nested
    class Uptime extends OfTheMachine {
        @Override
        protected Probe sound() {
            return MachineProbes.uptime();
        }

        @Override
        Probe deaf() {
            return MachineProbe.of("uptime", sheet -> MachineProbe.Verdict.WELL, "uptime", Unit.SECONDS);
        }
    }
}

package dev.postflight.contracts.meter;

import dev.postflight.api.Probe;
import dev.postflight.contracts.ProbeContract;
import dev.postflight.verify.meter.MachineProbes;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.io.TempDir;

/** A probe of the disk of this machine. */
class MachineProbeContractTest extends ProbeContract {

    @TempDir
    Path folder = Path.of(".");

    @Override
    protected Probe sound() {
        return MachineProbes.disk(folder);
    }

    @Override
    protected Map<Situation, Callable<Probe>> faults() {
        return Map.of(Situation.DEAD, () -> MachineProbes.disk(folder.resolve("gone")));
    }
}

package dev.postflight.adapters;

import dev.postflight.api.Probe;
import dev.postflight.contracts.ProbeContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;

/**
 * The contract of every probe, for an adapted check. A slow one is not among the faults: the check is asked by the thread of the
 * run, and it is the engine that ends a run which takes too long.
 */
final class HealthProbeContractTest extends ProbeContract {

    private static final String PASSWORD = "hunter2-of-orders";

    private static HealthCheckResponse said(Status status) {
        return new HealthCheckResponse("orders", status, Optional.of(Map.of("waiting", 3L, "password", PASSWORD)));
    }

    @Override
    protected Probe sound() {
        return MicroProfileHealth.probe(() -> said(Status.UP));
    }

    @Override
    protected Map<Situation, Callable<Probe>> faults() {
        return Map.of(
                Situation.DEAD,
                () -> MicroProfileHealth.probe(() -> {
                    throw new IllegalStateException("password=" + PASSWORD);
                }),
                Situation.WRONG,
                () -> MicroProfileHealth.probe(() -> said(Status.DOWN)),
                Situation.GARBAGE,
                () -> MicroProfileHealth.probe(HealthCheckResponse::new));
    }

    @Override
    protected List<String> secrets() {
        return List.of(PASSWORD);
    }
}

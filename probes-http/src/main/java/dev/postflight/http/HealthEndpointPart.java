package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One component of a health endpoint.
 *
 * @param name its name, or a path of names
 */
record HealthEndpointPart(HealthEndpoint endpoint, String name) implements Probe {

    private static final String LATENCY = "latency";
    private static final String DURATION = "duration";

    @Override
    public ProbeResult run(Duration timeout) throws InterruptedException {
        try {
            HealthEndpointReport report = endpoint.report(timeout);
            List<HealthEndpointComponent> found = HealthEndpointComponent.find(report.components(), name);
            if (found.isEmpty()) {
                return ProbeResult.silent(report.answer().hidden(this + ": " + missing(report)));
            }
            List<String> faults = new ArrayList<>();
            int end = name.lastIndexOf(HealthEndpointComponent.SEPARATOR) + 1;
            String parents = found.get(0).name().equals(name) ? "" : name.substring(0, end);
            for (HealthEndpointComponent component : found) {
                faults.addAll(component.faults(parents));
            }
            List<Measurement> measurements = measurements(report, found);
            return faults.isEmpty()
                    ? new ProbeResult.Up(measurements)
                    : new ProbeResult.Down(
                            report.answer().hidden(this + ": " + HealthEndpointReport.shown(faults, "; ")),
                            measurements);
        } catch (MonitorException e) {
            return ProbeResult.silent(this + ": " + e.text());
        }
    }

    private static String missing(HealthEndpointReport report) {
        if (report.hidden()) {
            return "the endpoint shows no components, with status " + Texts.cut(report.status())
                    + ": it may hide them from who asks without credentials";
        }
        List<String> names = report.names().stream().map(Texts::cut).toList();
        return "no such component; there "
                + (names.isEmpty() ? "are none" : "is " + HealthEndpointReport.shown(names, ", "));
    }

    private static List<Measurement> measurements(HealthEndpointReport report, List<HealthEndpointComponent> found) {
        List<Measurement> measurements = new ArrayList<>();
        measurements.add(Measurement.of(LATENCY, report.answer().seconds(), Unit.SECONDS));
        if (found.size() == 1 && found.get(0).duration().isPresent()) {
            measurements.add(Measurement.of(DURATION, found.get(0).duration().getAsDouble(), Unit.SECONDS));
        }
        return measurements;
    }

    @Override
    public Map<String, Unit> metrics() {
        return endpoint.tellsDurations()
                ? Map.of(LATENCY, Unit.SECONDS, DURATION, Unit.SECONDS)
                : Map.of(LATENCY, Unit.SECONDS);
    }

    @Override
    public String wanted() {
        return Texts.cut(name) + " up";
    }

    @Override
    public String toString() {
        return endpoint + ", " + Texts.cut(name);
    }
}

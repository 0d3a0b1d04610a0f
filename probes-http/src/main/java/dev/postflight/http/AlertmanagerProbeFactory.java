package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes probes of Alertmanager from text, by the type {@code alertmanager}.
 *
 * @since 0.1
 */
public final class AlertmanagerProbeFactory implements ProbeFactory {

    private static final String ALERTS = "alerts";
    private static final String MATCHERS = "matchers";
    private static final String RECEIVER = "receiver";
    private static final String SEVERITY_LABEL = "severityLabel";
    private static final String SEVERITIES = "severities";
    private static final String EXPECT_NONE = "expectNone";
    private static final String WATCHDOG = "watchdog";

    /** For the service loader. */
    public AlertmanagerProbeFactory() {}

    @Override
    public String type() {
        return "alertmanager";
    }

    @Override
    public String text() {
        return "The alerts that there are: `active`, `unprocessed`, `suppressed`, `silenced`, `inhibited`, `muted`, and by severity"
                + " `critical`, `warning`, `info`, `other`; or whether Alertmanager is ready, or what it has received.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        return MonitorParameters.server(List.of(
                ProbeParameter.required(MonitorParameters.URL, Kind.TEXT, "where Alertmanager is"),
                ProbeParameter.optional(MonitorParameters.ASKS, Kind.TEXT, "what it is asked")
                        .oneOf(ALERTS, "ready", "received")
                        .orElse(ALERTS),
                ProbeParameter.optional(MATCHERS, Kind.TEXTS, "matchers on labels, all of which must hold"),
                ProbeParameter.optional(RECEIVER, Kind.TEXT, "a regular expression for the names of receivers"),
                ProbeParameter.optional(SEVERITY_LABEL, Kind.TEXT, "the label that has the severity")
                        .orElse("severity"),
                ProbeParameter.optional(
                        SEVERITIES, Kind.MAP, "severities, and the values that count as each, with commas between"),
                ProbeParameter.optional(EXPECT_NONE, Kind.TEXTS, "severities of which there must be no alert"),
                ProbeParameter.optional(WATCHDOG, Kind.TEXT, "the name of an alert that always fires")));
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        MonitorServer server = MonitorParameters.server(arguments);
        return switch (arguments.text(MonitorParameters.ASKS)) {
            case "ready" -> AlertmanagerProbes.ready(server);
            case "received" -> AlertmanagerProbes.received(server);
            default -> alerts(AlertmanagerProbes.alerts(server), arguments);
        };
    }

    private static Probe alerts(AlertmanagerProbe all, ProbeArguments arguments) {
        AlertmanagerProbe probe = all.severityLabel(arguments.text(SEVERITY_LABEL));
        for (String matcher : arguments.texts(MATCHERS)) {
            probe = probe.matching(matcher);
        }
        if (arguments.has(RECEIVER)) {
            probe = probe.receiver(arguments.text(RECEIVER));
        }
        for (Map.Entry<String, @Nullable Object> severity :
                arguments.map(SEVERITIES).entrySet()) {
            String[] values = Arrays.stream(String.valueOf(severity.getValue()).split(",", -1))
                    .map(String::strip)
                    .toArray(String[]::new);
            probe = probe.severity(severity.getKey(), values);
        }
        if (arguments.has(EXPECT_NONE)) {
            probe = probe.expectNone(arguments.texts(EXPECT_NONE).toArray(new String[0]));
        }
        return arguments.has(WATCHDOG) ? probe.watchdog(arguments.text(WATCHDOG)) : probe;
    }
}

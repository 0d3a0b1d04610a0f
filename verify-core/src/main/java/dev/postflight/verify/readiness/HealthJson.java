package dev.postflight.verify.readiness;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.postflight.api.Decision;
import dev.postflight.api.Finding;
import dev.postflight.api.Outcome;
import dev.postflight.api.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;

/**
 * Health in the words of others. Of what is told of a check, every value is a text, a number or a boolean, because
 * MicroProfile allows no other.
 */
final class HealthJson {

    private static final int MOST_CHECKS = 1_000;

    /** Keeps no buffer for the next time: it would be the thread of a server that keeps it, and with it the class loader. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.USE_THREAD_LOCAL_FOR_BUFFER_RECYCLING)
            .build();

    private HealthJson() {}

    /** What is written into an object that is open. */
    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    /** {@code {"status":"UP"}}. */
    static String springBoot(Decision decision) {
        return object(json -> json.writeStringField("status", springBootStatus(decision)));
    }

    /** {@code {"status":"UP","components":{"database":{"status":"UP","details":{…}}}}}. */
    static String springBoot(Verdict verdict) {
        String status = springBootStatus(verdict.health());
        return object(json -> {
            json.writeStringField("status", status);
            json.writeObjectFieldStart("components");
            component(json, name(verdict), status, details -> write(details, verdict));
            for (Finding finding : told(verdict.findings())) {
                component(json, finding.check(), springBootStatus(finding), details -> write(details, finding));
            }
            json.writeEndObject();
        });
    }

    /** {@code {"status":"UP","checks":[]}}: the checks may be none, but not absent. */
    static String microProfile(Decision decision) {
        return object(json -> {
            json.writeStringField("status", microProfileStatus(decision == Decision.GO));
            json.writeArrayFieldStart("checks");
            json.writeEndArray();
        });
    }

    /** {@code {"status":"UP","checks":[{"name":"database","status":"UP","data":{…}}]}}. */
    static String microProfile(Verdict verdict) {
        String status = microProfileStatus(verdict.health() == Decision.GO);
        return object(json -> {
            json.writeStringField("status", status);
            json.writeArrayFieldStart("checks");
            check(json, name(verdict), status, data -> write(data, verdict));
            for (Finding finding : told(verdict.findings())) {
                String found = microProfileStatus(finding.outcome().passing());
                check(json, finding.check(), found, data -> write(data, finding));
            }
            json.writeEndArray();
        });
    }

    private static String springBootStatus(Decision decision) {
        return switch (decision) {
            case GO -> "UP";
            case HOLD -> "OUT_OF_SERVICE";
            case NO_GO -> "DOWN";
        };
    }

    private static String springBootStatus(Finding finding) {
        if (finding.outcome().passing()) {
            return "UP";
        }
        return finding.outcome() == Outcome.FAIL ? "DOWN" : "UNKNOWN";
    }

    private static String microProfileStatus(boolean good) {
        return good ? "UP" : "DOWN";
    }

    private static void component(JsonGenerator json, String name, String status, Content details) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("status", status);
        json.writeObjectFieldStart("details");
        details.write(json);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void check(JsonGenerator json, String name, String status, Content data) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("status", status);
        json.writeObjectFieldStart("data");
        data.write(json);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Verdict verdict) throws IOException {
        json.writeStringField("plan", verdict.plan());
        json.writeStringField("phase", verdict.phase());
        json.writeStringField("decision", verdict.decision().name());
        json.writeNumberField("score", verdict.score().ratio());
        json.writeStringField("reasons", String.join("; ", Shape.told(verdict.reasons())));
        json.writeStringField("missing", String.join("; ", Shape.told(verdict.missing())));
        json.writeStringField("at", verdict.at().toString());
    }

    private static void write(JsonGenerator json, Finding finding) throws IOException {
        json.writeStringField("component", finding.component());
        json.writeBooleanField("critical", finding.critical());
        json.writeStringField("outcome", finding.outcome().name());
        json.writeStringField("reason", finding.reason().name());
        json.writeStringField(
                "severity", finding.severity() == null ? "" : finding.severity().name());
        json.writeBooleanField("ignored", finding.ignored());
        json.writeStringField("wanted", finding.wanted());
        json.writeStringField("seen", finding.seen());
        json.writeStringField("cause", finding.cause());
        json.writeStringField("at", finding.at().toString());
        json.writeStringField("since", finding.since().toString());
    }

    /** What the verdict is called among its checks, of which none has the same name. */
    private static String name(Verdict verdict) {
        String name = "verdict";
        while (verdict.finding(name) != null) {
            name = "the " + name;
        }
        return name;
    }

    private static List<Finding> told(List<Finding> findings) {
        if (findings.size() <= MOST_CHECKS) {
            return findings;
        }
        return findings.stream()
                .sorted(Comparator.comparing(finding -> finding.outcome().passing()))
                .limit(MOST_CHECKS)
                .toList();
    }

    private static String object(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}

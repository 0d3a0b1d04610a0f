package dev.postflight.verify.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.postflight.api.Finding;
import dev.postflight.api.Measurement;
import dev.postflight.api.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A verdict as JSON, for machines. Times are ISO 8601 in UTC, durations seconds, figures in base units; a figure that is
 * not finite is {@code null}.
 *
 * @since 0.1
 */
public final class JsonReport {

    private JsonReport() {}

    /**
     * The verdict as a JSON text.
     *
     * @param verdict what is reported
     * @return an indented JSON object
     */
    public static String render(Verdict verdict) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = generator(text)) {
            write(json, verdict);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    /**
     * Writes the verdict to a file, whole or not at all: to a neighbouring file first, which then takes its place.
     *
     * @param verdict what is reported
     * @param file where to; replaced when it is there
     * @throws IOException if the file cannot be written
     */
    public static void write(Verdict verdict, Path file) throws IOException {
        Path draft = file.resolveSibling("." + file.getFileName() + ".tmp");
        try {
            Files.write(draft, render(verdict).getBytes(StandardCharsets.UTF_8));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Keeps no buffer for the next time: it would be the thread that keeps it, and with it the class loader. */
    private static JsonFactory json() {
        return JsonFactory.builder()
                .disable(JsonFactory.Feature.USE_THREAD_LOCAL_FOR_BUFFER_RECYCLING)
                .build();
    }

    static JsonGenerator generator(StringWriter text) throws IOException {
        return json().createGenerator(text).setPrettyPrinter(new DefaultPrettyPrinter());
    }

    private static void write(JsonGenerator json, Verdict verdict) throws IOException {
        json.writeStartObject();
        json.writeStringField("plan", verdict.plan());
        json.writeStringField("phase", verdict.phase());
        json.writeStringField("decision", verdict.decision().name());
        json.writeStringField("health", verdict.health().name());
        json.writeObjectFieldStart("score");
        json.writeNumberField("earned", verdict.score().earnedHalves() / 2.0);
        json.writeNumberField("total", verdict.score().totalHalves() / 2.0);
        json.writeNumberField("ratio", verdict.score().ratio());
        json.writeEndObject();
        strings(json, "reasons", verdict.reasons());
        strings(json, "missing", verdict.missing());
        json.writeStringField("at", verdict.at().toString());
        json.writeNumberField("tookSeconds", seconds(verdict.took()));
        json.writeArrayFieldStart("findings");
        for (Finding finding : verdict.findings()) {
            write(json, finding);
        }
        json.writeEndArray();
        CourseJson.items(json, verdict.outlook().items());
        CourseJson.time(json, "endsAt", verdict.outlook().ends());
        CourseJson.time(json, "earliestGo", verdict.outlook().earliestGo());
        CourseJson.alerts(json, verdict.outlook().alerts());
        strings(json, "notes", verdict.outlook().notes());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("check", finding.check());
        json.writeStringField("component", finding.component());
        json.writeBooleanField("critical", finding.critical());
        json.writeNumberField("weight", finding.weight());
        json.writeStringField("outcome", finding.outcome().name());
        json.writeStringField("reason", finding.reason().name());
        if (finding.severity() == null) {
            json.writeNullField("severity");
        } else {
            json.writeStringField("severity", finding.severity().name());
        }
        json.writeBooleanField("ignored", finding.ignored());
        json.writeStringField("wanted", finding.wanted());
        json.writeStringField("seen", finding.seen());
        json.writeStringField("cause", finding.cause());
        json.writeStringField("at", finding.at().toString());
        json.writeStringField("since", finding.since().toString());
        json.writeNumberField("tookSeconds", seconds(finding.took()));
        json.writeNumberField("attempts", finding.attempts());
        json.writeNumberField("failures", finding.failures());
        json.writeBooleanField("conclusive", finding.conclusive());
        json.writeArrayFieldStart("measurements");
        for (Measurement measurement : finding.measurements()) {
            write(json, measurement);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Measurement measurement) throws IOException {
        json.writeStartObject();
        json.writeStringField("metric", measurement.metric());
        if (Double.isFinite(measurement.value())) {
            json.writeNumberField("value", measurement.value());
        } else {
            json.writeNullField("value");
        }
        json.writeStringField("unit", measurement.unit().name().toLowerCase(Locale.ROOT));
        json.writeEndObject();
    }

    static void strings(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}

package dev.postflight.verify.history;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.postflight.api.Alert;
import dev.postflight.api.Attestation;
import dev.postflight.api.Incident;
import dev.postflight.api.Measurement;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes entries as JSON, each on a line. */
final class EntryWriter implements Closeable {

    /** Keeps no buffer for the next time: it would be the thread that keeps it, and with it the class loader. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.USE_THREAD_LOCAL_FOR_BUFFER_RECYCLING)
            .build();

    private final JsonGenerator json;

    /** The writer stays open. */
    EntryWriter(Writer out) throws IOException {
        json = JSON.createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setPrettyPrinter(new MinimalPrettyPrinter("")); // nothing between objects
    }

    void write(Entry entry) throws IOException {
        requireNonNull(entry, "entry");
        json.writeStartObject();
        if (entry instanceof Entry.Observed observed) {
            head(Kind.OBSERVED, entry);
            write(observed);
        } else if (entry instanceof Entry.Alerted alerted) {
            head(Kind.ALERTED, entry);
            json.writeObjectFieldStart("alert");
            write(alerted.alert());
            json.writeEndObject();
        } else if (entry instanceof Entry.Happened happened) {
            head(Kind.HAPPENED, entry);
            json.writeObjectFieldStart("incident");
            write(happened.incident());
            json.writeEndObject();
        } else if (entry instanceof Entry.Attested attested) {
            head(Kind.ATTESTED, entry);
            json.writeObjectFieldStart("attestation");
            write(attested.attestation());
            json.writeEndObject();
        } else if (entry instanceof Entry.Phased phased) {
            head(Kind.PHASED, entry);
            text("phase", phased.phase());
            text("event", phased.event().name());
            text("decision", phased.decision().name());
            text("text", phased.text());
        }
        json.writeEndObject();
    }

    void endLine() throws IOException {
        json.writeRaw('\n');
    }

    private void head(Kind kind, Entry entry) throws IOException {
        text("type", Words.lower(kind));
        time("at", entry.at());
    }

    private void write(Entry.Observed observed) throws IOException {
        text("check", observed.check());
        text("reason", observed.reason().name());
        text("text", observed.text());
        json.writeArrayFieldStart(Kind.MEASUREMENTS);
        for (Measurement measurement : observed.measurements()) {
            json.writeStartObject();
            text("metric", measurement.metric());
            if (Double.isFinite(measurement.value())) {
                json.writeNumberField("value", measurement.value());
            } else {
                text("value", Double.toString(measurement.value()));
            }
            text("unit", Words.lower(measurement.unit()));
            json.writeEndObject();
        }
        json.writeEndArray();
        seconds("tookSeconds", observed.took());
    }

    private void write(Alert alert) throws IOException {
        json.writeNumberField("id", alert.id());
        text("check", alert.check());
        text("component", alert.component());
        text("severity", alert.severity().name());
        text("rule", alert.rule());
        text("state", alert.state().name());
        time("since", alert.since());
        time("firedAt", alert.firedAt());
        time("resolvedAt", alert.resolvedAt());
        seconds("lastedSeconds", alert.lasted());
        text("seen", alert.seen());
        text("muted", alert.muted());
        json.writeNumberField("parent", alert.parent());
        json.writeNumberField("incident", alert.incident());
        text("acknowledged", alert.acknowledged());
        json.writeNumberField("escalations", alert.escalations());
        json.writeBooleanField("overdue", alert.overdue());
        json.writeNumberField("flapping", alert.flapping());
        Boolean real = alert.real();
        if (real == null) {
            json.writeNullField("real");
        } else {
            json.writeBooleanField("real", real);
        }
    }

    private void write(Incident incident) throws IOException {
        json.writeNumberField("id", incident.id());
        text("component", incident.component());
        text("severity", incident.severity().name());
        text("description", incident.description());
        time("openedAt", incident.openedAt());
        time("resolvedAt", incident.resolvedAt());
        seconds("lastedSeconds", incident.lasted());
        json.writeArrayFieldStart("alerts");
        for (long alert : incident.alerts()) {
            json.writeNumber(alert);
        }
        json.writeEndArray();
        text("impact", incident.impact());
        text("cause", incident.cause());
        text("resolution", incident.resolution());
        json.writeArrayFieldStart("timeline");
        for (Incident.Entry entry : incident.timeline()) {
            json.writeStartObject();
            time("at", entry.at());
            text("text", entry.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void write(Attestation attestation) throws IOException {
        text("item", attestation.item());
        text("role", attestation.role());
        text("who", attestation.who());
        time("at", attestation.at());
        text("note", attestation.note());
    }

    private void time(String name, @Nullable Instant time) throws IOException {
        text(name, time == null ? null : time.toString());
    }

    private void seconds(String name, Duration duration) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(Decimals.text(duration));
    }

    private void text(String name, @Nullable String text) throws IOException {
        json.writeFieldName(name);
        if (text == null) {
            json.writeNull();
        } else if (isEncodable(text)) {
            json.writeString(text);
        } else {
            json.writeRawValue(escaped(text));
        }
    }

    /** Half a character cannot be written as UTF-8. */
    private static boolean isEncodable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean isPair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!isPair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(6 * text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            escaped.append(String.format("\\u%04x", (int) text.charAt(i)));
        }
        return escaped.append('"').toString();
    }

    /** Writes what is held back. */
    @Override
    public void close() throws IOException {
        json.close();
    }
}

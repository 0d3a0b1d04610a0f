package dev.postflight.verify.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.postflight.api.Alert;
import dev.postflight.api.Attestation;
import dev.postflight.api.Availability;
import dev.postflight.api.Incident;
import dev.postflight.api.Notice;
import dev.postflight.api.Outlook;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A course as JSON. */
final class CourseJson {

    private final JsonGenerator json;

    private CourseJson(JsonGenerator json) {
        this.json = json;
    }

    static String render(Course course) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JsonReport.generator(text)) {
            new CourseJson(generator).course(course);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    private void course(Course course) throws IOException {
        json.writeStartObject();
        json.writeStringField("plan", course.plan());
        json.writeStringField("from", course.from().toString());
        json.writeStringField("until", course.until().toString());
        json.writeNumberField("observations", course.observations());
        json.writeArrayFieldStart("phases");
        for (Course.Phase phase : course.phases()) {
            phase(phase);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("decisions");
        for (Course.Change change : course.decisions()) {
            json.writeStartObject();
            json.writeStringField("at", change.at().toString());
            json.writeStringField("phase", change.phase());
            json.writeStringField("decision", change.decision().name());
            JsonReport.strings(json, "reasons", change.reasons());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("incidents");
        for (Incident incident : course.incidents()) {
            incident(incident);
        }
        json.writeEndArray();
        alerts(json, course.alerts());
        people(course);
        json.writeNumberField("faulty", course.faulty());
        JsonReport.strings(json, "faults", course.faults());
        json.writeEndObject();
    }

    private void phase(Course.Phase phase) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", phase.name());
        json.writeStringField("began", phase.began().toString());
        time(json, "ended", phase.ended());
        json.writeStringField("decision", phase.decision().name());
        availability(phase.availability());
        items(json, phase.items());
        json.writeEndObject();
    }

    private void availability(Availability availability) throws IOException {
        json.writeObjectFieldStart("availability");
        number("ratio", availability.ratio());
        json.writeNumberField("upSeconds", JsonReport.seconds(availability.up()));
        json.writeNumberField("downSeconds", JsonReport.seconds(availability.down()));
        json.writeNumberField("unobservedSeconds", JsonReport.seconds(availability.unobserved()));
        json.writeNumberField("maintenanceSeconds", JsonReport.seconds(availability.maintenance()));
        json.writeNumberField("failures", availability.failures());
        number("mttrSeconds", availability.mttr());
        number("mtbfSeconds", availability.mtbf());
        json.writeEndObject();
    }

    private void number(String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }

    private void incident(Incident incident) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", incident.id());
        json.writeStringField("component", incident.component());
        json.writeStringField("severity", incident.severity().name());
        json.writeStringField("description", incident.description());
        json.writeStringField("openedAt", incident.openedAt().toString());
        time(json, "resolvedAt", incident.resolvedAt());
        json.writeNumberField("lastedSeconds", JsonReport.seconds(incident.lasted()));
        json.writeStringField("impact", incident.impact());
        json.writeStringField("cause", incident.cause());
        json.writeStringField("resolution", incident.resolution());
        json.writeArrayFieldStart("timeline");
        for (Incident.Entry entry : incident.timeline()) {
            json.writeStartObject();
            json.writeStringField("at", entry.at().toString());
            json.writeStringField("text", entry.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void people(Course course) throws IOException {
        json.writeArrayFieldStart("attestations");
        for (Attestation attestation : course.attestations()) {
            json.writeStartObject();
            json.writeStringField("item", attestation.item());
            json.writeStringField("role", attestation.role());
            json.writeStringField("who", attestation.who());
            json.writeStringField("at", attestation.at().toString());
            json.writeStringField("note", attestation.note());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("notices");
        for (Notice notice : course.notices()) {
            json.writeStartObject();
            json.writeStringField("at", notice.at().toString());
            json.writeStringField("kind", notice.kind().name());
            JsonReport.strings(json, "channels", notice.channels());
            json.writeStringField("text", notice.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void items(JsonGenerator json, List<Outlook.Item> items) throws IOException {
        json.writeArrayFieldStart("criteria");
        for (Outlook.Item item : items) {
            json.writeStartObject();
            json.writeStringField("wanted", item.wanted());
            json.writeStringField("state", item.state().name());
            json.writeStringField("seen", item.seen());
            json.writeStringField("cause", item.cause());
            time(json, "earliest", item.earliest());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void alerts(JsonGenerator json, List<Alert> alerts) throws IOException {
        json.writeArrayFieldStart("alerts");
        for (Alert alert : alerts) {
            json.writeStartObject();
            json.writeNumberField("id", alert.id());
            json.writeStringField("check", alert.check());
            json.writeStringField("component", alert.component());
            json.writeStringField("severity", alert.severity().name());
            json.writeStringField("rule", alert.rule());
            json.writeStringField("state", alert.state().name());
            json.writeStringField("since", alert.since().toString());
            time(json, "firedAt", alert.firedAt());
            time(json, "resolvedAt", alert.resolvedAt());
            json.writeNumberField("lastedSeconds", JsonReport.seconds(alert.lasted()));
            json.writeStringField("seen", alert.seen());
            json.writeStringField("muted", alert.muted());
            json.writeNumberField("parent", alert.parent());
            json.writeNumberField("incident", alert.incident());
            json.writeStringField("acknowledged", alert.acknowledged());
            json.writeBooleanField("overdue", alert.overdue());
            json.writeNumberField("flapping", alert.flapping());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void time(JsonGenerator json, String name, @Nullable Instant at) throws IOException {
        json.writeStringField(name, at == null ? null : at.toString());
    }
}

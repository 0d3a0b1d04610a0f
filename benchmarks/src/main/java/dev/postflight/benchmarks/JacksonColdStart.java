package dev.postflight.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;

/**
 * Question: what does writing the first small object with Jackson's streaming API cost, from the start of the JVM to its end?
 * It is why Postflight touches Jackson with the first report and not before.
 *
 * <p>Run: {@code benchmarks/cold-start.sh}
 */
public final class JacksonColdStart {

    private JacksonColdStart() {}

    /**
     * Exits with 0 when something was written, with 1 otherwise.
     *
     * @param args not used
     * @throws IOException never
     */
    public static void main(String[] args) throws IOException {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("decision", "GO");
            json.writeNumberField("score", 1.0);
            json.writeEndObject();
        }
        if (out.getBuffer().length() == 0) {
            System.exit(1);
        }
    }
}

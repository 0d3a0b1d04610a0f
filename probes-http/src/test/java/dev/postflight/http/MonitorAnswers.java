package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;

/** Gives a probe one hostile answer and tells what it says of it, without the address of the server. */
final class MonitorAnswers {

    private static final Duration AMPLE = Duration.ofSeconds(60);
    private static final int LARGE = 2_000;

    private MonitorAnswers() {}

    /**
     * What a probe says.
     *
     * @param how {@code 422} for a status and JSON, {@code 200 text/html} for another type, {@code 302 /login} for a redirect,
     *     {@code raw} for what is sent as it is, {@code latin} for bytes that are not UTF-8
     */
    static String told(String how, String body, Function<MonitorServer, Probe> probe) throws Exception {
        String text = body.replace("<LARGE>", "x".repeat(LARGE)).replace("<DEEP>", "[".repeat(LARGE));
        if (how.equals("raw")) {
            String sent = text.replace("|", "\r\n");
            try (FaultyServer server = FaultyServer.sending(sent)) {
                return told(server.url().replace("/health", ""), probe);
            }
        }
        String[] words = how.split(" ", -1);
        boolean latin = words[0].equals("latin");
        int status = latin ? 200 : Integer.parseInt(words[0]);
        String second = words.length > 1 ? words[1] : "";
        String type = second.contains("/") && !second.startsWith("/") ? second : "application/json";
        Charset charset = latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        String location = second.startsWith("/") ? second : "";
        MonitorTestServer.Reply reply = new MonitorTestServer.Reply(status, type, text, charset, location);
        try (MonitorTestServer server = MonitorTestServer.playing(asked -> reply)) {
            return told(server.url(), probe);
        }
    }

    private static String told(String url, Function<MonitorServer, Probe> probe) throws Exception {
        ProbeResult result = probe.apply(MonitorServer.of(url).maxBody(LARGE)).run(AMPLE);
        String text = result instanceof ProbeResult.Silent silent
                ? "silent: " + silent.cause()
                : result instanceof ProbeResult.Down down
                        ? "down: " + down.reason()
                        : "up: " + ((ProbeResult.Up) result).measurements();
        return text.replace(url, "URL");
    }
}

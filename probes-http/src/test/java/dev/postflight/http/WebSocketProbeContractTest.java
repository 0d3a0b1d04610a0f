package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.contracts.ProbeContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract of all probes, for a WebSocket. */
class WebSocketProbeContractTest extends ProbeContract {

    private static final String SECRET = "let me in";

    @TempDir
    Path folder = Path.of("");

    private final Servers servers = new Servers();
    private JettyServer sound;

    @SuppressWarnings("NullAway.Init")
    WebSocketProbeContractTest() {}

    @BeforeEach
    void start() throws Exception {
        servers.start();
        sound = new JettyServer(Certificates.signed(folder, "dns:localhost").server());
    }

    @AfterEach
    void stop() throws Exception {
        servers.close();
        sound.close();
    }

    private static Probe probe(String url) {
        return HttpProbes.webSocket(url.replace("http:", "ws:"))
                .header("X-Key", () -> SECRET)
                .expectReply("ping", JettyServer.ECHO + "ping");
    }

    @Override
    protected Probe sound() {
        return probe(sound.socketUrl());
    }

    @Override
    protected Map<Situation, Callable<Probe>> faults() {
        return servers.faults(WebSocketProbeContractTest::probe);
    }

    @Override
    protected long held() {
        return sound.open() + servers.slow.open() + servers.garbage.open();
    }

    @Override
    protected List<String> secrets() {
        return List.of(SECRET);
    }
}

package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.contracts.ProbeContract;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract of all probes, for a TLS handshake. */
class TlsProbeContractTest extends ProbeContract {

    private static final String LOCALHOST = "dns:localhost,ip:127.0.0.1";

    @TempDir
    Path folder = Path.of("");

    private JettyServer sound;
    private AnsweringServer expired;
    private FaultyServer slow;
    private FaultyServer clear;
    private SSLContext trust;

    @SuppressWarnings("NullAway.Init")
    TlsProbeContractTest() {}

    @BeforeEach
    void start() throws Exception {
        Certificates certificates = Certificates.signed(folder, LOCALHOST);
        trust = certificates.trusting();
        sound = new JettyServer(certificates.server());
        expired = AnsweringServer.over(
                Certificates.signed(folder, LOCALHOST, "-10d", 5).server(), AnsweringServer.answer(200, ""));
        slow = FaultyServer.greeting("");
        clear = FaultyServer.greeting("HTTP/1.1 400 Bad Request\r\n\r\n");
    }

    @AfterEach
    void stop() throws Exception {
        sound.close();
        expired.close();
        slow.close();
        clear.close();
    }

    private Probe probe(String url) {
        return HttpProbes.tls(url.replace("http:", "https:")).sslContext(trust);
    }

    @Override
    protected Probe sound() {
        return probe(sound.secureUrl());
    }

    @Override
    protected Map<Situation, Callable<Probe>> faults() {
        Map<Situation, Callable<Probe>> faults = new LinkedHashMap<>();
        faults.put(Situation.DEAD, () -> probe(new Servers().dead()));
        faults.put(Situation.SLOW, () -> probe(slow.url()));
        faults.put(Situation.WRONG, () -> probe(expired.url()));
        faults.put(Situation.GARBAGE, () -> probe(clear.url()));
        return faults;
    }

    @Override
    protected long held() {
        return sound.open() + slow.open() + clear.open();
    }
}

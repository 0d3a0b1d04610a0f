package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.contracts.ProbeContract;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract of all probes, for a request over HTTP. */
class HttpProbeContractTest extends ProbeContract {

    private static final String SECRET = "s3cret-0123456789";

    private final Servers servers = new Servers();

    @BeforeEach
    void start() throws Exception {
        servers.start();
    }

    @AfterEach
    void stop() throws Exception {
        servers.close();
    }

    private static HttpProbe probe(String url) {
        return HttpProbes.get(url).bearer(() -> SECRET).expectStatus(200).expectJson("/status", "UP");
    }

    @Override
    protected Probe sound() {
        return probe(servers.sound.url());
    }

    @Override
    protected Map<Situation, Callable<Probe>> faults() {
        Map<Situation, Callable<Probe>> faults = new LinkedHashMap<>();
        faults.put(Situation.DEAD, () -> probe(servers.dead()));
        faults.put(Situation.SLOW, () -> probe(servers.slow.url()));
        faults.put(Situation.WRONG, () -> probe(servers.wrong.url()));
        faults.put(Situation.GARBAGE, () -> probe(servers.garbage.url()));
        return faults;
    }

    @Override
    protected long held() {
        return servers.slow.open() + servers.garbage.open();
    }

    @Override
    protected List<String> secrets() {
        return List.of(SECRET);
    }
}

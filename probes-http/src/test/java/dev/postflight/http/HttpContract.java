package dev.postflight.http;

import static dev.postflight.http.AnsweringServer.answer;

import dev.postflight.api.Probe;
import dev.postflight.contracts.ProbeContract;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract of all probes, for one that is made of requests over HTTP. */
abstract class HttpContract extends ProbeContract {

    static final String SECRET = "s3cret-0123456789";

    private final Servers servers = new Servers();
    private AnsweringServer sound;

    @SuppressWarnings("NullAway.Init")
    HttpContract() {}

    /** The probe of a URL, which sends {@link #SECRET}. */
    abstract Probe probe(String url);

    /** What is answered where all is well. */
    AnsweringServer.Handler good() {
        return answer(200, "{\"status\":\"UP\",\"calls\":7}");
    }

    /** A request that only a good answer will do for. */
    static HttpProbe request(String url) {
        return HttpProbes.get(url).bearer(() -> SECRET).expectStatus(200).expectJson("/status", "UP");
    }

    @BeforeEach
    void start() throws Exception {
        servers.start();
        sound = AnsweringServer.with(good());
    }

    @AfterEach
    void stop() throws Exception {
        servers.close();
        sound.close();
    }

    @Override
    protected Probe sound() {
        return probe(sound.url());
    }

    @Override
    protected Map<Situation, Callable<Probe>> faults() {
        return servers.faults(this::probe);
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

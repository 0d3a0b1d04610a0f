package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.contracts.ProbeContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;

/** The contract of all probes, for one that asks a monitoring system: with its recorded answers. */
abstract class MonitorContract extends ProbeContract {

    private static final String SECRET = "s3cr3t-0123456789";

    private final List<MonitorTestServer> servers = new ArrayList<>();

    /** The probe of a server. */
    abstract Probe probe(MonitorServer server);

    /** An answer with which it is up. */
    abstract MonitorTestServer.Reply good();

    /** An answer with which it is not. */
    abstract MonitorTestServer.Reply bad();

    private MonitorTestServer playing(MonitorTestServer.Reply reply) throws Exception {
        MonitorTestServer server = MonitorTestServer.playing(asked -> reply);
        servers.add(server);
        return server;
    }

    private Probe asking(String url) {
        return probe(MonitorServer.of(url).bearer(() -> SECRET));
    }

    @AfterEach
    void stop() {
        servers.forEach(MonitorTestServer::close);
    }

    @Override
    protected Probe sound() throws Exception {
        return asking(playing(good()).url());
    }

    @Override
    protected Map<Situation, Callable<Probe>> faults() {
        return Map.of(
                Situation.DEAD, () -> asking(MonitorTestServer.deadUrl()),
                Situation.SLOW,
                        () -> {
                            MonitorTestServer slow = playing(good());
                            slow.freeze();
                            return asking(slow.url());
                        },
                Situation.WRONG, () -> asking(playing(bad()).url()),
                Situation.GARBAGE,
                        () -> asking(playing(MonitorTestServer.Reply.text(200, "<html>" + SECRET + "</html>"))
                                .url()));
    }

    @Override
    protected List<String> secrets() {
        return List.of(SECRET);
    }
}

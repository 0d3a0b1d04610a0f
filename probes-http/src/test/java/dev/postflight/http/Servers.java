package dev.postflight.http;

import dev.postflight.api.Probe;
import dev.postflight.contracts.ProbeContract.Situation;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** A server that is well, and those that are not. */
final class Servers {

    AnsweringServer sound;
    AnsweringServer wrong;
    FaultyServer slow;
    FaultyServer garbage;

    @SuppressWarnings("NullAway.Init")
    Servers() {}

    void start() throws Exception {
        sound = AnsweringServer.answering(200, "{\"status\":\"UP\"}");
        wrong = AnsweringServer.answering(503, "{\"status\":\"DOWN\"}");
        slow = FaultyServer.stallingAfter("");
        garbage = FaultyServer.sending("SSH-2.0-OpenSSH_9.2\r\n\r\n");
    }

    /** A URL at which nobody listens. */
    String dead() throws Exception {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://localhost:" + closed.getLocalPort() + "/health";
        }
    }

    /** Of a probe of a URL. */
    Map<Situation, Callable<Probe>> faults(Function<String, Probe> probe) {
        return Map.of(
                Situation.DEAD, () -> probe.apply(dead()),
                Situation.SLOW, () -> probe.apply(slow.url()),
                Situation.WRONG, () -> probe.apply(wrong.url()),
                Situation.GARBAGE, () -> probe.apply(garbage.url()));
    }

    void close() throws Exception {
        sound.close();
        wrong.close();
        slow.close();
        garbage.close();
    }
}

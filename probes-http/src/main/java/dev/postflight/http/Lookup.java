package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks up the address of a host. The system's resolver knows neither deadline nor interruption, so that a thread of its own
 * waits for it; while it hangs nobody asks it for the same name again.
 *
 * @param addresses one or more
 * @param seconds how long it took
 */
record Lookup(List<InetAddress> addresses, double seconds) {

    static final String DNS = "dns";

    private static final Map<String, FutureTask<Lookup>> RUNNING = new ConcurrentHashMap<>();
    private static final Map<String, Long> LATEST = new ConcurrentHashMap<>();
    private static final long LATELY = 100_000_000;
    private static final int SHORTEST_MEMORY = 5;

    /** Whether the JDK remembers names for a while, as it does for 30 seconds unless it is told otherwise. */
    static boolean isRemembered() {
        String told = Security.getProperty("networkaddress.cache.ttl");
        try {
            Integer seconds =
                    told == null || told.isBlank() ? Integer.getInteger("sun.net.inetaddr.ttl") : Integer.valueOf(told);
            return seconds == null || seconds < 0 || seconds >= SHORTEST_MEMORY;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /**
     * Sees to it that the JDK remembers the host, and knows its address without asking the system's resolver; but for what it
     * forgets until the next look.
     */
    static void remember(String host, Exchange exchange) throws NoAnswerException, InterruptedException {
        Long latest = LATEST.get(host);
        if (latest == null || Ticker.system().nanos() - latest > LATELY) {
            of(host, exchange);
        }
    }

    static Measurement timed(String host, Exchange exchange) throws NoAnswerException, InterruptedException {
        return Measurement.of(DNS, of(host, exchange).seconds, Unit.SECONDS);
    }

    static Lookup of(String host, Exchange exchange) throws NoAnswerException, InterruptedException {
        FutureTask<Lookup> fresh = new FutureTask<>(() -> ask(host));
        FutureTask<Lookup> running = RUNNING.putIfAbsent(host, fresh);
        if (running == null) {
            Thread thread = new Thread(
                    () -> {
                        fresh.run();
                        RUNNING.remove(host, fresh);
                    },
                    "postflight-lookup");
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            try {
                thread.start();
            } catch (OutOfMemoryError e) {
                RUNNING.remove(host, fresh); // there is no thread, and nobody would ask again
                throw e;
            }
        }
        try {
            return (running == null ? fresh : running).get(exchange.left(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw NoAnswerException.because(
                    "the name of the host was not found within " + Texts.duration(exchange.timeout()));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UnknownHostException
                    ? NoAnswerException.because("unknown host")
                    : NoAnswerException.because("no lookup of the host: ", e);
        }
    }

    private static Lookup ask(String host) throws UnknownHostException {
        long start = Ticker.system().nanos();
        InetAddress[] found = InetAddress.getAllByName(host);
        LATEST.put(host, Ticker.system().nanos());
        return new Lookup(List.of(found), Ticker.system().secondsSince(start));
    }
}

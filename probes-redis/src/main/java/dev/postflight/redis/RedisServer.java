package dev.postflight.redis;

import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A Redis that is asked over a connection of the probe's own: one for each run, opened for it and closed at its end,
 * whatever happens. Nothing is pooled and nothing else is needed. Every method that takes a setting returns a new server
 * and leaves this one as it is.
 *
 * <pre>{@code
 * RedisProbes.of(RedisServer.of("cache.shop", 6380).user(() -> "probe").password(vault::cachePassword).tls(context))
 * }</pre>
 *
 * <ul>
 *   <li>The timeout of a run holds for everything: connection, TLS, and every read of every answer. Only the look-up of the
 *       host's name is the system's, which has its own limit.
 *   <li>Asked are {@code PING}, {@code INFO} and {@code SLOWLOG LEN}, before them {@code AUTH} and {@code SELECT} where
 *       they are wanted. A server that does not let its user do {@code SLOWLOG} has no measurement {@code slowlog}.
 *   <li>A node of a cluster is asked for {@code CLUSTER INFO} too, and is down when its cluster is; where it does not let its
 *       user do that, it is silent.
 *   <li>An answer of more than 1 MiB is not read. Nothing that a server announces is taken on trust.
 *   <li>User and password are asked for at the beginning of each run, are never kept, and are in no text, not even where the
 *       server repeats them.
 * </ul>
 *
 * @since 0.1
 */
public final class RedisServer {

    private static final int MOST_PORTS = 65_535;
    private static final int MOST_DATABASES = 1_000_000;

    private final String host;
    private final int port;
    private final int database;
    private final @Nullable Supplier<String> user;
    private final @Nullable Supplier<String> password;
    private final @Nullable SSLContext tls;

    private RedisServer(
            String host,
            int port,
            int database,
            @Nullable Supplier<String> user,
            @Nullable Supplier<String> password,
            @Nullable SSLContext tls) {
        this.host = host;
        this.port = port;
        this.database = database;
        this.user = user;
        this.password = password;
        this.tls = tls;
    }

    /**
     * A server that wants no password and speaks in the clear.
     *
     * @param host its name or address; no URL, which could have a password in it
     * @param port 1 to 65,535; usually 6379
     * @return the server
     * @throws IllegalArgumentException if host or port is none
     */
    public static RedisServer of(String host, int port) {
        if (host == null || !isHost(host)) {
            // not what was written: it may be a URL with a password
            throw Words.fault("host", host == null ? "null" : "something else", "the name or address of a host");
        }
        if (port < 1 || port > MOST_PORTS) {
            throw Words.fault("port", port, "1 to " + MOST_PORTS);
        }
        return new RedisServer(host, port, 0, null, null, null);
    }

    private static boolean isHost(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c <= ' ' || c > '~' || c == '@' || c == '/' || c == '?' || c == '#') {
                return false;
            }
        }
        return !host.isEmpty();
    }

    /**
     * Also selects a database, and is silent when the server has none of this number.
     *
     * @param number 0 or more; 0, which needs no selecting, by default
     * @return the new server
     * @throws IllegalArgumentException if it is negative or above 1,000,000
     */
    public RedisServer database(int number) {
        if (number < 0 || number > MOST_DATABASES) {
            throw Words.fault("database", number, "0 to " + MOST_DATABASES);
        }
        return new RedisServer(host, port, number, user, password, tls);
    }

    /**
     * The user of Redis 6 and later; needs a {@link #password} as well. Without it, it is the default user.
     *
     * @param name asked at each run
     * @return the new server
     * @throws IllegalArgumentException if there is none
     */
    public RedisServer user(Supplier<String> name) {
        return new RedisServer(host, port, database, supplied("user", name), password, tls);
    }

    /**
     * The password.
     *
     * @param secret asked at each run
     * @return the new server
     * @throws IllegalArgumentException if there is none
     */
    public RedisServer password(Supplier<String> secret) {
        return new RedisServer(host, port, database, user, supplied("password", secret), tls);
    }

    private static Supplier<String> supplied(String name, Supplier<String> supplier) {
        if (supplier == null) {
            throw Words.fault(name, null, "what supplies it");
        }
        return supplier;
    }

    /**
     * Speaks TLS, and wants a certificate that the context trusts and that is that of the host.
     *
     * @param context which certificates are trusted, and which one is shown to the server
     * @return the new server
     * @throws IllegalArgumentException if there is none
     */
    public RedisServer tls(SSLContext context) {
        if (context == null) {
            throw Words.fault("tls", null, "an SSLContext");
        }
        return new RedisServer(host, port, database, user, password, context);
    }

    Source source(Ticker ticker) {
        if (user != null && password == null) {
            throw Words.fault("user", "without a password", "both, or a password alone");
        }
        return new Asked(ticker);
    }

    /**
     * The server for people.
     *
     * @return host and port
     */
    @Override
    public String toString() {
        return host + ':' + port;
    }

    /** Asks it. */
    private final class Asked implements Source {

        private static final Map<String, Unit> METRICS =
                Map.of(CONNECT, Unit.SECONDS, PING, Unit.SECONDS, INFO, Unit.SECONDS, SLOWLOG, Unit.COUNT);

        private final Ticker ticker;

        Asked(Ticker ticker) {
            this.ticker = ticker;
        }

        @Override
        public Answers ask(Duration timeout) throws NoAnswerException, InterruptedException {
            Deadline deadline = new Deadline(ticker, timeout);
            List<String> credentials = new ArrayList<>();
            if (user != null) {
                credentials.add(secret("user", user));
            }
            if (password != null) {
                credentials.add(secret("password", password));
            }
            try (Dialog dialog = new Dialog(ticker, deadline, List.copyOf(credentials))) {
                dialog.open(host, port, tls);
                return new Questions(dialog).ask(credentials, database);
            }
        }

        private String secret(String name, Supplier<String> supplier) throws NoAnswerException {
            String value = supplier.get();
            if (value == null || value.isEmpty()) {
                throw new NoAnswerException(Words.sentence(name, value == null ? "null" : "empty", "a text"));
            }
            return value;
        }

        @Override
        public Map<String, Unit> metrics() {
            return METRICS;
        }

        @Override
        public String toString() {
            return "Redis at " + RedisServer.this;
        }
    }
}

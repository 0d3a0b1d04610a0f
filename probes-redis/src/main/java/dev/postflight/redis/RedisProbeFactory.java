package dev.postflight.redis;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * Makes probes of type {@code redis}, which ask over connections of their own: {@link RedisProbes#of(RedisServer)}.
 *
 * @since 0.1
 */
public final class RedisProbeFactory implements ProbeFactory {

    private static final String HOST = "host";
    private static final String PORT = "port";
    private static final String DATABASE = "database";
    private static final String USER = "user";
    private static final String PASSWORD = "password";
    private static final String TLS = "tls";
    private static final String CONTEXT = "sslContext";

    /** For {@link java.util.ServiceLoader}. */
    public RedisProbeFactory() {}

    /**
     * The name of the type.
     *
     * @return {@code redis}
     */
    @Override
    public String type() {
        return "redis";
    }

    /**
     * What is asked.
     *
     * @return a sentence or two
     */
    @Override
    public String text() {
        return "Asks a Redis for PING, INFO and SLOWLOG LEN, and a node of a cluster for CLUSTER INFO, over a connection of its own."
                + Expected.METRICS;
    }

    /**
     * What can be written.
     *
     * @return where Redis is, how to get in, and what is expected of it
     */
    @Override
    public List<ProbeParameter> parameters() {
        List<ProbeParameter> parameters = new ArrayList<>(List.of(
                ProbeParameter.required(HOST, Kind.TEXT, "the name or address of its host"),
                ProbeParameter.optional(PORT, Kind.INTEGER, "its port")
                        .between(1, 65_535)
                        .orElse("6379"),
                ProbeParameter.optional(DATABASE, Kind.INTEGER, "the number of the database that must be there")
                        .between(0, 1_000_000)
                        .orElse("0"),
                ProbeParameter.optional(USER, Kind.TEXT, "the name of the user; needs a password"),
                ProbeParameter.optional(PASSWORD, Kind.SECRET, "the password"),
                ProbeParameter.optional(TLS, Kind.BOOLEAN, "whether it speaks TLS, with the trust of the JDK"),
                ProbeParameter.optionalResource(
                        CONTEXT, SSLContext.class, "speaks TLS with trust and certificates of the application's own")));
        parameters.addAll(Expected.parameters());
        return List.copyOf(parameters);
    }

    /**
     * Makes a probe.
     *
     * @param arguments what was written
     * @return the probe
     * @throws IllegalArgumentException if there is a user without a password, or the host is none
     */
    @Override
    public Probe create(ProbeArguments arguments) {
        RedisServer server = RedisServer.of(arguments.text(HOST), (int) arguments.integer(PORT))
                .database((int) arguments.integer(DATABASE));
        if (arguments.has(USER)) {
            String user = arguments.text(USER);
            server = server.user(() -> user);
        }
        if (arguments.has(PASSWORD)) {
            server = server.password(arguments.secret(PASSWORD));
        }
        boolean tls = arguments.flag(TLS);
        if (arguments.has(CONTEXT)) {
            if (arguments.has(TLS) && !tls) {
                throw new IllegalArgumentException(Words.sentence(TLS, "false", "true or nothing beside " + CONTEXT));
            }
            server = server.tls(arguments.resource(CONTEXT, SSLContext.class));
        } else if (tls) {
            server = server.tls(ofTheJdk());
        }
        return Expected.of(RedisProbes.of(server), arguments);
    }

    private static SSLContext ofTheJdk() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException(Words.sentence(TLS, "true", "a JDK that speaks TLS"), e);
        }
    }
}

package dev.postflight.redis;

import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A Redis that is asked through a client that the application has: Jedis, Lettuce, Redisson, Spring Data, any other. Every
 * method that takes a setting returns a new client and leaves this one as it is.
 *
 * <pre>{@code
 * RedisProbes.of(RedisClient.text(jedis::info).ping(jedis::ping).slowLog(jedis::slowlogLen))
 * RedisProbes.of(RedisClient.text(() -> lettuce.sync().info()).ping(() -> lettuce.sync().ping()))
 * RedisProbes.of(RedisClient.fields(() -> redisson.getRedisNodes(RedisNodes.SINGLE).getInstance().info(InfoSection.ALL)))
 * }</pre>
 *
 * <ul>
 *   <li>The client's own timeouts end its calls; let them be shorter than that of the check. What it throws is silence, unless it
 *       is an error in which Redis says that it is not well: that is down.
 *   <li>The answer must be that of one server, and all of it: not a section, and not those of all nodes of a cluster
 *       together.
 *   <li>Whether the cluster of a node is down cannot be seen: INFO does not tell. A {@link RedisServer} is asked for it.
 *   <li>The calls are made by the thread that runs the probe, one after another. A client for one thread alone, such as one
 *       {@code Jedis}, must not be used by others meanwhile: give a call that takes one out of the pool.
 * </ul>
 *
 * @since 0.1
 */
public final class RedisClient {

    private final Callable<?> info;
    private final @Nullable Callable<String> ping;
    private final @Nullable Callable<? extends Number> slowLog;

    private RedisClient(
            Callable<?> info, @Nullable Callable<String> ping, @Nullable Callable<? extends Number> slowLog) {
        this.info = info;
        this.ping = ping;
        this.slowLog = slowLog;
    }

    /**
     * A client that gives the answer to INFO as it comes.
     *
     * @param info gives the text of INFO
     * @return the client
     * @throws IllegalArgumentException if there is none
     */
    public static RedisClient text(Callable<String> info) {
        return new RedisClient(given("info", info, "what gives the text of INFO"), null, null);
    }

    /**
     * A client that takes the answer to INFO apart.
     *
     * @param info gives all fields of INFO with their values, by their names in Redis
     * @return the client
     * @throws IllegalArgumentException if there is none
     */
    public static RedisClient fields(Callable<? extends Map<?, ?>> info) {
        return new RedisClient(given("info", info, "what gives the fields of INFO"), null, null);
    }

    /**
     * Also asks for PING, and measures {@code ping}.
     *
     * @param call gives {@code PONG}
     * @return the new client
     * @throws IllegalArgumentException if there is none
     */
    public RedisClient ping(Callable<String> call) {
        return new RedisClient(info, given("ping", call, "what gives PONG"), slowLog);
    }

    /**
     * Also asks for the length of the slow log, and measures {@code slowlog}.
     *
     * @param call gives the answer to SLOWLOG LEN
     * @return the new client
     * @throws IllegalArgumentException if there is none
     */
    public RedisClient slowLog(Callable<? extends Number> call) {
        return new RedisClient(info, ping, given("slowLog", call, "what gives the answer to SLOWLOG LEN"));
    }

    private static <T> T given(String name, T call, String rule) {
        if (call == null) {
            throw Words.fault(name, null, rule);
        }
        return call;
    }

    Source source(Ticker ticker) {
        return new Asked(ticker);
    }

    /** What an answer has turned out to be: an answer, or what Redis said instead. */
    private record Heard<T>(@Nullable T answer, @Nullable String trouble, double took) {}

    /** Asks it. */
    private final class Asked implements Source {

        private final Ticker ticker;

        Asked(Ticker ticker) {
            this.ticker = ticker;
        }

        @Override
        public Answers ask(Duration timeout) throws Exception {
            double pinged = Double.NaN;
            String trouble = null;
            if (ping != null) {
                Heard<String> pong = hear("PING", ping);
                trouble = pong.trouble();
                if (trouble == null && !"PONG".equalsIgnoreCase(pong.answer())) {
                    throw new NoAnswerException(Words.sentence("PING", Words.quoted(pong.answer()), "PONG"));
                }
                pinged = trouble == null ? pong.took() : Double.NaN;
            }
            Heard<?> said;
            try {
                said = hear("INFO", info);
                trouble = trouble == null ? said.trouble() : trouble;
                Info read = said.trouble() == null ? read(said.answer()) : null;
                double length = Double.NaN;
                if (slowLog != null && read != null) {
                    Heard<Number> log = hear("SLOWLOG LEN", slowLog);
                    trouble = trouble == null ? log.trouble() : trouble;
                    length = log.trouble() == null ? length(log.answer()) : length;
                }
                return new Answers(Double.NaN, pinged, said.took(), length, read, trouble);
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                if (trouble == null) {
                    throw e;
                }
                return new Answers(Double.NaN, pinged, Double.NaN, Double.NaN, null, trouble);
            }
        }

        private <T> Heard<T> hear(String command, Callable<? extends T> call) throws Exception {
            long start = ticker.nanos();
            try {
                T answer = call.call();
                return new Heard<>(answer, null, ticker.secondsSince(start));
            } catch (Exception e) {
                Refusal refusal = Refusal.known(e, command);
                if (refusal == null) {
                    throw e;
                }
                if (!refusal.down()) {
                    throw new NoAnswerException(refusal.text(), e);
                }
                return new Heard<>(null, refusal.text(), Double.NaN);
            }
        }

        private Info read(@Nullable Object answer) throws NoAnswerException {
            if (answer instanceof Map<?, ?> fields) {
                return Info.of(fields);
            }
            if (answer instanceof String text) {
                return Info.of(text, UnaryOperator.identity());
            }
            throw new NoAnswerException(Words.sentence("INFO", "null", "an answer"));
        }

        private static double length(@Nullable Number length) throws NoAnswerException {
            if (length == null || !(length.doubleValue() >= 0) || Double.isInfinite(length.doubleValue())) {
                throw new NoAnswerException(Words.sentence("SLOWLOG LEN", length, "a number that is not negative"));
            }
            return length.doubleValue();
        }

        @Override
        public Map<String, Unit> metrics() {
            Map<String, Unit> metrics = new LinkedHashMap<>();
            if (ping != null) {
                metrics.put(PING, Unit.SECONDS);
            }
            metrics.put(INFO, Unit.SECONDS);
            if (slowLog != null) {
                metrics.put(SLOWLOG, Unit.COUNT);
            }
            return metrics;
        }

        @Override
        public String toString() {
            return "Redis";
        }
    }
}

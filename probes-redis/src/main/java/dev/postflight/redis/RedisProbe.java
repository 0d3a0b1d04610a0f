package dev.postflight.redis;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Ticker;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Asks a Redis how it is. Every method that takes a setting returns a new probe and leaves this one as it is.
 *
 * <ul>
 *   <li>{@link ProbeResult.Down}: it is loading its data or says by an error that it cannot work; it is a replica and its link
 *       to the primary is down; its last save to disk failed; its role or version is not the expected one.
 *   <li>{@link ProbeResult.Silent}: there was no answer in time, it does not accept the user, or the answer is not all of what
 *       one Redis says to INFO. A field that comes twice or is no number where one is due makes the whole answer one that
 *       was not understood.
 *   <li>What an answer does not tell is not measured: {@code hit_ratio} before anything was asked for,
 *       {@code memory_usage} where there is no limit, {@code replication_lag} without a link, or with a replica that is
 *       not online.
 * </ul>
 *
 * <p>{@code restarts}, {@code hit_ratio_recent} and {@code evictions_rate} tell what happened since this probe asked last. In
 * two checks it should therefore be two probes. It may be used by many threads at once.
 *
 * @since 0.1
 */
public final class RedisProbe implements Probe {

    private final Source source;
    private final Ticker ticker;
    private final @Nullable Role role;
    private final @Nullable Version least;
    private final @Nullable Version prefix;
    private final boolean savesMatter;
    private final AtomicReference<@Nullable Before> before = new AtomicReference<>();

    RedisProbe(Source source, Ticker ticker) {
        this(source, ticker, null, null, null, true);
    }

    private RedisProbe(
            Source source,
            Ticker ticker,
            @Nullable Role role,
            @Nullable Version least,
            @Nullable Version prefix,
            boolean savesMatter) {
        this.source = source;
        this.ticker = ticker;
        this.role = role;
        this.least = least;
        this.prefix = prefix;
        this.savesMatter = savesMatter;
    }

    /**
     * It must be a primary.
     *
     * @return the new probe
     */
    public RedisProbe expectPrimary() {
        return new RedisProbe(source, ticker, Role.PRIMARY, least, prefix, savesMatter);
    }

    /**
     * It must be a replica.
     *
     * @return the new probe
     */
    public RedisProbe expectReplica() {
        return new RedisProbe(source, ticker, Role.REPLICA, least, prefix, savesMatter);
    }

    /**
     * The lowest version that will do. What is not Redis itself tells the version of Redis that it is like.
     *
     * @param version one number or more, compared one by one: {@code 7.2} is met by 7.2.0, 7.10 and 8
     * @return the new probe
     * @throws IllegalArgumentException if it is not made of numbers with dots between them
     */
    public RedisProbe atLeast(String version) {
        return new RedisProbe(source, ticker, role, Version.of(version), prefix, savesMatter);
    }

    /**
     * How its version must begin: that of one line of releases. What is not Redis itself tells the version of Redis that it is
     * like.
     *
     * @param prefix one number or more: {@code 7.4} is met by 7.4 and 7.4.1, and neither by 7.40 nor by 8.0
     * @return the new probe
     * @throws IllegalArgumentException if it is not made of numbers with dots between them
     */
    public RedisProbe expectVersionPrefix(String prefix) {
        return new RedisProbe(source, ticker, role, least, Version.of(prefix), savesMatter);
    }

    /**
     * A save to disk that failed does not make it down, as where Redis is a mere cache: {@code save_failed} and
     * {@code aof_failed} alone tell of it.
     *
     * @return the new probe
     */
    public RedisProbe ignoreSaves() {
        return new RedisProbe(source, ticker, role, least, prefix, false);
    }

    /**
     * Asks.
     *
     * @param timeout the time for everything together; positive. A client that is asked has timeouts of its own
     * @return how it is, or why that cannot be told
     * @throws IllegalArgumentException if the timeout is not positive
     * @throws InterruptedException if the thread is interrupted; an own connection is closed then
     * @throws Exception what a client or a supplier of credentials throws
     */
    @Override
    public ProbeResult run(Duration timeout) throws Exception {
        if (timeout.isNegative() || timeout.isZero()) {
            throw Words.fault("timeout", timeout, "a positive duration");
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before anything was asked");
        }
        long asked = ticker.nanos();
        try {
            return judge(source.ask(timeout), asked);
        } catch (NoAnswerException e) {
            return ProbeResult.silent(source + ": " + e.getMessage());
        }
    }

    private ProbeResult judge(Answers answers, long asked) throws NoAnswerException {
        Figures figures = new Figures();
        figures.addAnswers(answers);
        List<String> faults = new ArrayList<>();
        if (answers.trouble() != null) {
            faults.add(answers.trouble());
        }
        Info info = answers.info();
        if (info != null) {
            Role is = Role.of(info);
            figures.addInfo(info);
            figures.addReplication(info, is);
            remember(info, asked, figures);
            addFaults(info, is, faults);
        }
        List<Measurement> measurements = figures.measurements();
        return faults.isEmpty()
                ? new ProbeResult.Up(measurements)
                : new ProbeResult.Down(source + ": " + String.join("; ", faults), measurements);
    }

    /** Of two runs at the same time, the one that began later is remembered. */
    private void remember(Info info, long asked, Figures figures) throws NoAnswerException {
        Before last;
        Before now;
        do {
            last = before.get();
            now = Before.of(asked, info, last);
            if (last != null && asked - last.asked() <= 0) {
                now = last;
                break;
            }
        } while (!before.compareAndSet(last, now));
        figures.addSince(now, last);
    }

    private void addFaults(Info info, Role is, List<String> faults) throws NoAnswerException {
        if (info.number(Field.LOADING) > 0 && faults.isEmpty()) {
            faults.add("it is loading its data into memory");
        }
        if (is == Role.REPLICA && !info.required(Field.MASTER_LINK_STATUS).equals("up")) {
            double since = info.knownNumber(Field.MASTER_LINK_DOWN_SINCE_SECONDS);
            faults.add("its link to the primary is down"
                    + (Double.isNaN(since) ? "" : " for " + Unit.SECONDS.format(since))
                    + (info.number(Field.MASTER_SYNC_IN_PROGRESS) > 0 ? ", and it is copying all data" : ""));
        }
        if (savesMatter && !info.isFine(Field.RDB_LAST_BGSAVE_STATUS)) {
            faults.add("its last save to disk failed");
        }
        if (savesMatter && info.number(Field.AOF_ENABLED) > 0 && !Figures.isAofFine(info)) {
            faults.add("its last write to the append-only file failed");
        }
        if (role != null && role != is) {
            faults.add(Words.sentence("role", is, role.toString()));
        }
        addVersionFaults(info, faults);
    }

    private void addVersionFaults(Info info, List<String> faults) throws NoAnswerException {
        if (least == null && prefix == null) {
            return;
        }
        Version is = Version.said(info);
        String shown = info.quoted(info.required(Field.REDIS_VERSION));
        if (least != null && is.compareTo(least) < 0) {
            faults.add(Words.sentence("version", shown, "at least " + least));
        }
        if (prefix != null && !is.beginsWith(prefix)) {
            faults.add(Words.sentence("version", shown, "one that begins with " + prefix));
        }
    }

    /**
     * What an answer is measured by.
     *
     * @return all that there can be
     */
    @Override
    public Map<String, Unit> metrics() {
        return Figures.metrics(source);
    }

    @Override
    public String absence(String metric) {
        return Figures.absence(metric);
    }

    /**
     * What it takes to be up.
     *
     * @return for example {@code role primary, version of at least 7.2}
     */
    @Override
    public String wanted() {
        List<String> wanted = new ArrayList<>();
        if (role != null) {
            wanted.add("role " + role);
        }
        if (least != null) {
            wanted.add("version of at least " + least);
        }
        if (prefix != null) {
            wanted.add("version that begins with " + prefix);
        }
        return wanted.isEmpty() ? "up" : String.join(", ", wanted);
    }

    /**
     * The question for people.
     *
     * @return for example {@code Redis at localhost:6379}
     */
    @Override
    public String toString() {
        return source.toString();
    }
}

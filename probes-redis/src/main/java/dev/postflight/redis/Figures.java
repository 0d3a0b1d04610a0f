package dev.postflight.redis;

import dev.postflight.api.Measurement;
import dev.postflight.api.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What INFO says, as measurements. What is absent there, or means nothing, is absent here. */
final class Figures {

    private static final Map<String, Unit> UNITS = units();
    private static final double MICROS = 1e6;

    private final List<Measurement> measurements = new ArrayList<>();

    private static Map<String, Unit> units() {
        Map<String, Unit> units = new LinkedHashMap<>();
        units.put("hit_ratio", Unit.RATIO);
        units.put("hit_ratio_recent", Unit.RATIO);
        units.put("operations", Unit.PER_SECOND);
        units.put("memory_used", Unit.BYTES);
        units.put("memory_max", Unit.BYTES);
        units.put("memory_usage", Unit.RATIO);
        units.put("evictions", Unit.COUNT);
        units.put("evictions_rate", Unit.PER_SECOND);
        units.put("clients_connected", Unit.COUNT);
        units.put("clients_blocked", Unit.COUNT);
        units.put("clients_max", Unit.COUNT);
        units.put("clients_usage", Unit.RATIO);
        units.put("primary", Unit.COUNT);
        units.put("replication_replicas", Unit.COUNT);
        units.put("replication_link", Unit.COUNT);
        units.put("replication_lag", Unit.SECONDS);
        units.put("replication_behind", Unit.BYTES);
        units.put("save_age", Unit.SECONDS);
        units.put("save_changes", Unit.COUNT);
        units.put("save_failed", Unit.COUNT);
        units.put("aof_enabled", Unit.COUNT);
        units.put("aof_failed", Unit.COUNT);
        units.put("uptime", Unit.SECONDS);
        units.put("restarts", Unit.COUNT);
        units.put("version_major", Unit.COUNT);
        units.put("version_minor", Unit.COUNT);
        return Collections.unmodifiableMap(units);
    }

    /** All metrics that there can be, those of the source first. */
    static Map<String, Unit> metrics(Source source) {
        Map<String, Unit> metrics = new LinkedHashMap<>(source.metrics());
        metrics.putAll(UNITS);
        return Collections.unmodifiableMap(metrics);
    }

    /** Why a metric may be absent; empty when there is nothing to say. */
    static String absence(String metric) {
        return switch (metric) {
            case "memory_max", "memory_usage" -> "maxmemory is not set, or not told";
            case "hit_ratio" -> "no key was looked up yet, or it is not told";
            case "hit_ratio_recent", "evictions_rate" -> "it takes a second look, and something that was counted since";
            case "replication_lag", "replication_behind" -> "there is no replica, or it is not known how far one is";
            default -> "";
        };
    }

    /** What was timed and counted beside INFO. */
    void addAnswers(Answers answers) {
        add(Source.CONNECT, answers.connect(), Unit.SECONDS);
        add(Source.PING, answers.ping(), Unit.SECONDS);
        add(Source.INFO, answers.infoTook(), Unit.SECONDS);
        add(Source.SLOWLOG, answers.slowLog(), Unit.COUNT);
    }

    /** What INFO says of now. */
    void addInfo(Info info) throws NoAnswerException {
        double hits = info.number(Field.KEYSPACE_HITS);
        add("hit_ratio", share(hits, hits + info.number(Field.KEYSPACE_MISSES)));
        add("operations", info.number(Field.INSTANTANEOUS_OPS_PER_SEC));
        double used = info.number(Field.USED_MEMORY);
        double max = info.number(Field.MAXMEMORY);
        add("memory_used", used);
        add("memory_max", max > 0 ? max : Double.NaN);
        add("memory_usage", share(used, max));
        add("evictions", info.number(Field.EVICTED_KEYS));
        double connected = info.number(Field.CONNECTED_CLIENTS);
        double most = info.number(Field.MAXCLIENTS);
        add("clients_connected", connected);
        add("clients_blocked", info.number(Field.BLOCKED_CLIENTS));
        add("clients_max", most);
        add("clients_usage", share(connected, most));
        addSaves(info);
        add("uptime", info.number(Field.UPTIME_IN_SECONDS));
        addVersion(info.required(Field.REDIS_VERSION));
    }

    private void addSaves(Info info) throws NoAnswerException {
        // both by the server's clock; one that was set back makes no save of the future
        double now = info.number(Field.SERVER_TIME_USEC) / MICROS;
        add("save_age", Math.max(0, now - info.number(Field.RDB_LAST_SAVE_TIME)));
        add("save_changes", info.number(Field.RDB_CHANGES_SINCE_LAST_SAVE));
        if (info.text(Field.RDB_LAST_BGSAVE_STATUS) != null) {
            add("save_failed", info.isFine(Field.RDB_LAST_BGSAVE_STATUS) ? 0 : 1);
        }
        if (info.text(Field.AOF_ENABLED) != null) {
            boolean enabled = info.number(Field.AOF_ENABLED) != 0;
            add("aof_enabled", enabled ? 1 : 0);
            if (enabled) {
                add("aof_failed", isAofFine(info) ? 0 : 1);
            }
        }
    }

    static boolean isAofFine(Info info) {
        return info.isFine(Field.AOF_LAST_WRITE_STATUS) && info.isFine(Field.AOF_LAST_BGREWRITE_STATUS);
    }

    /** What a primary or a replica says of the other side. */
    void addReplication(Info info, Role role) throws NoAnswerException {
        if (role == Role.SENTINEL) {
            return;
        }
        add("primary", role == Role.PRIMARY ? 1 : 0);
        double connected = info.number(Field.CONNECTED_SLAVES);
        // of what is connected and has no line, the state is not known
        double online = connected == info.replicas() ? info.replicasOnline() : Double.NaN;
        add("replication_replicas", online);
        if (role == Role.REPLICA) {
            add("replication_link", info.required(Field.MASTER_LINK_STATUS).equals("up") ? 1 : 0);
            add("replication_lag", info.knownNumber(Field.MASTER_LAST_IO_SECONDS_AGO));
        } else if (online == connected) {
            // of a replica that is not online, Redis says lag=0 and offset=0 without knowing them
            add("replication_lag", info.most("lag"));
            add("replication_behind", Math.max(0, info.number(Field.MASTER_REPL_OFFSET) - info.least("offset")));
        }
    }

    /** What has happened since the last look. */
    void addSince(Before now, @Nullable Before last) {
        add("restarts", (double) now.restarts());
        double seconds = now.secondsSince(last);
        if (last != null && !Double.isNaN(seconds)) {
            double hits = now.hits() - last.hits();
            double misses = now.misses() - last.misses();
            double evicted = now.evictions() - last.evictions();
            // counters that were reset by hand run backwards
            add("hit_ratio_recent", hits >= 0 && misses >= 0 ? share(hits, hits + misses) : Double.NaN);
            add("evictions_rate", evicted >= 0 ? evicted / seconds : Double.NaN);
        }
    }

    private void addVersion(String version) {
        int first = version.indexOf('.');
        int second = first < 0 ? -1 : version.indexOf('.', first + 1);
        if (first > 0 && isNumber(version, 0, first)) {
            add("version_major", Integer.parseInt(version.substring(0, first)));
            int end = second < 0 ? version.length() : second;
            if (isNumber(version, first + 1, end)) {
                add("version_minor", Integer.parseInt(version.substring(first + 1, end)));
            }
        }
    }

    private static boolean isNumber(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return to > from && to - from < 9;
    }

    /** Nothing of nothing is no share. */
    private static double share(double part, double whole) {
        return whole > 0 ? part / whole : Double.NaN;
    }

    private void add(String metric, double value) {
        Unit unit = UNITS.get(metric);
        if (unit != null) {
            add(metric, value, unit);
        }
    }

    private void add(String metric, double value, Unit unit) {
        if (Double.isFinite(value)) {
            measurements.add(Measurement.of(metric, value, unit));
        }
    }

    List<Measurement> measurements() {
        return measurements;
    }
}

package dev.postflight.redis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The answer to INFO, read strictly: what is not the whole answer of one server is none. Numbers are read when they are
 * asked for.
 */
final class Info {

    /** Real ones have some six thousand characters. */
    static final int LONGEST = 1 << 20;

    private static final int MOST_REPLICAS = 1_000;
    private static final String WHOLE = "all of what one Redis says to INFO";
    private static final String REPLICA = "slave";

    private final Map<Field, String> values = new EnumMap<>(Field.class);
    private final List<String> replicas = new ArrayList<>();

    private final UnaryOperator<String> hiding;

    private Info(UnaryOperator<String> hiding) {
        this.hiding = hiding;
    }

    /** Reads the text in one go: each character is looked at once. Where it is quoted, secrets in it are hidden first. */
    static Info of(String text, UnaryOperator<String> hiding) throws NoAnswerException {
        int length = text.length();
        if (length > LONGEST) {
            throw fault("INFO", "more than " + LONGEST + " characters", WHOLE);
        }
        Info info = new Info(hiding);
        int start = 0;
        while (start < length) {
            int hash = 0;
            int colon = start;
            char c = text.charAt(colon);
            while (c != ':' && c != '\n') {
                hash = 31 * hash + c;
                if (++colon == length) {
                    break;
                }
                c = text.charAt(colon);
            }
            int end = text.indexOf('\n', colon);
            if (colon < length && c == ':') {
                info.line(text, start, colon, end, hash);
            }
            start = end < 0 ? length : end + 1;
        }
        return info.whole();
    }

    /** Takes what a client has taken apart. */
    static Info of(Map<?, ?> fields) throws NoAnswerException {
        if (fields.size() > LONGEST) {
            throw fault("INFO", "more than " + LONGEST + " fields", WHOLE);
        }
        Info info = new Info(UnaryOperator.identity());
        for (Map.Entry<?, ?> entry : fields.entrySet()) {
            String key = String.valueOf(entry.getKey());
            info.put(key, 0, key.length(), key.hashCode(), String.valueOf(entry.getValue()));
        }
        return info.whole();
    }

    private void line(String text, int start, int colon, int end, int hash) throws NoAnswerException {
        boolean replica = isReplica(text, start, colon);
        Field field = replica ? null : Field.find(text, start, colon, hash);
        if (!replica && field == null) {
            return;
        }
        if (end < 0) {
            throw fault("INFO", "cut off at " + (field == null ? "a replica" : field.key()), WHOLE);
        }
        int last = text.charAt(end - 1) == '\r' ? end - 1 : end;
        put(text, start, colon, hash, text.substring(colon + 1, last));
    }

    private void put(String name, int from, int to, int hash, String value) throws NoAnswerException {
        if (isReplica(name, from, to)) {
            if (replicas.size() < MOST_REPLICAS) {
                replicas.add(value);
            }
            return;
        }
        Field field = Field.find(name, from, to, hash);
        if (field != null) {
            if (values.put(field, value) != null) {
                throw fault(field.key(), "twice", "each field once: " + WHOLE);
            }
        }
    }

    /** A line such as {@code slave0:ip=...}. */
    private static boolean isReplica(String name, int from, int to) {
        int digit = from + REPLICA.length();
        return digit < to && name.charAt(digit) >= '0' && name.charAt(digit) <= '9' && name.startsWith(REPLICA, from);
    }

    /** The version stands at the beginning of every answer, the role far behind. A sentinel has no role. */
    private Info whole() throws NoAnswerException {
        required(Field.REDIS_VERSION);
        if (!"sentinel".equals(text(Field.REDIS_MODE))) {
            required(Field.ROLE);
        }
        return this;
    }

    /** The value of a field without which nothing is known. */
    String required(Field field) throws NoAnswerException {
        String value = text(field);
        if (value == null) {
            throw fault("INFO", "no " + field.key(), WHOLE);
        }
        return value;
    }

    /** The value of a field, or {@code null} when it is absent. */
    @Nullable
    String text(Field field) {
        return values.get(field);
    }

    /** A figure that cannot be less than zero; not a number when the field is absent. */
    double number(Field field) throws NoAnswerException {
        double value = anyNumber(field);
        if (value < 0) {
            throw fault(field.key(), quoted(String.valueOf(text(field))), "a number that is not negative");
        }
        return value;
    }

    /** A figure; what is less than zero means that the server does not know, and is not a number, as what is absent. */
    double knownNumber(Field field) throws NoAnswerException {
        double value = anyNumber(field);
        return value < 0 ? Double.NaN : value;
    }

    private double anyNumber(Field field) throws NoAnswerException {
        String value = text(field);
        return value == null ? Double.NaN : number(field.key(), value);
    }

    /** Whether a status says {@code ok}; where it is absent, nothing is wrong that would be known. */
    boolean isFine(Field status) {
        String value = text(status);
        return value == null || value.equals("ok");
    }

    /** How many replicas there are lines of. */
    int replicas() {
        return replicas.size();
    }

    /** How many replicas have all data and follow; others are given it, or wait for it. */
    int replicasOnline() {
        int online = 0;
        for (String replica : replicas) {
            online += "online".equals(part(replica, "state")) ? 1 : 0;
        }
        return online;
    }

    /** The largest figure of this name among the replicas; not a number when there is none. */
    double most(String name) throws NoAnswerException {
        double most = Double.NaN;
        for (String replica : replicas) {
            double value = figure(replica, name);
            most = Double.isNaN(most) || value > most ? value : most;
        }
        return most;
    }

    /** The smallest figure of this name among the replicas; not a number when there is none. */
    double least(String name) throws NoAnswerException {
        double least = Double.NaN;
        for (String replica : replicas) {
            double value = figure(replica, name);
            least = Double.isNaN(least) || value < least ? value : least;
        }
        return least;
    }

    private double figure(String replica, String name) throws NoAnswerException {
        String value = part(replica, name);
        return value == null ? Double.NaN : number(name + " of a replica", value);
    }

    /** A part of a line such as {@code ip=10.0.0.2,port=6379,state=online,offset=14,lag=0}. */
    private static @Nullable String part(String replica, String name) {
        String key = name + '=';
        int at = replica.startsWith(key) ? 0 : replica.indexOf(',' + key) + 1;
        if (at == 0 && !replica.startsWith(key)) {
            return null;
        }
        int end = replica.indexOf(',', at);
        return replica.substring(at + key.length(), end < 0 ? replica.length() : end);
    }

    private double number(String name, String text) throws NoAnswerException {
        try {
            double value = isPlain(text) ? Double.parseDouble(text) : Double.NaN;
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // the sentence below says so
        }
        throw fault(name, quoted(text), "a number");
    }

    /** What it says, for people. */
    String quoted(String value) {
        return Words.quoted(hiding.apply(value));
    }

    /** What Redis writes. Java would read more: {@code 1f}, {@code 0x1p3}, spaces around. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && !(c == '-' && i == 0)) {
                return false;
            }
        }
        return true;
    }

    private static NoAnswerException fault(String name, String value, String rule) {
        return new NoAnswerException(Words.sentence(name, value, rule));
    }
}

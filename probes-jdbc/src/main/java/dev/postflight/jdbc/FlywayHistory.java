package dev.postflight.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Flyway's table comes to: what was applied and not undone or deleted since, and what failed and was not done again. */
final class FlywayHistory {

    /** So many migrations nobody has; more are something else. */
    static final int MOST = 10_000;

    /** One entry in force. A migration is known by its version, one that is repeatable by its description. */
    private record Entry(@Nullable VersionNumber version, boolean counts) {}

    private final Map<String, Entry> applied = new LinkedHashMap<>();
    private final Map<String, String> failed = new LinkedHashMap<>();
    private int entries;

    private FlywayHistory() {}

    /** Reads version, description, type and success, in the order of their ranks. */
    static FlywayHistory read(ResultSet rows) throws SQLException, Unreadable {
        FlywayHistory history = new FlywayHistory();
        while (rows.next()) {
            if (++history.entries > MOST) {
                throw new Unreadable("migrations", "more than " + MOST, "at most as many");
            }
            history.add(rows.getString(1), rows.getString(2), rows.getString(3), rows.getBoolean(4));
        }
        return history;
    }

    private void add(@Nullable String version, @Nullable String description, @Nullable String type, boolean success)
            throws Unreadable {
        String kind = type == null ? "" : type.toUpperCase(Locale.ROOT);
        if (kind.equals("SCHEMA") || kind.equals("TABLE")) {
            return; // that Flyway made them
        }
        VersionNumber number = VersionNumber.read(version);
        if (version != null && number == null) {
            throw new Unreadable("version of migration " + entries, Words.quoted(version), VersionNumber.RULE);
        }
        String key = version == null ? "repeatable " + description : version;
        if (kind.equals("DELETE")) {
            applied.remove(key);
            failed.remove(key);
        } else if (!success) {
            failed.put(key, Words.quoted(version == null ? description : version + " " + description));
        } else if (kind.startsWith("UNDO")) {
            applied.remove(key);
            failed.remove(key);
        } else {
            applied.put(key, new Entry(number, !kind.equals("BASELINE")));
            failed.remove(key);
        }
    }

    Map<String, String> failed() {
        return failed;
    }

    boolean isEmpty() {
        return applied.isEmpty();
    }

    long applied() {
        return applied.values().stream().filter(Entry::counts).count();
    }

    @Nullable
    VersionNumber latest() {
        VersionNumber latest = null;
        for (Entry entry : applied.values()) {
            VersionNumber version = entry.version();
            if (version != null && (latest == null || version.compareTo(latest) > 0)) {
                latest = version;
            }
        }
        return latest;
    }
}

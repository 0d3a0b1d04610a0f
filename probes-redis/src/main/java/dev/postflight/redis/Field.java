package dev.postflight.redis;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The lines of INFO that are read, by their names in small letters. The other hundred and fifty are passed over. */
enum Field {
    REDIS_VERSION,
    REDIS_MODE,
    RUN_ID,
    SERVER_TIME_USEC,
    UPTIME_IN_SECONDS,
    CONNECTED_CLIENTS,
    BLOCKED_CLIENTS,
    MAXCLIENTS,
    USED_MEMORY,
    MAXMEMORY,
    LOADING,
    RDB_CHANGES_SINCE_LAST_SAVE,
    RDB_LAST_SAVE_TIME,
    RDB_LAST_BGSAVE_STATUS,
    AOF_ENABLED,
    AOF_LAST_WRITE_STATUS,
    AOF_LAST_BGREWRITE_STATUS,
    INSTANTANEOUS_OPS_PER_SEC,
    EVICTED_KEYS,
    KEYSPACE_HITS,
    KEYSPACE_MISSES,
    ROLE,
    CONNECTED_SLAVES,
    MASTER_REPL_OFFSET,
    MASTER_LINK_STATUS,
    MASTER_LAST_IO_SECONDS_AGO,
    MASTER_LINK_DOWN_SINCE_SECONDS,
    MASTER_SYNC_IN_PROGRESS,
    CLUSTER_ENABLED;

    /** More than twice as many as there are fields, so that names seldom share one. */
    private static final int SLOTS = 128;

    private static final @Nullable Field[] BY_HASH = new Field[SLOTS];

    static {
        for (Field field : values()) {
            int slot = slot(field.hash);
            while (BY_HASH[slot] != null) {
                slot = slot(slot + 1);
            }
            BY_HASH[slot] = field;
        }
    }

    private final String key = name().toLowerCase(Locale.ROOT);
    private final int hash = key.hashCode();

    /** What it is called in INFO. */
    String key() {
        return key;
    }

    /** The field whose name stands in the text, or {@code null}. The hash is that of {@link String#hashCode()}. */
    static @Nullable Field find(String text, int from, int to, int hash) {
        int slot = slot(hash);
        Field field = BY_HASH[slot];
        while (field != null) {
            if (field.hash == hash && field.key.length() == to - from && text.startsWith(field.key, from)) {
                return field;
            }
            slot = slot(slot + 1);
            field = BY_HASH[slot];
        }
        return null;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 16) & SLOTS - 1;
    }
}

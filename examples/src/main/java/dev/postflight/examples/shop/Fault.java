package dev.postflight.examples.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What can be broken in the shop, for real. */
enum Fault {
    /** Nothing is broken. */
    NONE,
    /** The database server is stopped. */
    DATABASE,
    /** Every order waits in the database for 0.7 s. */
    LATENCY,
    /** A table is gone, so that orders fail. */
    ERRORS,
    /** Somebody has taken all connections of the pool and does not give them back. */
    POOL,
    /** The last migration fails half-way. */
    MIGRATION,
    /** The health page never answers. */
    HANG;

    static Fault parse(String text) {
        for (Fault fault : values()) {
            if (fault.toString().equals(text)) {
                return fault;
            }
        }
        throw new IllegalArgumentException("--break: " + text + " (expected: one of " + names() + ")");
    }

    static String names() {
        List<String> names = new ArrayList<>();
        for (Fault fault : values()) {
            if (fault != NONE) {
                names.add(fault.toString());
            }
        }
        return String.join(", ", names);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.postflight.jdbc;

import dev.postflight.api.Probe;

/** The probes over a driver in memory. */
enum Kind {
    CONNECTION,
    QUERY;

    Probe over(FakeDriver driver) {
        return this == CONNECTION
                ? new ConnectionProbe(driver.dataSource(), () -> driver.nanos)
                : new QueryProbe(driver.dataSource(), "select 1 as n", () -> driver.nanos);
    }
}

/**
 * Probes over {@link javax.sql.DataSource}. Each run borrows one connection, has a deadline of its own, and gives the
 * connection back as it came; {@link dev.postflight.jdbc.JdbcProbes} is where they are made.
 */
@NullMarked
package dev.postflight.jdbc;

import org.jspecify.annotations.NullMarked;

package dev.postflight.examples.docs;

import dev.postflight.api.Check;
import dev.postflight.jdbc.JdbcProbes;
import dev.postflight.jdbc.PostgresProbes;
import java.time.Duration;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** The Java code of {@code docs/probes-jdbc.md}. */
abstract class JdbcSnippets {

    void queries(DataSource dataSource) {
        Check.of(
                        "mail",
                        JdbcProbes.query(
                                dataSource, "select count(*) as waiting, max(now() - queued_at) as longest from mail"))
                .threshold("waiting: HIGH > 1000")
                .threshold("longest: CRITICAL > 1h");
        Check.of(
                        "orders",
                        JdbcProbes.query(dataSource, "select state, count(*) as orders from orders group by state")
                                .labelledBy("state"))
                .threshold("orders.failed: HIGH > 10");
    }

    void times(DataSource dataSource) {
        Check.of("backup", JdbcProbes.newestRow(dataSource, "backup_marker", "finished_at"))
                .threshold("newest_row: HIGH > 25h, CRITICAL > 49h");
        Check.of(
                        "imports",
                        JdbcProbes.query(dataSource, "select max(imported_at) as import from import")
                                .age("import", ZoneOffset.UTC))
                .threshold("import: HIGH > 1h");
    }

    void version(DataSource dataSource) {
        Check.of("server", JdbcProbes.version(dataSource).atLeast("14.2").containing("PostgreSQL"));
    }

    void writable(DataSource dataSource) {
        Check.of("writable", JdbcProbes.writable(dataSource).by("update heartbeat set n = n + 1"));
    }

    void role(DataSource dataSource, DataSource replica) {
        Check.of("primary", JdbcProbes.role(dataSource).expectPrimary());
        Check.of("replica", JdbcProbes.role(replica).expectStandby());
    }

    void migrations(DataSource dataSource) {
        Check.of("migrations", JdbcProbes.flyway(dataSource).expectVersion("2026.11.1"));
        Check.of("change sets", JdbcProbes.liquibase(dataSource).expectChangeSet("orders-42"));
    }

    void pool(DataSource dataSource) {
        Check.of("pool", JdbcProbes.pool(dataSource))
                .threshold("usage: target < 50%, HIGH > 70%")
                .threshold("pending: HIGH > 0 for 1m");
    }

    void postgres(DataSource dataSource) {
        Check.of("sessions", PostgresProbes.sessions(dataSource)).threshold("usage: target < 50%, HIGH > 80%");
        Check.of("transactions", PostgresProbes.transactions(dataSource)).threshold("idle_in_transaction: MEDIUM > 5");
        Check.of("drained", PostgresProbes.sessions(dataSource)).threshold("active: = 0");
        Check.of("statements", PostgresProbes.statements(dataSource, Duration.ofMillis(100)))
                .threshold("slow_statements: MEDIUM > 10");
    }
}

package dev.postflight.jdbc;

import static dev.postflight.jdbc.Asking.ask;
import static dev.postflight.jdbc.Asking.figures;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.postflight.api.Probe;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A real PostgreSQL in states that no test can bring about: views and functions of the names of its own stand before them in
 * the search path (S0.8, S4.1).
 */
final class PretendedStatesTest {

    private static final Postgres SERVER = Postgres.shared();

    private static DataSource pretending() {
        return SERVER.plain(Map.of("currentSchema", "pretended,pg_catalog"));
    }

    @BeforeAll
    static void views_and_functions() {
        SERVER.execute(
                "drop schema if exists pretended cascade",
                "create schema pretended",
                "create table pretended.state"
                        + " (recovery boolean, received pg_lsn, replayed pg_lsn, latest pg_lsn, behind interval)",
                "create table pretended.pg_database (datname name, datfrozenxid xid, datminmxid xid)",
                "create table pretended.pg_class"
                        + " (oid oid default 1, reltuples float4, relpersistence \"char\", reloptions text[])",
                "create table pretended.pg_stat_user_tables (relid oid default 1, n_live_tup bigint default 1000,"
                        + " n_dead_tup bigint, n_ins_since_vacuum bigint, last_vacuum timestamptz,"
                        + " last_autovacuum timestamptz)",
                "create view pretended.pg_stat_wal_receiver as"
                        + " select 'streaming' as status, latest as latest_end_lsn from pretended.state",
                function("pg_is_in_recovery()", "boolean", "select recovery from pretended.state"),
                function("pg_last_wal_receive_lsn()", "pg_lsn", "select received from pretended.state"),
                function("pg_last_wal_replay_lsn()", "pg_lsn", "select replayed from pretended.state"),
                function(
                        "pg_last_xact_replay_timestamp()",
                        "timestamptz",
                        "select clock_timestamp() - behind from pretended.state"),
                function("age(xid)", "int", "select $1::text::int"),
                function("mxid_age(xid)", "int", "select $1::text::int"));
    }

    private static String function(String head, String type, String body) {
        return "create function pretended." + head + " returns " + type + " language sql as $$" + body + "$$";
    }

    private static void pretend(boolean recovery, String received, String replayed, String latest, String behind) {
        SERVER.execute(
                "truncate pretended.state",
                "insert into pretended.state values (" + recovery + ", '" + received + "', '" + replayed + "', "
                        + (latest.equals("null") ? latest : "'" + latest + "'") + ", "
                        + (behind.equals("null") ? behind : "interval '" + behind + "'") + ")");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0/20 | 0/20 | 0/20 | 1 h   | 0",
                "0/20 | 0/20 | 0/20 | null  | 0",
                "0/20 | 0/10 | 0/20 | 1 h   | 3600",
                "0/20 | 0/20 | 0/30 | 1 h   | 3600",
                "0/20 | 0/20 | null | 1 h   | 3600",
                "0/20 | 0/10 | 0/20 | -30 s | 0",
                "0/20 | 0/10 | 0/20 | -2 h  | ",
                "0/20 | 0/20 | 0/30 | null  | ",
            })
    void a_standby_has_no_lag_only_when_it_replayed_all_that_the_primary_has(
            String received, String replayed, String latest, String behind, @Nullable Double lag) {
        pretend(true, received, replayed, latest, behind);

        Map<String, Double> figures = figures(ask(PostgresProbes.replication(pretending())));

        assertThat(figures).containsEntry("streaming", 1.0);
        if (lag == null) {
            assertThat(figures).doesNotContainKey("lag");
        } else {
            assertThat(figures.get("lag")).isCloseTo(lag, within(lag == 0 ? 0.0 : 20.0));
        }
    }

    @Test
    void numbers_run_out_in_the_database_and_of_the_kind_of_which_most_are_used() {
        pretend(false, "0/20", "0/20", "0/20", "0");
        Probe vacuum = PostgresProbes.vacuum(pretending());

        SERVER.execute(
                "truncate pretended.pg_database",
                "insert into pretended.pg_database values (current_database(), '3000', '5000'), ('other', '1073741824', '7')");
        assertThat(figures(ask(vacuum))).containsEntry("wraparound", 0.5).containsKey("never_vacuumed");

        SERVER.execute("insert into pretended.pg_database values ('third', '3', '1610612736')");
        assertThat(figures(ask(vacuum))).containsEntry("wraparound", 0.75);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // rows, dead, new, persistence, settings of the table, last vacuum; due, never vacuumed, oldest
                "1000 | 0    | 0    | p | {}                                      | 400 d | 0 | 0 | 0",
                "1000 | 0    | 0    | p | {}                                      | null  | 0 | 0 | 0",
                "1000 | 250  | 1200 | p | {}                                      | 400 d | 0 | 0 | 0",
                "1000 | 251  | 0    | p | {}                                      | 400 d | 1 | 0 | 34560000",
                "1000 | 0    | 1201 | p | {}                                      | 400 d | 1 | 0 | 34560000",
                "1000 | 251  | 0    | p | {}                                      | null  | 1 | 1 | ",
                "-1   | 51   | 0    | p | {}                                      | 1 h   | 1 | 0 | 3600",
                "1000 | 5000 | 5000 | t | {}                                      | 400 d | 0 | 0 | 0",
                "1000 | 211  | 0    | p | {autovacuum_vacuum_threshold=10}        | 1 h   | 1 | 0 | 3600",
                "1000 | 151  | 0    | p | {autovacuum_vacuum_scale_factor=0.1}    | 1 h   | 1 | 0 | 3600",
                "1000 | 101  | 0    | p | {autovacuum_vacuum_max_threshold=100}   | 1 h   | 1 | 0 | 3600",
                "1000 | 250  | 0    | p | {autovacuum_vacuum_max_threshold=-1}    | 1 h   | 0 | 0 | 0",
                "1000 | 251  | 0    | p | {autovacuum_enabled=false}              | 1 h   | 1 | 0 | 3600",
                "1000 | 0    | 5000 | p | {autovacuum_vacuum_insert_threshold=-1} | 400 d | 0 | 0 | 0",
            })
    void only_a_table_that_is_due_has_a_vacuum_that_is_too_old(
            int rows,
            int dead,
            int added,
            String persistence,
            String settings,
            String vacuumed,
            double due,
            double never,
            @Nullable Double oldest) {
        pretend(false, "0/20", "0/20", "0/20", "0");
        SERVER.execute(
                "truncate pretended.pg_class, pretended.pg_stat_user_tables",
                "insert into pretended.pg_class (reltuples, relpersistence, reloptions) values (" + rows + ", '"
                        + persistence + "', '" + settings + "')",
                "insert into pretended.pg_stat_user_tables (n_dead_tup, n_ins_since_vacuum, last_autovacuum) values ("
                        + dead + ", " + added + ", clock_timestamp() - "
                        + (vacuumed.equals("null") ? vacuumed : "'" + vacuumed + "'") + "::interval)");

        Map<String, Double> figures = figures(ask(PostgresProbes.vacuum(pretending())));

        assertThat(figures).containsEntry("due", due).containsEntry("never_vacuumed", never);
        if (oldest == null) {
            assertThat(figures).doesNotContainKey("oldest_vacuum");
        } else {
            assertThat(figures.get("oldest_vacuum")).isCloseTo(oldest, within(oldest == 0 ? 0.0 : 600.0));
        }
    }
}

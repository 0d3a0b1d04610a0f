package dev.postflight.jdbc;

/**
 * What PostgreSQL is asked, from version 14 on. Sessions whose state this account may not see count in {@code hidden}: they
 * may be in any state, so figures without them would be too good. What kind of session they are is hidden as well, but those
 * of clients have a database and an account, which are not.
 */
final class PostgresSql {

    /** How many sessions of other accounts are shown without what they do. */
    private static final String HIDDEN =
            "count(*) filter (where query = '<insufficient privilege>' or state = 'disabled') as hidden";

    static final String SESSIONS = """
            select count(*) as connections,
              current_setting('max_connections')::int as max,
              count(*)::float8 / current_setting('max_connections')::int as usage,
              count(*) filter (where datname = current_database() and state = 'active' and pid <> pg_backend_pid())
                as active,
            """ + HIDDEN + """

            from pg_stat_activity
            where backend_type = 'client backend'
              or backend_type is null and datid is not null and usesysid is not null""";

    static final String TRANSACTIONS = """
            select count(*) filter (where xact_start is not null) as open,
              count(*) filter (where state like 'idle in transaction%') as idle_in_transaction,
              coalesce(extract(epoch from max(clock_timestamp() - xact_start)), 0)::float8 as longest,
              coalesce(extract(epoch from max(clock_timestamp() - state_change)
                filter (where state like 'idle in transaction%')), 0)::float8 as longest_idle,
              (select xact_commit from pg_stat_database where datname = current_database()) as committed,
              (select xact_rollback from pg_stat_database where datname = current_database()) as rolled_back,
              (select xact_rollback::float8 / nullif(xact_commit + xact_rollback, 0)
                from pg_stat_database where datname = current_database()) as rolled_back_ratio,
            """ + HIDDEN + """

            from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
              and (backend_type = 'client backend' or backend_type is null and usesysid is not null)""";

    static final String LOCKS = """
            select (select count(distinct l.pid) from pg_locks l join pg_stat_activity a on a.pid = l.pid
                where not l.granted and a.datname = current_database()) as waiting,
              (select coalesce(extract(epoch from max(clock_timestamp() - l.waitstart)), 0)::float8
                from pg_locks l join pg_stat_activity a on a.pid = l.pid
                where not l.granted and a.datname = current_database()) as longest_wait,
              deadlocks
            from pg_stat_database where datname = current_database()""";

    /**
     * A standby whose link is down, or that receives slowly, has replayed all that it received, so that alone does not say
     * that it has no lag. The last time that was replayed is of the primary's clock.
     */
    static final String STANDBY = """
            select false as primary, r.streaming,
              case when r.streaming and pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()
                  and pg_last_wal_replay_lsn() >= r.latest_end then 0
                when r.since < -60 then null
                when r.since < 0 then 0
                else r.since end::float8 as lag,
              null::int as replicas, null::float8 as lag_bytes, r.hidden
            from (select count(*) filter (where status = 'streaming') > 0 as streaming, max(latest_end_lsn) as latest_end,
                extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()) as since,
                count(*) filter (where status is null) as hidden from pg_stat_wal_receiver) r""";

    static final String PRIMARY = """
            select true as primary, null::boolean as streaming,
              count(*) filter (where state = 'streaming') as replicas,
              max(case when replay_lsn >= pg_current_wal_lsn() then 0 else extract(epoch from replay_lag) end)::float8
                as lag,
              max(greatest(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn), 0))::float8 as lag_bytes,
              count(*) filter (where state is null) as hidden
            from pg_stat_replication""";

    static final String SIZE = "select pg_database_size(current_database()) as size";

    static final String CACHE = """
            select blks_hit::float8 / nullif(blks_hit + blks_read, 0) as hit_ratio, blks_hit as hits, blks_read as reads
            from pg_stat_database where datname = current_database()""";

    static final String STATEMENTS_PLACE = """
            select quote_ident(n.nspname) from pg_extension e join pg_namespace n on n.oid = e.extnamespace
            where e.extname = 'pg_stat_statements'""";

    /** The place, and the limit in milliseconds. */
    static final String STATEMENTS = """
            select count(*) as statements,
              count(*) filter (where mean_exec_time > %2$s) as slow_statements,
              coalesce(sum(calls) filter (where mean_exec_time > %2$s), 0)::float8 as slow_calls,
              coalesce(max(mean_exec_time), 0) / 1000 as slowest_mean,
              coalesce(max(max_exec_time), 0) / 1000 as slowest
            from %1$s.pg_stat_statements
            where dbid = (select oid from pg_database where datname = current_database())""";

    /** The size in bytes. */
    static final String SCANS = """
            select count(*) as large_tables,
              count(*) filter (where seq_scan > coalesce(idx_scan, 0)) as mostly_scanned,
              coalesce(sum(seq_scan), 0)::float8 as scans,
              coalesce(sum(seq_tup_read), 0)::float8 as rows_read
            from pg_stat_user_tables where pg_table_size(relid) >= %s""";

    /** Elsewhere nobody counts what there is to do: a standby does not vacuum, and counts are turned off. */
    private static final String COUNTS = "not pg_is_in_recovery() and current_setting('track_counts')::boolean";

    /**
     * A table is due when the server's own rule for autovacuum says so, whoever is to vacuum it; one that nobody changes never
     * is, however long ago it was vacuumed. Temporary tables are their session's business. Numbers run out for all databases
     * together, those of transactions and those of groups of them (multixacts) alike.
     */
    static final String VACUUM = """
            select case when %1$s then count(*) filter (where due) end as due,
              case when %1$s then count(*) filter (where due and vacuumed is null) end as never_vacuumed,
              case when %1$s then case when count(*) filter (where due) = 0 then 0
                else extract(epoch from clock_timestamp() - min(vacuumed) filter (where due)) end end::float8
                as oldest_vacuum,
              sum(n_dead_tup)::float8 / nullif(sum(n_live_tup + n_dead_tup), 0)::float8 as dead_ratio,
              (select max(greatest(age(datfrozenxid), mxid_age(datminmxid)))::float8 / 2147483648 from pg_database)
                as wraparound
            from (select n_live_tup, n_dead_tup, greatest(last_vacuum, last_autovacuum) as vacuumed,
                n_dead_tup > least(%2$s + %3$s * greatest(reltuples, 0), nullif(%4$s, -1))
                  or n_ins_since_vacuum > nullif(%5$s, -1) + %6$s * greatest(reltuples, 0) as due
              from pg_stat_user_tables t join pg_class c on c.oid = t.relid where relpersistence <> 't') tables""".formatted(
                    COUNTS,
                    setting("autovacuum_vacuum_threshold"),
                    setting("autovacuum_vacuum_scale_factor"),
                    setting("autovacuum_vacuum_max_threshold"), // since 18
                    setting("autovacuum_vacuum_insert_threshold"),
                    setting("autovacuum_vacuum_insert_scale_factor"));

    /** That of the table, or else that of the server, or nothing where the server does not know it. */
    private static String setting(String name) {
        return "coalesce((select option_value from pg_options_to_table(c.reloptions) where option_name = '" + name
                + "'), current_setting('" + name + "', true))::float8";
    }

    private PostgresSql() {}
}

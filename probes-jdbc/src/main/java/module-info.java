/** Probes over {@link javax.sql.DataSource}. */
module dev.postflight.jdbc {
    requires static transitive org.jspecify;
    requires transitive dev.postflight.api;
    requires transitive java.sql;

    exports dev.postflight.jdbc;
}

package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.List;

/**
 * Makes {@link JdbcProbes#newestRow(javax.sql.DataSource, String, String)} from a text.
 *
 * @since 0.1
 */
public final class JdbcNewestRowFactory implements ProbeFactory {

    /** For the service loader. */
    public JdbcNewestRowFactory() {}

    @Override
    public String type() {
        return "jdbc-newest-row";
    }

    @Override
    public String text() {
        return "How long ago the newest row of a table is: the last order, the last backup. Measures newest_row, in seconds.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        return List.of(
                Parameters.DATA_SOURCE,
                ProbeParameter.required("table", Kind.TEXT, "its name, with a schema before a dot or without"),
                ProbeParameter.required("column", Kind.TEXT, "a column of dates or timestamps"),
                Parameters.ZONE);
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        QueryProbe probe =
                JdbcProbes.newest(Parameters.dataSource(arguments), arguments.text("table"), arguments.text("column"));
        return Parameters.age(probe, JdbcProbes.NEWEST, arguments);
    }
}

package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import java.util.List;

/**
 * Makes {@link JdbcProbes#connection(javax.sql.DataSource)} from a text.
 *
 * @since 0.1
 */
public final class JdbcConnectionFactory implements ProbeFactory {

    /** For the service loader. */
    public JdbcConnectionFactory() {}

    @Override
    public String type() {
        return "jdbc-connection";
    }

    @Override
    public String text() {
        return "Whether a connection can be borrowed and is valid. Measures borrow and validation, in seconds.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        return List.of(Parameters.DATA_SOURCE);
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        return JdbcProbes.connection(Parameters.dataSource(arguments));
    }
}

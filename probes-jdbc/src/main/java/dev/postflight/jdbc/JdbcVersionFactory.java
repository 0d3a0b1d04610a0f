package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.List;

/**
 * Makes {@link VersionProbe}s from a text.
 *
 * @since 0.1
 */
public final class JdbcVersionFactory implements ProbeFactory {

    /** For the service loader. */
    public JdbcVersionFactory() {}

    @Override
    public String type() {
        return "jdbc-version";
    }

    @Override
    public String text() {
        return "The version of the server. Measures major, minor and patch, as far as it has them.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        return List.of(
                Parameters.DATA_SOURCE,
                ProbeParameter.optional("atLeast", Kind.TEXT, "the lowest version that will do, as in 15.2"),
                ProbeParameter.optional(
                        "containing", Kind.TEXT, "what the text of the version must contain, as in MariaDB"));
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        VersionProbe probe = JdbcProbes.version(Parameters.dataSource(arguments));
        if (arguments.has("atLeast")) {
            probe = probe.atLeast(arguments.text("atLeast"));
        }
        return arguments.has("containing") ? probe.containing(arguments.text("containing")) : probe;
    }
}

package dev.postflight.jdbc;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.List;

/**
 * Makes {@link RoleProbe}s from a text.
 *
 * @since 0.1
 */
public final class JdbcRoleFactory implements ProbeFactory {

    private static final String PRIMARY = "primary";

    /** For the service loader. */
    public JdbcRoleFactory() {}

    @Override
    public String type() {
        return "jdbc-role";
    }

    @Override
    public String text() {
        return "Whether the server is a primary or a standby. Measures primary and read_only, each 1 or 0.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        return List.of(
                Parameters.DATA_SOURCE,
                ProbeParameter.optional("role", Kind.TEXT, "the role that it must have")
                        .oneOf(PRIMARY, "standby"));
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        RoleProbe probe = JdbcProbes.role(Parameters.dataSource(arguments));
        if (!arguments.has("role")) {
            return probe;
        }
        return arguments.text("role").equals(PRIMARY) ? probe.expectPrimary() : probe.expectStandby();
    }
}

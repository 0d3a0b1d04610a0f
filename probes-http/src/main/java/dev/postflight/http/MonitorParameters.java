package dev.postflight.http;

import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;

/** What can be written about every probe that asks a monitoring system. */
final class MonitorParameters {

    static final String URL = "url";
    static final String METRIC = "metric";
    static final String LABEL = "label";
    static final String MERGE = "merge";
    static final String ASKS = "asks";

    private static final String UNIT = "unit";
    private static final String USER = "user";
    private static final String PASSWORD = "password";
    private static final String BEARER = "bearer";
    private static final String HEADER = "header";
    private static final String HEADER_VALUE = "headerValue";
    private static final String CLIENT = "client";
    private static final String MAX_BODY = "maxBody";

    private MonitorParameters() {}

    /** Where and how it is asked, after what is special to a type. */
    static List<ProbeParameter> server(List<ProbeParameter> special) {
        List<ProbeParameter> all = new ArrayList<>(special);
        all.add(ProbeParameter.optional(BEARER, Kind.SECRET, "the token to send as Authorization: Bearer"));
        all.add(ProbeParameter.optional(USER, Kind.TEXT, "the user to send as Authorization: Basic"));
        all.add(ProbeParameter.optional(PASSWORD, Kind.SECRET, "the password of that user"));
        all.add(ProbeParameter.optional(HEADER, Kind.TEXT, "the name of one more header to send"));
        all.add(ProbeParameter.optional(HEADER_VALUE, Kind.SECRET, "the value of that header"));
        all.add(ProbeParameter.optional(MAX_BODY, Kind.SIZE, "how much of a body is read")
                .orElse("4MiB"));
        all.add(ProbeParameter.optionalResource(CLIENT, HttpClient.class, "what sends the requests"));
        return List.copyOf(all);
    }

    /** What is made of one series or several. */
    static List<ProbeParameter> figure() {
        return List.of(
                ProbeParameter.optional(METRIC, Kind.TEXT, "what the figure is called")
                        .orElse("value"),
                ProbeParameter.optional(
                                UNIT, Kind.UNIT, "what the figure is in: a base unit, or a symbol such as ms, % or MiB")
                        .orElse("count"),
                ProbeParameter.optional(LABEL, Kind.TEXT, "the label by which several series are measured each"),
                ProbeParameter.optional(MERGE, Kind.TEXT, "how several series become one figure")
                        .oneOf("max", "min", "sum", "mean"));
    }

    static MonitorServer server(ProbeArguments arguments) {
        MonitorServer server = MonitorServer.at(arguments.text(URL)).maxBody(arguments.bytes(MAX_BODY));
        if (arguments.has(BEARER)) {
            server = server.bearer(arguments.secret(BEARER));
        }
        if (both(arguments, USER, PASSWORD)) {
            server = server.basic(arguments.text(USER), arguments.secret(PASSWORD));
        }
        if (both(arguments, HEADER, HEADER_VALUE)) {
            server = server.header(arguments.text(HEADER), arguments.secret(HEADER_VALUE));
        }
        return arguments.has(CLIENT) ? server.client(arguments.resource(CLIENT, HttpClient.class)) : server;
    }

    static MonitorFigure figure(ProbeArguments arguments) {
        MonitorFigure figure = MonitorFigure.VALUE.named(arguments.text(METRIC), arguments.scale(UNIT));
        if (arguments.has(LABEL) && arguments.has(MERGE)) {
            throw Texts.fault(MERGE, "beside " + LABEL, "one of the two");
        }
        if (arguments.has(LABEL)) {
            return figure.labelledBy(arguments.text(LABEL));
        }
        return arguments.has(MERGE) ? figure.merged(MonitorFigure.Merge.named(arguments.text(MERGE))) : figure;
    }

    private static boolean both(ProbeArguments arguments, String one, String other) {
        if (arguments.has(one) != arguments.has(other)) {
            throw Texts.fault(arguments.has(one) ? other : one, "missing", one + " and " + other + " together");
        }
        return arguments.has(one);
    }

    /** What is needed for one question and not for the others. */
    static String needed(ProbeArguments arguments, String name) {
        if (!arguments.has(name)) {
            throw Texts.fault(name, "missing", "a value, to ask for " + arguments.text(ASKS));
        }
        return arguments.text(name);
    }
}

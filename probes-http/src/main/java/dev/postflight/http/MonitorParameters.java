package dev.postflight.http;

import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.ArrayList;
import java.util.List;

/** What can be written about every probe that asks a monitoring system. */
final class MonitorParameters {

    static final String URL = "url";
    static final String METRIC = "metric";
    static final String LABELLED_BY = "labelledBy";
    static final String MERGE = "merge";
    static final String ASKS = "asks";

    private static final String UNIT = "unit";
    private static final String MAX_BODY = "maxBody";

    private MonitorParameters() {}

    /** Where and how it is asked, after what is special to a type. */
    static List<ProbeParameter> server(List<ProbeParameter> special) {
        List<ProbeParameter> all = new ArrayList<>(special);
        all.addAll(HttpParameters.settings());
        all.add(ProbeParameter.optional(MAX_BODY, Kind.SIZE, "how much of a body is read")
                .orElse("4MiB"));
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
                ProbeParameter.optional(LABELLED_BY, Kind.TEXT, "the label by which several series are measured each"),
                ProbeParameter.optional(MERGE, Kind.TEXT, "how several series become one figure")
                        .oneOf("max", "min", "sum", "mean"));
    }

    static MonitorServer server(ProbeArguments arguments) {
        return HttpParameters.settings(MonitorServer.of(arguments.text(URL)), arguments)
                .maxBody(arguments.bytes(MAX_BODY));
    }

    static MonitorFigure figure(ProbeArguments arguments) {
        MonitorFigure figure = MonitorFigure.VALUE.named(arguments.text(METRIC), arguments.scale(UNIT));
        if (arguments.has(LABELLED_BY) && arguments.has(MERGE)) {
            throw Texts.fault(MERGE, "beside " + LABELLED_BY, "one of the two");
        }
        if (arguments.has(LABELLED_BY)) {
            return figure.labelledBy(arguments.text(LABELLED_BY));
        }
        return arguments.has(MERGE) ? figure.merged(MonitorFigure.Merge.named(arguments.text(MERGE))) : figure;
    }

    /** What is needed for one question and not for the others. */
    static String needed(ProbeArguments arguments, String name) {
        if (!arguments.has(name)) {
            throw Texts.fault(name, "missing", "a value, to ask for " + arguments.text(ASKS));
        }
        return arguments.text(name);
    }
}

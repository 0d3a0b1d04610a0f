package dev.postflight.api.spi;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Probes of one parameter of each kind; all that is there is read, and the arguments remembered. */
public final class Queues implements ProbeFactory {

    final List<ProbeArguments> seen = new ArrayList<>();

    /** For the service loader. */
    public Queues() {}

    @Override
    public String type() {
        return "queue";
    }

    @Override
    public String text() {
        return "Whether a queue moves. Measures `length`.";
    }

    @Override
    public List<ProbeParameter> parameters() {
        return List.of(
                ProbeParameter.required("name", Kind.TEXT, "which queue"),
                ProbeParameter.optional("mode", Kind.TEXT, "how it is looked at")
                        .oneOf("FAST", "slow")
                        .orElse("fast"),
                ProbeParameter.optional("samples", Kind.INTEGER, "how many looks")
                        .between(1, 100)
                        .unit("looks")
                        .orElse("1"),
                ProbeParameter.optional("factor", Kind.NUMBER, "by what a length is multiplied"),
                ProbeParameter.optional("deep", Kind.BOOLEAN, "whether it looks at what waits, too"),
                ProbeParameter.optional("within", Kind.DURATION, "how long a look takes")
                        .orElse("5s"),
                ProbeParameter.optional("largest", Kind.SIZE, "how large it may be"),
                ProbeParameter.optional("unit", Kind.UNIT, "what a length counts"),
                ProbeParameter.optional("shards", Kind.TEXTS, "the parts of it"),
                ProbeParameter.optional("labels", Kind.MAP, "what it is called"),
                ProbeParameter.optional("password", Kind.SECRET, "what opens it"),
                ProbeParameter.resource("queue", Queue.class, "the queue"),
                ProbeParameter.optionalResource("spare", ArrayDeque.class, "another one"));
    }

    @Override
    public Probe create(ProbeArguments arguments) {
        seen.add(arguments);
        parameters().forEach(parameter -> read(parameter, arguments));
        Queue<?> queue = arguments.resource("queue", Queue.class);
        return timeout -> ProbeResult.up(Measurement.of("length", queue.size(), Unit.COUNT));
    }

    private static void read(ProbeParameter parameter, ProbeArguments arguments) {
        String name = parameter.name();
        if (!arguments.has(name)) {
            return;
        }
        switch (parameter.kind()) {
            case TEXT -> arguments.text(name);
            case INTEGER -> arguments.integer(name);
            case NUMBER -> arguments.number(name);
            case BOOLEAN -> arguments.flag(name);
            case DURATION -> arguments.duration(name);
            case SIZE -> arguments.bytes(name);
            case UNIT -> arguments.scale(name);
            case TEXTS -> arguments.texts(name);
            case MAP -> arguments.map(name);
            case SECRET -> arguments.secret(name);
            case RESOURCE -> arguments.resource(name, parameter.resource());
        }
    }
}

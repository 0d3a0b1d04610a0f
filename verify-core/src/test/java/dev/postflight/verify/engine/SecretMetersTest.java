package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Measurement;
import dev.postflight.api.Outcome;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.Unit;
import dev.postflight.api.VerificationPlan;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many meters there are is for the plan to say, not for its probes. */
@Timeout(120)
class SecretMetersTest {

    private static final long SEED = 20260301;
    private static final int RUNS = 200;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void probes_can_add_neither_tags_nor_their_values() {
        VerificationPlan plan = Bench.once(Check.of("any", this::anything), Check.of("other", this::anything));
        VirtualTime time = new VirtualTime();
        try (Verifier verifier = Verifier.builder(plan)
                .metrics(registry)
                .time(time)
                .workers(time.counting(Threads.PLATFORM.open()))
                .build()) {
            for (int run = 0; run < RUNS; run++) {
                verifier.verify();
                time.advance(Duration.ofMinutes(1)); // for circuit breakers to close again
            }
            Map<String, Set<String>> allowed = Map.of(
                    "plan", Set.of("shop"),
                    "phase", Set.of("startup"),
                    "check", Set.of("any", "other"),
                    "outcome", names(Outcome.values()),
                    "reason", names(Reason.values()),
                    "decision", names(Decision.values()));
            assertThat(tags())
                    .as("seed %d", SEED)
                    .allSatisfy((key, values) -> assertThat(allowed)
                            .containsKey(key)
                            .satisfies(known -> assertThat(known.get(key)).containsAll(values)));
            assertThat(tags().get("outcome")).as("seed %d", SEED).hasSizeGreaterThan(1);
            assertThat(registry.getMeters()).hasSizeLessThan(4 * Outcome.values().length);
        }
    }

    /** Something new each time, in every place that could become a name or a tag. */
    private synchronized ProbeResult anything(Duration timeout) throws IOException {
        String fresh = "x" + random.nextLong(Long.MAX_VALUE);
        return switch (random.nextInt(4)) {
            case 0 -> ProbeResult.up(Measurement.of(fresh, 1, Unit.COUNT));
            case 1 -> ProbeResult.down(fresh, Measurement.of(fresh, 1, Unit.COUNT));
            case 2 -> ProbeResult.silent(fresh);
            default -> throw new IOException(fresh);
        };
    }

    private Map<String, Set<String>> tags() {
        return registry.getMeters().stream()
                .map(Meter::getId)
                .map(Meter.Id::getTags)
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(
                        Tag::getKey, Collectors.mapping(Tag::getValue, Collectors.toCollection(TreeSet::new))));
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
    }
}

package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Check;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.history.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is given to a simulation to call may throw: that ends it, whereas a schedule would go on. */
class SimulationGuestsTest {

    private final List<Instant> runs = new ArrayList<>();

    private Simulation watched() {
        VerificationPhase phase = VerificationPhase.named("watch")
                .every(Duration.ofMinutes(1))
                .check(Check.of("api", timeout -> ProbeResult.up()));
        return Simulation.of(VerificationPlan.named("shop").phase(phase).build())
                .from(Letters.BEGIN)
                .lasting(Duration.ofMinutes(9))
                .script((check, at) -> {
                    runs.add(at);
                    return ProbeResult.up();
                });
    }

    @Test
    void what_people_throw_ends_it() {
        Simulation simulation = watched().at(Duration.ofSeconds(150), watch -> {
            throw new IllegalStateException("no");
        });
        assertThatThrownBy(simulation::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        assertThat(runs).hasSize(3);
    }

    @Test
    void an_assertion_that_fails_is_seen() {
        Simulation simulation = watched()
                .at(Duration.ofSeconds(150), watch -> assertThat(watch.alerts()).hasSize(1));
        assertThatThrownBy(simulation::run).isInstanceOf(AssertionError.class);
    }

    @Test
    void what_a_reader_throws_ends_it() {
        Simulation simulation = watched().entries(entry -> {
            if (entry instanceof Entry.Observed && entry.at().equals(Letters.minute(2))) {
                throw new IllegalStateException("no");
            }
        });
        assertThatThrownBy(simulation::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        assertThat(runs).hasSize(3);
    }

    @Test
    void what_a_script_throws_is_what_the_probe_throws() {
        List<String> seen = new ArrayList<>();
        watched()
                .script((check, at) -> {
                    throw new IllegalStateException("broken");
                })
                .entries(entry -> {
                    if (entry instanceof Entry.Observed observed) {
                        seen.add(observed.reason() + " " + observed.text());
                    }
                })
                .run();
        assertThat(seen).hasSize(10).allMatch(text -> text.startsWith("ERROR ") && text.contains("broken"));
    }

    @Test
    void what_people_would_do_after_the_end_they_do_not_do() {
        watched().at(Duration.ofMinutes(10), watch -> runs.add(Instant.EPOCH)).run();
        assertThat(runs).isNotEmpty().doesNotContain(Instant.EPOCH);
        watched().at(Duration.ofMinutes(9), watch -> runs.add(Instant.EPOCH)).run();
        assertThat(runs).contains(Instant.EPOCH);
    }
}

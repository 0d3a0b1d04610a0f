package dev.postflight.verify.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Outcome;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreakTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final Streak streak = new Streak();

    /** Peers' fault 7: F F S F is not three failures in a row. P pass, W warn, F fail, U unknown, S skipped, N pending. */
    @ParameterizedTest
    @CsvSource({
        "P,       0",
        "F,       1",
        "FF,      2",
        "FFF,     3",
        "FFPF,    1",
        "FFWF,    1",
        "FFP,     0",
        "FFW,     0",
        "FFU,     2",
        "FFUF,    3",
        "FFS,     2",
        "FFSF,    3",
        "FFN,     2",
        "FUSUF,   2",
        "UUU,     0",
        "FPUF,    1",
    })
    void only_a_pass_ends_a_row_of_failures_and_only_a_failure_prolongs_it(String outcomes, int failures) {
        for (int i = 0; i < outcomes.length(); i++) {
            streak.add(outcome(outcomes.charAt(i)), START);
        }
        assertThat(streak.state().failures()).isEqualTo(failures);
    }

    @Test
    void an_outcome_is_dated_from_its_first_observation_in_a_row() {
        assertThat(streak.state().since()).isEqualTo(Instant.EPOCH);
        streak.add(Outcome.FAIL, START);
        streak.add(Outcome.FAIL, START.plusSeconds(10));
        assertThat(streak.state().since()).isEqualTo(START);
        streak.add(Outcome.UNKNOWN, START.plusSeconds(20));
        assertThat(streak.state().since()).isEqualTo(START.plusSeconds(20));
        streak.add(Outcome.FAIL, START.plusSeconds(30));
        assertThat(streak.state().since()).isEqualTo(START.plusSeconds(30));
    }

    private static Outcome outcome(char letter) {
        return switch (letter) {
            case 'P' -> Outcome.PASS;
            case 'W' -> Outcome.WARN;
            case 'F' -> Outcome.FAIL;
            case 'U' -> Outcome.UNKNOWN;
            case 'S' -> Outcome.SKIPPED;
            case 'N' -> Outcome.PENDING;
            default -> throw new IllegalArgumentException(String.valueOf(letter));
        };
    }
}

package dev.postflight.verify.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Availability;
import dev.postflight.api.Check;
import dev.postflight.api.Outcome;
import dev.postflight.api.ProbeResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random histories, with checks on different cadences, silence, gaps and maintenance, against a model that counts minutes. */
class AccountsModelTest {

    private static final int CASES = 600;
    private static final int STEPS = 200;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final String[] NAMES = {"a", "b", "c", "d", "e"};
    private static final String[] COMPONENTS = {"one", "two", "a"};
    private static final int[] FRESH = {1, 2, 3, 7, 11, 60, Integer.MAX_VALUE};
    private static final Outcome[] OUTCOMES = {
        Outcome.PASS,
        Outcome.PASS,
        Outcome.PASS,
        Outcome.WARN,
        Outcome.FAIL,
        Outcome.FAIL,
        Outcome.UNKNOWN,
        Outcome.PENDING,
        Outcome.SKIPPED
    };

    private final List<Check> checks = new ArrayList<>();
    private final List<Integer> fresh = new ArrayList<>();
    private SplittableRandom random = new SplittableRandom();
    private long start;
    private int now;

    @Test
    void time_is_spent_as_the_model_says() {
        for (long seed = 0; seed < CASES; seed++) {
            history(seed, false);
        }
    }

    @Test
    void time_is_spent_as_the_model_says_when_checks_change_meanwhile() {
        for (long seed = CASES; seed < 2 * CASES; seed++) {
            history(seed, true);
        }
    }

    private void history(long seed, boolean changing) {
        random = new SplittableRandom(seed);
        start = random.nextBoolean() ? 0 : Long.MAX_VALUE - random.nextLong(STEPS) * MINUTE; // overflows on the way
        now = 0;
        checks.clear();
        fresh.clear();
        choose(1.0);
        boolean maintenance = random.nextInt(4) == 0;
        Accounts accounts = new Accounts(List.copyOf(checks), nanos(), start, maintenance);
        AccountsModel model = new AccountsModel(List.copyOf(checks), List.copyOf(fresh), 0, maintenance);
        for (int step = 0; step < STEPS; step++) {
            now += random.nextInt(3) > 0 ? random.nextInt(3) : random.nextInt(10) > 0 ? 0 : random.nextInt(90);
            model.goOnUntil(now);
            int what = random.nextInt(40);
            if (what == 0 && changing) {
                choose(0.3);
                Accounts next = new Accounts(List.copyOf(checks), nanos(), elapsed(), maintenance);
                next.continues(accounts, elapsed());
                accounts = next;
                model.change(List.copyOf(checks), List.copyOf(fresh));
            } else if (what < 4) {
                maintenance = !maintenance;
                accounts.maintenance(maintenance, elapsed());
                model.maintenance(maintenance);
            } else if (what < 6) {
                accounts.advance(elapsed());
            } else if (!checks.isEmpty()) {
                int chosen = random.nextInt(checks.size());
                if (fresh.get(chosen) < Integer.MAX_VALUE) {
                    Outcome outcome = OUTCOMES[random.nextInt(OUTCOMES.length)];
                    accounts.observe(checks.get(chosen).name(), outcome, elapsed());
                    model.observe(checks.get(chosen).name(), outcome);
                }
            }
            if (random.nextInt(5) == 0) {
                compare(accounts, model, "seed " + seed + ", step " + step);
            }
        }
        compare(accounts, model, "seed " + seed + ", at the end");
    }

    private long elapsed() {
        return start + now * MINUTE;
    }

    private List<Long> nanos() {
        return fresh.stream()
                .map(minutes -> minutes == Integer.MAX_VALUE ? Long.MAX_VALUE : minutes * MINUTE)
                .toList();
    }

    /** Some of the names; with some probability, each of them anew. */
    private void choose(double share) {
        List<Check> before = List.copyOf(checks);
        List<Integer> freshBefore = List.copyOf(fresh);
        checks.clear();
        fresh.clear();
        for (String name : NAMES) {
            int known = -1;
            for (int i = 0; i < before.size(); i++) {
                known = before.get(i).name().equals(name) ? i : known;
            }
            if (random.nextDouble() >= share) {
                if (known >= 0) {
                    checks.add(before.get(known));
                    fresh.add(freshBefore.get(known));
                }
            } else if (random.nextInt(4) > 0) {
                Check check = Check.of(name, timeout -> ProbeResult.up());
                check = random.nextBoolean() ? check.component(COMPONENTS[random.nextInt(COMPONENTS.length)]) : check;
                checks.add(random.nextInt(4) == 0 ? check.critical() : check);
                fresh.add(
                        known >= 0 && random.nextBoolean()
                                ? freshBefore.get(known)
                                : FRESH[random.nextInt(FRESH.length)]);
            }
        }
    }

    private void compare(Accounts accounts, AccountsModel model, String where) {
        assertThat(accounts.of(null, elapsed())).as(where + ", the phase").isEqualTo(model.of(null));
        for (String name : NAMES) {
            assertThat(accounts.of(name, elapsed())).as(where + ", " + name).isEqualTo(model.of(name));
        }
        for (String component : COMPONENTS) {
            assertThat(accounts.of(component, elapsed()))
                    .as(where + ", " + component)
                    .isEqualTo(model.of(component));
        }
        assertThat(accounts.of("unknown", elapsed())).isEqualTo(Availability.NONE);
    }
}

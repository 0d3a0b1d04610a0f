package dev.postflight.verify.track;

import dev.postflight.api.Availability;
import dev.postflight.api.Check;
import dev.postflight.api.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of {@link Accounts}, taken literally: it goes from minute to minute, and at each one asks of every check what was seen
 * of it last. Whatever happens within a minute has no length, but is seen.
 */
final class AccountsModel {

    /** Of the phase as a whole. */
    private static final String PHASE = "*";

    private final Map<String, Integer> freshFor = new HashMap<>();
    private final Map<String, Integer> begun = new HashMap<>();
    private final Map<String, Integer> seenAt = new HashMap<>();
    private final Map<String, Outcome> seen = new HashMap<>();
    private final Map<String, Sum> sums = new LinkedHashMap<>();
    private List<Check> checks = List.of();
    private boolean maintenance;
    private int minute;

    private static final class Sum {
        int up;
        int down;
        int unobserved;
        int maintained;
        int silence;
        int longestSilence;
        int failures;
        boolean failed;

        void add(Account.State state, boolean maintenance, int minutes) {
            boolean silent = !maintenance && state == Account.State.UNOBSERVED;
            silence = silent ? silence + minutes : 0;
            longestSilence = Math.max(longestSilence, silence);
            maintained += maintenance ? minutes : 0;
            unobserved += silent ? minutes : 0;
            if (maintenance || silent) {
                return;
            }
            boolean fails = state == Account.State.DOWN;
            up += fails ? 0 : minutes;
            down += fails ? minutes : 0;
            failures += fails && !failed ? 1 : 0;
            failed = fails;
        }
    }

    AccountsModel(List<Check> checks, List<Integer> fresh, int now, boolean maintenance) {
        this.maintenance = maintenance;
        minute = now;
        change(checks, fresh);
    }

    /** Other checks: what is as it was goes on, and so do the sums of what is still there. */
    void change(List<Check> next, List<Integer> fresh) {
        Set<String> names = new HashSet<>(Set.of(PHASE));
        Set<String> here = new HashSet<>();
        for (int i = 0; i < next.size(); i++) {
            Check check = next.get(i);
            here.add(check.name());
            if (!fresh.get(i).equals(freshFor.put(check.name(), fresh.get(i)))) {
                begun.put(check.name(), minute);
                seen.remove(check.name());
            }
            if (fresh.get(i) < Integer.MAX_VALUE) {
                names.add(check.name());
                names.add(check.component());
            }
        }
        checks = next;
        freshFor.keySet().retainAll(here);
        seen.keySet().retainAll(here);
        sums.keySet().retainAll(names);
        names.forEach(name -> sums.computeIfAbsent(name, none -> new Sum()));
        look(0);
    }

    void observe(String check, Outcome outcome) {
        seen.put(check, outcome);
        seenAt.put(check, minute);
        look(0);
    }

    void maintenance(boolean whether) {
        maintenance = whether;
        look(0);
    }

    void goOnUntil(int then) {
        while (minute < then) {
            look(1);
            minute++;
        }
    }

    private void look(int minutes) {
        sums.forEach((name, sum) -> sum.add(state(name, minutes), maintenance, minutes));
    }

    private Account.State state(String name, int minutes) {
        List<Account.State> states = new ArrayList<>();
        boolean critical = checks.stream().anyMatch(check -> check.isCritical() && recurs(check));
        for (Check check : checks) {
            boolean belongs = name.equals(PHASE)
                    ? check.isCritical() || !critical
                    : name.equals(check.name()) || name.equals(check.component());
            Account.State state = belongs && recurs(check) ? state(check, minutes) : null;
            if (state != null) {
                states.add(state);
            }
        }
        if (states.contains(Account.State.DOWN)) {
            return Account.State.DOWN;
        }
        boolean known = !states.isEmpty() && !states.contains(Account.State.UNOBSERVED);
        return known ? Account.State.UP : Account.State.UNOBSERVED;
    }

    /** None as long as it is too early to have been seen. */
    private Account.@Nullable State state(Check check, int minutes) {
        Outcome outcome = seen.get(check.name());
        int since = minute - of(outcome == null ? begun : seenAt, check) + minutes;
        if (since > of(freshFor, check)) {
            return Account.State.UNOBSERVED;
        }
        if (outcome == null) {
            return null;
        }
        return outcome == Outcome.FAIL
                ? Account.State.DOWN
                : outcome.passing() ? Account.State.UP : Account.State.UNOBSERVED;
    }

    private boolean recurs(Check check) {
        return of(freshFor, check) < Integer.MAX_VALUE;
    }

    private static int of(Map<String, Integer> numbers, Check check) {
        return Objects.requireNonNull(numbers.get(check.name()));
    }

    Availability of(@Nullable String name) {
        Sum sum = sums.get(name == null ? PHASE : name);
        return sum == null
                ? Availability.NONE
                : new Availability(
                        Duration.ofMinutes(sum.up),
                        Duration.ofMinutes(sum.down),
                        Duration.ofMinutes(sum.unobserved),
                        Duration.ofMinutes(sum.maintained),
                        Duration.ofMinutes(sum.longestSilence),
                        sum.failures);
    }
}

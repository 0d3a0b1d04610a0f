package dev.postflight.verify.track;

import dev.postflight.api.Availability;
import dev.postflight.api.Check;
import dev.postflight.api.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * How the time of a phase was spent, of each of its components and of each of its checks that are run again and again.
 * Used by one thread at a time; the cost of an observation does not depend on how many checks there are, but for the
 * logarithm in a queue.
 *
 * <p>What is seen of a check holds until it is seen again, but no longer than it stays fresh; then nothing is known. A component
 * is down while one of its checks is, else unobserved while one of them is, else up. The phase is what its critical checks
 * are, or if it has none, what all of its checks are.
 */
public final class Accounts {

    private final Group phase;
    private final Map<String, Group> groups = new HashMap<>();
    private final Map<String, Member> members = new HashMap<>();
    private final PriorityQueue<Member> expiring = new PriorityQueue<>(Member::compareExpiry);

    /** Some checks, and what follows from them. */
    private static final class Group {
        final Account account;
        int down;
        int unobserved;
        int up;

        Group(Account account) {
            this.account = account;
        }

        void move(Account.@Nullable State from, Account.State to, long now) {
            count(from, -1);
            count(to, 1);
            Account.State whole = Account.State.UNOBSERVED;
            if (down > 0) {
                whole = Account.State.DOWN;
            } else if (unobserved == 0 && up > 0) {
                whole = Account.State.UP;
            }
            account.become(whole, now);
        }

        private void count(Account.@Nullable State state, int by) {
            if (state == Account.State.DOWN) {
                down += by;
            } else if (state == Account.State.UP) {
                up += by;
            } else if (state != null) {
                unobserved += by;
            }
        }
    }

    /** A check that is run again and again. */
    private static final class Member {
        final Collection<Group> groups;
        final long freshFor;

        Account.@Nullable State state; // none until it was seen, or should have been

        long expires;
        long queuedFor;
        boolean queued;

        Member(Collection<Group> groups, long freshFor) {
            this.groups = groups;
            this.freshFor = freshFor;
        }

        static int compareExpiry(Member one, Member other) {
            return Long.signum(one.queuedFor - other.queuedFor);
        }

        void become(Account.State next, long now) {
            if (state != next) {
                for (Group group : groups) {
                    group.move(state, next, now);
                }
                state = next;
            }
        }
    }

    /**
     * A phase begins.
     *
     * @param checks its checks
     * @param freshFor how long an observation of each of them holds, in nanoseconds; the largest number for a check that is not
     *     run again and again
     * @param now elapsed time
     * @param maintenance whether there is maintenance
     */
    public Accounts(List<Check> checks, List<Long> freshFor, long now, boolean maintenance) {
        phase = new Group(new Account(now, maintenance));
        boolean critical = false;
        for (int i = 0; i < checks.size(); i++) {
            critical |= checks.get(i).isCritical() && freshFor.get(i) != Long.MAX_VALUE;
        }
        for (int i = 0; i < checks.size(); i++) {
            Check check = checks.get(i);
            if (freshFor.get(i) == Long.MAX_VALUE) {
                continue;
            }
            List<Group> mine = new ArrayList<>();
            mine.add(group(check.name(), now, maintenance));
            if (!check.component().equals(check.name())) {
                mine.add(group(check.component(), now, maintenance));
            }
            if (check.isCritical() || !critical) {
                mine.add(phase);
            }
            Member member = new Member(mine, freshFor.get(i));
            members.put(check.name(), member);
            expect(member, now);
        }
    }

    private Group group(String name, long now, boolean maintenance) {
        Group group = groups.get(name);
        if (group == null) {
            group = new Group(new Account(now, maintenance));
            groups.put(name, group);
        }
        return group;
    }

    /** A member is queued once, for when it was to expire at that time; it may have been seen again since. */
    private void expect(Member member, long now) {
        member.expires = now + member.freshFor;
        if (!member.queued) {
            member.queued = true;
            member.queuedFor = member.expires;
            expiring.add(member);
        }
    }

    /**
     * Takes over what was there before the checks were others: of the phase, and of the checks and components that stay.
     *
     * @param before the accounts until now
     * @param now elapsed time
     */
    public void continues(Accounts before, long now) {
        before.advance(now);
        members.forEach((name, member) -> {
            Member old = before.members.get(name);
            if (old != null && old.freshFor == member.freshFor) {
                if (old.state != null) {
                    member.become(old.state, now);
                }
                expiring.remove(member);
                member.expires = old.expires;
                member.queuedFor = old.expires;
                expiring.add(member);
            }
        });
        phase.account.continues(before.phase.account, now);
        groups.forEach((name, group) -> {
            Group old = before.groups.get(name);
            if (old != null) {
                group.account.continues(old.account, now);
            }
        });
    }

    /**
     * Takes in an observation.
     *
     * @param check the name of the check
     * @param outcome what came of it
     * @param now elapsed time
     */
    public void observe(String check, Outcome outcome, long now) {
        Member member = members.get(check);
        if (member == null) {
            return;
        }
        advance(now);
        boolean known = outcome == Outcome.FAIL || outcome.passing();
        member.become(
                outcome == Outcome.FAIL ? Account.State.DOWN : known ? Account.State.UP : Account.State.UNOBSERVED,
                now);
        expect(member, now);
    }

    /**
     * Lets time go on.
     *
     * @param now elapsed time
     */
    public void advance(long now) {
        Member first = expiring.peek();
        while (first != null && now - first.queuedFor > 0) {
            expiring.remove();
            if (first.expires == first.queuedFor) {
                first.queued = false;
                first.become(Account.State.UNOBSERVED, first.expires);
            } else {
                first.queuedFor = first.expires;
                expiring.add(first);
            }
            first = expiring.peek();
        }
    }

    /**
     * There is maintenance, or no more.
     *
     * @param whether there is
     * @param now elapsed time
     */
    public void maintenance(boolean whether, long now) {
        advance(now);
        phase.account.maintenance(whether, now);
        for (Group group : groups.values()) {
            group.account.maintenance(whether, now);
        }
    }

    /**
     * How the time was spent until now.
     *
     * @param name of a check or component; {@code null} for the phase
     * @param now elapsed time
     * @return nothing but zero when there is no such check that is run again and again
     */
    public Availability of(@Nullable String name, long now) {
        advance(now);
        Group group = name == null ? phase : groups.get(name);
        return group == null ? Availability.NONE : group.account.at(now);
    }
}

package dev.postflight.verify.engine;

import dev.postflight.api.Availability;
import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Notice;
import dev.postflight.api.Outlook;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.history.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A plan under a virtual clock, of which everything is kept: each run, each verdict, each entry. */
final class Rehearsal implements WatchEvents {

    final List<Told> told = new ArrayList<>();
    final List<Entry> entries = new ArrayList<>();
    final List<Notice> notices = new ArrayList<>();
    private final Map<String, Availability> ended = new HashMap<>();

    private final Instant from;
    private final List<VirtualClock.Event> events = new ArrayList<>();
    private final Map<String, List<Instant>> runs = new HashMap<>();
    private Script script = (check, at) -> ProbeResult.up();
    private @Nullable VirtualClock clock;
    private @Nullable Watch watch;

    /** A verdict, and how much time had elapsed by then. */
    record Told(Duration after, Verdict verdict) {}

    Rehearsal(String from) {
        this.from = Instant.parse(from);
    }

    /** A check that is answered by the script. */
    Check check(String name) {
        Check[] made = new Check[1];
        Probe probe = timeout -> {
            runs.computeIfAbsent(name, none -> new ArrayList<>()).add(clock().instant());
            return script.answer(made[0], clock().instant());
        };
        made[0] = Check.of(name, probe);
        return made[0];
    }

    Rehearsal script(Script next) {
        script = next;
        return this;
    }

    /** From the beginning on, the check fails in these times, each from a begin to an end that does not belong to it. */
    Rehearsal down(String name, Duration... times) {
        return script((check, at) -> {
            Duration after = Duration.between(from, at);
            boolean down = false;
            for (int i = 0; i < times.length; i += 2) {
                down |= after.compareTo(times[i]) >= 0 && after.compareTo(times[i + 1]) < 0;
            }
            return down && check.name().equals(name) ? ProbeResult.down("broken") : ProbeResult.up();
        });
    }

    Rehearsal at(Duration after, Consumer<? super Watch> people) {
        events.add(new VirtualClock.Event(after.toNanos(), () -> people.accept(Objects.requireNonNull(watch))));
        return this;
    }

    Rehearsal clock(Duration after, Consumer<VirtualClock> what) {
        events.add(new VirtualClock.Event(after.toNanos(), () -> what.accept(clock())));
        return this;
    }

    VirtualClock clock() {
        return Objects.requireNonNull(clock);
    }

    Rehearsal run(Duration lasting, VerificationPhase... phases) {
        VerificationPlan.Builder plan = VerificationPlan.named("shop");
        for (VerificationPhase phase : phases) {
            plan.phase(phase);
        }
        return run(lasting, plan.build());
    }

    Rehearsal run(Duration lasting, VerificationPlan plan) {
        Engine[] engine = new Engine[1];
        clock = new VirtualClock(from, lasting, events, () -> engine[0].stop());
        engine[0] = SimulationRun.engine(plan, clock, this, null, false);
        watch = new Watch(engine[0].watch, clock);
        engine[0].schedule.run();
        return this;
    }

    /** When a check was run. */
    List<String> runs(String check) {
        return runs.getOrDefault(check, List.of()).stream()
                .map(Instant::toString)
                .toList();
    }

    int count(String check) {
        return runs.getOrDefault(check, List.of()).size();
    }

    /** The last verdict until some time after the beginning. */
    Verdict verdict(Duration after) {
        Verdict last = null;
        for (Told each : told) {
            last = each.after().compareTo(after) <= 0 ? each.verdict() : last;
        }
        return Objects.requireNonNull(last);
    }

    Verdict last() {
        return told.get(told.size() - 1).verdict();
    }

    /** When the decision was that one first; {@code null} for never. */
    @Nullable
    Duration first(Decision decision) {
        return told.stream()
                .filter(each -> each.verdict().decision() == decision)
                .map(Told::after)
                .findFirst()
                .orElse(null);
    }

    static Outlook.Item item(Verdict verdict, String wanted) {
        return verdict.outlook().items().stream()
                .filter(item -> item.wanted().startsWith(wanted))
                .findFirst()
                .orElseThrow(() -> new AssertionError(wanted + " in " + verdict.outlook()));
    }

    /** How the time of a phase that is over was spent. */
    Availability spent(String phase) {
        return Objects.requireNonNull(ended.get(phase));
    }

    /** The phases that began and how they ended. */
    List<String> phases() {
        return entries.stream()
                .filter(Entry.Phased.class::isInstance)
                .map(Entry.Phased.class::cast)
                .filter(entry -> entry.event() != Entry.Phased.Event.EXTENDED)
                .map(entry -> entry.phase() + " " + entry.event() + " " + entry.at()
                        + (entry.event() == Entry.Phased.Event.ENDED ? " " + entry.decision() : ""))
                .toList();
    }

    @Override
    public void notice(Notice notice) {
        notices.add(notice);
    }

    @Override
    public void entry(Entry entry) {
        entries.add(entry);
    }

    @Override
    public boolean wantsObservations() {
        return false;
    }

    @Override
    public void verdict(Verdict verdict) {
        told.add(new Told(Duration.ofNanos(clock().nanos()), verdict));
    }

    @Override
    public void ended(Verdict verdict, Availability availability) {
        verdict(verdict);
        ended.put(verdict.phase(), availability);
    }
}

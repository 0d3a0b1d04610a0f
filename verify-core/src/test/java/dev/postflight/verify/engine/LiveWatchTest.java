package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Alert;
import dev.postflight.api.AlertPolicy;
import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Notice;
import dev.postflight.api.Outlook;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Severity;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.history.Entry;
import dev.postflight.verify.history.History;
import dev.postflight.verify.history.MemoryHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A verifier on its own threads does what a simulation does. */
class LiveWatchTest {

    private final VirtualTime time = new VirtualTime();
    private final BlockingQueue<Notice> notices = new LinkedBlockingQueue<>();
    private final MemoryHistory history = History.inMemory();

    private Verifier verifier(VerificationPlan plan) {
        return Verifier.builder(plan)
                .time(time)
                .jitter(0)
                .workers(time.counting(Threads.PLATFORM.open()))
                .onNotice(notices::add)
                .history(history)
                .build();
    }

    private Notice next(Notice.Kind kind) throws InterruptedException {
        Notice notice = notices.take();
        while (notice.kind() != kind) {
            notice = notices.take();
        }
        return notice;
    }

    private List<Entry> kept() {
        List<Entry> entries = new ArrayList<>();
        history.read(Instant.MIN, Instant.MAX, entries::add);
        return entries;
    }

    @Test
    void alerts_notices_and_history_come_from_the_schedule_too() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        VerificationPlan plan = VerificationPlan.named("shop")
                .phase(VerificationPhase.named("watch")
                        .every(Duration.ofMinutes(1))
                        .check(Check.of("database", timeout -> {
                                    int run = runs.incrementAndGet();
                                    if (run == 8) {
                                        time.freeze();
                                        done.countDown();
                                    }
                                    return run >= 3 && run <= 5
                                            ? ProbeResult.down("connection refused")
                                            : ProbeResult.up();
                                })
                                .critical()))
                .alerts(AlertPolicy.of(Severity.CRITICAL).channels("sms"))
                .build();
        try (Verifier verifier = verifier(plan)) {
            verifier.start();
            done.await();
            Notice fired = next(Notice.Kind.FIRING);
            assertThat(fired.channels()).containsExactly("sms");
            assertThat(fired.text()).isEqualTo("#1 CRITICAL database: down, connection refused");
            assertThat(next(Notice.Kind.RESOLVED).text()).isEqualTo("#1 CRITICAL database is resolved after 3 min");
            assertThat(verifier.watch().alerts()).extracting(Alert::state).containsExactly(Alert.State.RESOLVED);
            assertThat(verifier.watch().incidents()).hasSize(1);
            verifier.watch().mark(1, true, "Ana");
            verifier.watch().describe(1, "no orders", "a deployment", "rolled back", "Ana");
        }
        List<Entry> entries = kept();
        assertThat(entries)
                .hasAtLeastOneElementOfType(Entry.Phased.class)
                .hasAtLeastOneElementOfType(Entry.Alerted.class)
                .hasAtLeastOneElementOfType(Entry.Happened.class);
        assertThat(entries.stream().filter(Entry.Observed.class::isInstance)).hasSizeBetween(7, 8);
    }

    @Test
    void when_a_plan_was_stopped_nobody_looks_any_more_and_its_health_grows_stale() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        VerificationPlan plan = VerificationPlan.named("shop")
                .phase(VerificationPhase.named("watch")
                        .lasting(Duration.ofMinutes(5))
                        .every(Duration.ofMinutes(1))
                        .check(Check.of(
                                "api",
                                timeout -> runs.incrementAndGet() == 2 ? ProbeResult.down("once") : ProbeResult.up()))
                        .exit("incidents: = 0"))
                .phase(VerificationPhase.named("routine")
                        .every(Duration.ofMinutes(1))
                        .check(Check.of("api", timeout -> ProbeResult.up())))
                .build();
        try (Verifier verifier = verifier(plan)) {
            verifier.start();
            Notice ended = next(Notice.Kind.PHASE);
            while (!ended.text().equals("the phase watch ends: NO_GO")) {
                ended = next(Notice.Kind.PHASE);
            }
            assertThat(verifier.latest().decision()).isEqualTo(Decision.NO_GO);
            assertThat(verifier.latest().health()).isEqualTo(Decision.GO);
            time.advance(Duration.ofHours(1));
            assertThat(verifier.latest().health()).isNotEqualTo(Decision.GO);
            assertThat(verifier.latest().phase()).isEqualTo("watch");
        }
        assertThat(runs).hasValue(5);
    }

    @Test
    void a_caller_moves_the_schedule_on() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        VerificationPlan plan = VerificationPlan.named("shop")
                .phase(VerificationPhase.named("10 % of the traffic")
                        .untilAdvanced()
                        .every(Duration.ofMinutes(1))
                        .check(Check.of("api", timeout -> {
                            if (runs.incrementAndGet() == 3) {
                                time.freeze();
                                go.countDown();
                            }
                            return ProbeResult.up();
                        })))
                .phase(VerificationPhase.named("25 % of the traffic")
                        .every(Duration.ofMinutes(1))
                        .check(Check.of("api", timeout -> {
                            second.countDown();
                            return ProbeResult.up();
                        })))
                .build();
        try (Verifier verifier = verifier(plan)) {
            verifier.start();
            go.await();
            assertThat(second.getCount()).isOne();
            verifier.watch().advance();
            second.await();
        }
        assertThat(kept())
                .filteredOn(Entry.Phased.class::isInstance)
                .extracting(entry -> ((Entry.Phased) entry).phase() + " " + ((Entry.Phased) entry).event())
                .contains("10 % of the traffic ENDED", "25 % of the traffic BEGAN");
    }

    @Test
    void a_plan_that_is_changed_brings_its_criteria_and_policies_along() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        Check api = Check.of("api", timeout -> {
            if (runs.incrementAndGet() == 3) {
                time.freeze();
                done.countDown();
            }
            return ProbeResult.up();
        });
        VerificationPhase phase = VerificationPhase.named("watch")
                .lasting(Duration.ofDays(7))
                .every(Duration.ofMinutes(1))
                .check(api);
        VerificationPlan plan = VerificationPlan.named("shop").phase(phase).build();
        try (Verifier verifier = verifier(plan)) {
            verifier.start();
            done.await();
            VerificationPhase stricter = phase.exit("incidents: = 0").attested("audit", "lead");
            verifier.change(VerificationPlan.named("shop").phase(stricter).build());
            Verdict verdict = verifier.latest();
            while (verdict.outlook().items().isEmpty()) {
                verdict = verifier.latest();
            }
            assertThat(verdict.outlook().items())
                    .extracting(Outlook.Item::wanted)
                    .containsExactly("incidents: = 0", "audit by lead");
            assertThat(verdict.health()).isEqualTo(Decision.GO);
            assertThat(verdict.decision()).isEqualTo(Decision.HOLD);
        }
    }
}

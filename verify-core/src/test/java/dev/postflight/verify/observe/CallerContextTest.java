package dev.postflight.verify.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.context.ContextRegistry;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What one thread carries another one does too, for some time; whatever is broken costs itself and nothing else. */
class CallerContextTest {

    private static final String ORDER = "order";

    private final Logger logger = (Logger) LoggerFactory.getLogger(CallerContext.class);
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    @BeforeEach
    void listen() {
        MDC.clear();
        logger.setLevel(Level.DEBUG);
        events.start();
        logger.addAppender(events);
    }

    @AfterEach
    void restore() {
        logger.detachAppender(events);
        logger.setLevel(null);
        MDC.clear();
    }

    /** On a thread of its own, which begins with nothing. */
    static <T> T elsewhere(Callable<T> task) throws Exception {
        FutureTask<T> result = new FutureTask<>(task);
        new Thread(null, result, "elsewhere", 0, false).start();
        return result.get();
    }

    /** What that thread carries meanwhile, and afterwards. */
    private static String meanwhileAndAfter(CallerContext context, Callable<String> seen) throws Exception {
        return elsewhere(() -> {
            String meanwhile;
            try (CallerContext.Scope scope = context.open()) {
                assertThat(scope).isNotNull();
                meanwhile = seen.call();
            }
            return meanwhile + " " + seen.call();
        });
    }

    @Test
    void a_thread_that_carries_nothing_has_nothing_to_hand_over() throws Exception {
        assertThat(CallerContext.capture()).isSameAs(CallerContext.none());
        MDC.put(ORDER, "17");
        MDC.remove(ORDER);
        assertThat(CallerContext.capture()).as("an MDC that is empty").isSameAs(CallerContext.none());
        assertThat(meanwhileAndAfter(CallerContext.none(), () -> MDC.get(ORDER)))
                .isEqualTo("null null");
        assertThat(events.list).isEmpty();
    }

    @Nested
    class The_mdc {

        @Test
        void is_there_meanwhile_and_not_after() throws Exception {
            MDC.put(ORDER, "17");
            CallerContext context = CallerContext.capture();
            assertThat(meanwhileAndAfter(context, () -> MDC.get(ORDER))).isEqualTo("17 null");
            assertThat(meanwhileAndAfter(context, () -> MDC.get(ORDER)))
                    .as("on any number of threads")
                    .isEqualTo("17 null");
            assertThat(events.list).isEmpty();
        }

        @Test
        void is_what_it_was_when_it_was_captured() throws Exception {
            MDC.put(ORDER, "17");
            CallerContext context = CallerContext.capture();
            MDC.put(ORDER, "18");
            assertThat(meanwhileAndAfter(context, () -> MDC.get(ORDER))).isEqualTo("17 null");
        }

        @Test
        void that_was_there_before_is_there_again_however_deep() throws Exception {
            MDC.put(ORDER, "17");
            CallerContext outer = CallerContext.capture();
            MDC.put(ORDER, "18");
            CallerContext inner = CallerContext.capture();
            Map<String, String> after = elsewhere(() -> {
                MDC.put("own", "1");
                try (CallerContext.Scope first = outer.open()) {
                    assertThat(first).isNotNull();
                    assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of(ORDER, "17"));
                    try (CallerContext.Scope second = inner.open()) {
                        assertThat(second).isNotNull();
                        assertThat(MDC.get(ORDER)).isEqualTo("18");
                    }
                    assertThat(MDC.get(ORDER)).isEqualTo("17");
                }
                return MDC.getCopyOfContextMap();
            });
            assertThat(after).isEqualTo(Map.of("own", "1"));
        }

        @Test
        void does_not_keep_what_was_put_there_meanwhile() throws Exception {
            MDC.put(ORDER, "17");
            CallerContext context = CallerContext.capture();
            assertThat(meanwhileAndAfter(context, () -> {
                        String left = MDC.get("left");
                        MDC.put("left", "behind");
                        MDC.remove(ORDER);
                        return left;
                    }))
                    .isEqualTo("null null");
            assertThat(meanwhileAndAfter(context, () -> MDC.get(ORDER) + MDC.get("left")))
                    .as("what is captured is nobody's to change")
                    .isEqualTo("17null nullnull");
        }

        @Test
        void may_hold_a_null() throws Exception {
            MDC.put(ORDER, null);
            CallerContext context = CallerContext.capture();
            assertThat(meanwhileAndAfter(context, () -> String.valueOf(MDC.getCopyOfContextMap())))
                    .isEqualTo("{order=null} null");
        }

        @Test
        void of_a_thread_that_is_used_again_is_emptied() throws Exception {
            String left = elsewhere(() -> {
                MDC.put("left", "behind");
                CallerContext.forget();
                return String.valueOf(MDC.get("left"));
            });
            assertThat(left).isEqualTo("null");
        }
    }

    @Nested
    class An_mdc {

        @Test
        void that_is_none_hands_nothing_over() throws Exception {
            MDC.put(ORDER, "17");
            CallerContext context = CallerContext.capture();
            try (BrokenMdc mdc = BrokenMdc.none()) {
                assertThat(mdc.calls()).isZero();
                assertThat(CallerContext.capture()).isSameAs(CallerContext.none());
                assertThat(meanwhileAndAfter(context, () -> MDC.get(ORDER))).isEqualTo("null null");
                CallerContext.forget();
            }
            assertThat(events.list).isEmpty();
        }

        @Test
        void that_throws_costs_itself_and_is_logged_without_secrets() throws Exception {
            Local trace = Local.sound("trace");
            try (trace) {
                trace.set("t-1");
                MDC.put(ORDER, "17");
                CallerContext before = CallerContext.capture();
                try (BrokenMdc mdc = BrokenMdc.throwing(new AssertionError("password=hunter2"))) {
                    CallerContext context = CallerContext.capture();
                    assertThat(meanwhileAndAfter(context, trace::get)).isEqualTo("t-1 null");
                    assertThat(meanwhileAndAfter(before, trace::get)).isEqualTo("t-1 null");
                    CallerContext.forget();
                    assertThat(mdc.calls()).isEqualTo(3);
                }
            }
            assertThat(events.list)
                    .hasSize(3)
                    .allSatisfy(event -> assertThat(event.getFormattedMessage())
                            .isEqualTo("a part of what a thread carries was lost: AssertionError: password=***"))
                    .allSatisfy(event -> assertThat(event.getThrowableProxy()).isNull());
        }
    }

    @Nested
    class What_is_registered_with_context_propagation {

        @Test
        void is_there_meanwhile_and_not_after() throws Exception {
            try (Local trace = Local.sound("trace")) {
                assertThat(CallerContext.capture()).isSameAs(CallerContext.none());
                trace.set("t-1");
                assertThat(meanwhileAndAfter(CallerContext.capture(), trace::get))
                        .isEqualTo("t-1 null");
            }
        }

        @Test
        void is_restored_to_what_was_there_before() throws Exception {
            try (Local trace = Local.sound("trace")) {
                trace.set("t-1");
                CallerContext context = CallerContext.capture();
                String seen = elsewhere(() -> {
                    trace.set("own");
                    return meanwhile(context, trace) + " " + trace.get();
                });
                assertThat(seen).isEqualTo("t-1 own");
            }
        }

        private static String meanwhile(CallerContext context, Local trace) {
            try (CallerContext.Scope scope = context.open()) {
                assertThat(scope).isNotNull();
                return String.valueOf(trace.get());
            }
        }

        /** As tracing libraries do: a span puts its id into the MDC, and at its end what was there before. */
        @Test
        void may_itself_write_to_the_mdc() throws Exception {
            try (Local trace = Local.thatWritesToTheMdc("trace")) {
                trace.set("t-1");
                MDC.put(ORDER, "17");
                MDC.put("trace", "t-1");
                assertThat(meanwhileAndAfter(CallerContext.capture(), () -> MDC.get(ORDER) + MDC.get("trace")))
                        .isEqualTo("17t-1 nullnull");
            }
        }

        @ParameterizedTest
        @EnumSource(Local.Fault.class)
        void and_throws_costs_itself_alone(Local.Fault fault) throws Exception {
            try (Local first = Local.sound("first");
                    Local broken = Local.broken("broken", fault);
                    Local last = Local.sound("last")) {
                first.set("1");
                broken.set("2");
                last.set("3");
                MDC.put(ORDER, "17");
                CallerContext context = CallerContext.capture();
                assertThat(meanwhileAndAfter(context, () -> MDC.get(ORDER) + first.get() + last.get()))
                        .isEqualTo("1713 nullnullnull");
                assertThat(meanwhileAndAfter(context, broken::get)).isEqualTo(fault.seen);
            }
            assertThat(events.list).isNotEmpty().allSatisfy(event -> {
                assertThat(event.getLevel()).isEqualTo(Level.DEBUG);
                assertThat(event.getFormattedMessage()).doesNotContain("hunter2");
                assertThat(event.getThrowableProxy()).isNull();
            });
        }
    }

    @Nested
    class Without {

        /** Loaded anew, where something is missing. */
        @SuppressWarnings("unchecked")
        private static UnaryOperator<Callable<String>> guest(String missing) throws Exception {
            Class<?> type = Class.forName(ContextGuest.class.getName(), true, new HidingLoader(missing));
            assertThat(type).isNotSameAs(ContextGuest.class);
            return (UnaryOperator<Callable<String>>)
                    type.getDeclaredConstructor().newInstance();
        }

        @Test
        void context_propagation_the_mdc_is_handed_over_all_the_same() throws Exception {
            try (Local trace = Local.sound("trace")) {
                trace.set("t-1");
                MDC.put(ORDER, "17");
                Callable<String> seen = () -> MDC.get(ORDER) + trace.get();
                assertThat(guest("nothing").apply(seen).call()).as("with it").isEqualTo("17t-1 nullnull");
                assertThat(guest("io.micrometer.context.").apply(seen).call()).isEqualTo("17null nullnull");
            }
            assertThat(events.list).as("it is nothing to complain about").isEmpty();
        }

        @Test
        void an_mdc_the_rest_is_handed_over_all_the_same() throws Exception {
            try (Local trace = Local.sound("trace")) {
                trace.set("t-1");
                assertThat(guest("org.slf4j.MDC").apply(trace::get).call()).isEqualTo("t-1 null");
            }
        }

        /** Not missing as a whole, but broken: a class that it needs is not there. */
        @Test
        void a_part_of_context_propagation_the_mdc_is_handed_over_all_the_same() throws Exception {
            MDC.put(ORDER, "17");
            assertThat(guest("io.micrometer.context.ThreadLocalAccessor")
                            .apply(() -> MDC.get(ORDER))
                            .call())
                    .isEqualTo("17 null");
        }
    }

    @AfterEach
    void nothing_of_the_test_stays_registered() {
        assertThat(ContextRegistry.getInstance().getThreadLocalAccessors())
                .noneMatch(accessor -> accessor instanceof Local);
    }
}

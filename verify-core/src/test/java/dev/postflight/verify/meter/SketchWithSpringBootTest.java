package dev.postflight.verify.meter;

import static dev.postflight.verify.meter.Said.figures;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.metrics.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A sketch as a bean of an application with Actuator, which makes a registry of its own unless there is one. */
class SketchWithSpringBootTest {

    private static final String HTTP = "http.server.requests";

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = PrometheusMetricsExportAutoConfiguration.class)
    static class WithoutExporter {

        @Bean
        SketchRegistry sketches() {
            return SketchRegistry.of(HTTP);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class WithExporter {

        @Bean
        SketchRegistry sketches() {
            return SketchRegistry.only(HTTP);
        }
    }

    @Test
    void as_the_only_registry_it_has_all_meters_of_the_application() throws Exception {
        try (var application = new AnnotationConfigApplicationContext(WithoutExporter.class)) {
            MeterRegistry registry = application.getBean(MeterRegistry.class);
            record(registry);
            assertThat(registry).isInstanceOf(SketchRegistry.class);
            assertThat(registry.find("jvm.memory.used").gauges()).isNotEmpty();
            assertTold(registry);
        }
    }

    @Test
    void beside_an_exporter_it_gets_the_timer_and_the_exporter_keeps_all() throws Exception {
        try (var application = new AnnotationConfigApplicationContext(WithExporter.class)) {
            MeterRegistry registry = application.getBean(MeterRegistry.class);
            record(registry);
            assertThat(registry).isInstanceOf(CompositeMeterRegistry.class);
            assertThat(application.getBean(SketchRegistry.class).getMeters()).hasSize(1);
            assertThat(application.getBean(PrometheusMeterRegistry.class).scrape())
                    .contains("orders_total 1.0", "http_server_requests_seconds_count 1", "jvm_memory_used_bytes");
            assertTold(registry);
            assertThat(figures(MeterProbes.timer(application.getBean(SketchRegistry.class), HTTP)))
                    .containsKey("p95");
        }
    }

    private static void record(MeterRegistry registry) {
        registry.counter("orders").increment();
        registry.timer(HTTP).record(Duration.ofMillis(5));
    }

    private static void assertTold(MeterRegistry registry) throws Exception {
        assertThat(figures(MeterProbes.timer(registry, HTTP))).containsKey("p95");
        assertThat(figures(MeterProbes.counter(registry, "orders"))).containsEntry("count", 1.0);
    }
}

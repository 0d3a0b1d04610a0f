package dev.postflight.adapters;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.DefaultHealthContributorRegistry;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthContributorRegistry;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.NamedContributor;

/** All indicators that Spring Boot 3 knows. */
@SuppressWarnings("NullAway") // nulls are among what is tested
class SpringBoot3RegistryTest extends SpringBootRegistries {

    private final HealthContributorRegistry registry = new DefaultHealthContributorRegistry();

    private static HealthIndicator up(int n) {
        return () -> Health.up().withDetail("n", n).build();
    }

    @Override
    void register(String name, int n) {
        registry.registerContributor(name, up(n));
    }

    @Override
    void registerDatabases() {
        HealthIndicator replica = () -> Health.down().withDetail("why", "lag").build();
        Map<String, HealthContributor> parts = new LinkedHashMap<>();
        parts.put("main", up(1));
        parts.put("replica", replica);
        parts.put("shards", CompositeHealthContributor.fromMap(Map.of("a", up(2))));
        registry.registerContributor("db", CompositeHealthContributor.fromMap(parts));
    }

    @Override
    void registerEndless() {
        registry.registerContributor("db", new Endless());
    }

    @Override
    void registerVerdict(String name, VerdictHealth verdict) {
        registry.registerContributor(name, SpringBoot3Health.indicator(verdict));
    }

    @Override
    Map<String, HealthProbe> probes() {
        return SpringBoot3Health.probes(registry);
    }

    @Override
    Map<String, HealthProbe> probesOfAnEmptyOne() {
        return SpringBoot3Health.probes(new DefaultHealthContributorRegistry());
    }

    @Override
    Map<String, HealthProbe> probesOfNone() {
        return SpringBoot3Health.probes(null);
    }

    private static final class Endless implements CompositeHealthContributor {

        @Override
        public HealthContributor getContributor(String name) {
            return this;
        }

        @Override
        public Iterator<NamedContributor<HealthContributor>> iterator() {
            return List.of(NamedContributor.<HealthContributor>of("db", this)).iterator();
        }
    }

    @Test
    void what_is_neither_an_indicator_nor_a_composite_is_refused() {
        registry.registerContributor("strange", new HealthContributor() {});
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(this::probes)
                .withMessageStartingWith("strange: ")
                .withMessageEndingWith(" (expected: a health indicator, or a composite of some)");
    }
}

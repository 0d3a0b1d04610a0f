package dev.postflight.adapters;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;
import org.springframework.boot.health.registry.HealthContributorRegistry;

/** All indicators that Spring Boot 4 knows. */
@SuppressWarnings("NullAway") // nulls are among what is tested
class SpringBootRegistryTest extends SpringBootRegistries {

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
        registry.registerContributor(name, SpringBootHealth.indicator(verdict));
    }

    @Override
    Map<String, HealthProbe> probes() {
        return SpringBootHealth.probes(registry);
    }

    @Override
    Map<String, HealthProbe> probesOfAnEmptyOne() {
        return SpringBootHealth.probes(new DefaultHealthContributorRegistry());
    }

    @Override
    Map<String, HealthProbe> probesOfNone() {
        return SpringBootHealth.probes(null);
    }

    private static final class Endless implements CompositeHealthContributor {

        @Override
        public HealthContributor getContributor(String name) {
            return this;
        }

        @Override
        public Stream<HealthContributors.Entry> stream() {
            return Stream.of(new HealthContributors.Entry("db", this));
        }
    }
}

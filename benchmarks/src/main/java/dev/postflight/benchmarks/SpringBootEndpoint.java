package dev.postflight.benchmarks;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;

/** Spring Boot's health endpoint as its auto-configuration makes it, without an application around it. */
final class SpringBootEndpoint {

    private SpringBootEndpoint() {}

    static HealthEndpoint over(HealthIndicator... indicators) {
        DefaultHealthContributorRegistry registry = new DefaultHealthContributorRegistry();
        for (int i = 0; i < indicators.length; i++) {
            registry.registerContributor(name(i), indicators[i]);
        }
        return new HealthEndpoint(registry, null, HealthEndpointGroups.of(new All(), Map.of()), Duration.ofSeconds(10));
    }

    static String name(int i) {
        return "gauge" + i;
    }

    /** All indicators, with their details. */
    private static final class All implements HealthEndpointGroup {

        private final StatusAggregator aggregator = StatusAggregator.getDefault();

        @Override
        public boolean isMember(String name) {
            return true;
        }

        @Override
        public boolean showComponents(SecurityContext securityContext) {
            return true;
        }

        @Override
        public boolean showDetails(SecurityContext securityContext) {
            return true;
        }

        @Override
        public StatusAggregator getStatusAggregator() {
            return aggregator;
        }

        @Override
        public HttpCodeStatusMapper getHttpCodeStatusMapper() {
            return HttpCodeStatusMapper.getDefault();
        }

        @Override
        public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
            return null;
        }
    }
}

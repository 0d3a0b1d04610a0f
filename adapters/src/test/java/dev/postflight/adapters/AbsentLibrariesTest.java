package dev.postflight.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An application has one of the libraries, or none. */
class AbsentLibrariesTest {

    private static final String PACKAGE = "dev.postflight.adapters.";

    /** A class path without what is named, and nothing behind it but the JDK. */
    private static URLClassLoader without(String... parts) throws Exception {
        List<URL> path = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            boolean absent = false;
            for (String part : parts) {
                absent |= entry.contains(part);
            }
            if (!absent) {
                path.add(new File(entry).toURI().toURL());
            }
        }
        return new URLClassLoader(path.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    @Test
    void none_is_needed_by_what_they_share() throws Exception {
        try (URLClassLoader loader = without("spring", "microprofile", "metrics-healthchecks")) {
            Object health = loader.loadClass(PACKAGE + "VerdictHealth")
                    .getMethod("of", Supplier.class)
                    .invoke(null, (Supplier<Object>) () -> null);
            assertThat(health).hasToString("the verdict");
            Object factory = loader.loadClass(PACKAGE + "HealthProbeFactory")
                    .getConstructor()
                    .newInstance();
            assertThat((List<?>) factory.getClass().getMethod("parameters").invoke(factory))
                    .hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MicroProfileHealth, spring,       metrics-healthchecks, org.eclipse.microprofile.health.HealthCheck",
        "DropwizardHealth,   spring,       microprofile,         com.codahale.metrics.health.HealthCheck",
        "SpringBootHealth,   microprofile, metrics-healthchecks, org.springframework.boot.health.contributor.HealthIndicator"
    })
    void one_is_adapted_without_the_others(String adapter, String first, String second, String type) throws Exception {
        try (URLClassLoader loader = without(first, second)) {
            Class<?> argument = loader.loadClass(type);
            assertThatExceptionOfType(InvocationTargetException.class)
                    .isThrownBy(() -> loader.loadClass(PACKAGE + adapter)
                            .getMethod("probe", argument)
                            .invoke(null, (Object) null))
                    .havingCause()
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void one_that_is_absent_is_missed_only_by_its_own_adapter() throws Exception {
        try (URLClassLoader loader = without("microprofile")) {
            assertThatExceptionOfType(NoClassDefFoundError.class)
                    .isThrownBy(() ->
                            loader.loadClass(PACKAGE + "MicroProfileHealth").getMethods())
                    .withMessageContaining("org/eclipse/microprofile/health/HealthCheck");
            assertThat(loader.loadClass(PACKAGE + "DropwizardHealth").getMethods())
                    .isNotEmpty();
        }
    }
}

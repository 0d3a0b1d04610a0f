package dev.postflight.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long the JDK remembers names is told in two places. */
class LookupTest {

    private static final String SECURITY = "networkaddress.cache.ttl";
    private static final String SYSTEM = "sun.net.inetaddr.ttl";

    @AfterEach
    void forget() {
        Security.setProperty(SECURITY, "");
        System.clearProperty(SYSTEM);
    }

    @ParameterizedTest
    @CsvSource({"30, true", "-1, true", "5, true", "4, false", "0, false", "x, false"})
    void names_are_remembered_as_the_security_property_says(String ttl, boolean remembered) {
        Security.setProperty(SECURITY, ttl);
        assertThat(Lookup.isRemembered()).isEqualTo(remembered);
    }

    @ParameterizedTest
    @CsvSource({"30, true", "-1, true", "0, false", "'', true"})
    void names_are_remembered_as_the_system_property_says(String ttl, boolean remembered) {
        System.setProperty(SYSTEM, ttl);
        assertThat(Lookup.isRemembered()).isEqualTo(remembered);
    }
}

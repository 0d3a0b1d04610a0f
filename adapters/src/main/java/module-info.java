/**
 * Checks of other health libraries as probes, and Postflight in their endpoints. None of these libraries need be there.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // what these libraries are as modules
module dev.postflight.adapters {
    requires transitive dev.postflight.verify;
    requires static com.fasterxml.jackson.annotation; // on classes of Spring Boot
    requires static transitive com.codahale.metrics.health;
    requires static transitive microprofile.health.api;
    requires static transitive org.jspecify;
    requires static transitive spring.boot.actuator;
    requires static transitive spring.boot.health;

    exports dev.postflight.adapters;

    provides dev.postflight.api.spi.ProbeFactory with
            dev.postflight.adapters.HealthProbeFactory;
}

/** The words of Postflight: probes, thresholds, checks, phases, plans and verdicts. */
module dev.postflight.api {
    requires static transitive org.jspecify;

    exports dev.postflight.api;
    exports dev.postflight.api.spi;

    uses dev.postflight.api.spi.ProbeFactory;
}

/**
 * The engine of Postflight: runs the checks of a plan and decides.
 *
 * <p>Layers, from the ground up; imports only point down: {@code time}, {@code evaluate}, {@code history}, {@code observe},
 * {@code track}, {@code decide}, {@code report}, {@code engine}, {@code readiness}. Beside them stands {@code meter}, which
 * needs the API alone.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // what these libraries are as modules
module dev.postflight.verify {
    requires transitive dev.postflight.api;
    requires transitive micrometer.core;
    requires transitive io.github.resilience4j.circuitbreaker;
    requires transitive io.github.resilience4j.core;
    requires java.management;
    requires com.fasterxml.jackson.core;
    requires org.slf4j;
    requires static context.propagation;
    requires static transitive org.jspecify;
    requires static transitive jdk.httpserver; // for those who use readiness

    exports dev.postflight.verify.engine;
    exports dev.postflight.verify.evaluate;
    exports dev.postflight.verify.history;
    exports dev.postflight.verify.meter;
    exports dev.postflight.verify.readiness;
    exports dev.postflight.verify.report;

    provides dev.postflight.api.spi.ProbeFactory with
            dev.postflight.verify.meter.MeterFactories.OfTimers,
            dev.postflight.verify.meter.MeterFactories.OfSummaries,
            dev.postflight.verify.meter.MeterFactories.OfTasks,
            dev.postflight.verify.meter.MeterFactories.OfGauge,
            dev.postflight.verify.meter.MeterFactories.OfGauges,
            dev.postflight.verify.meter.MeterFactories.OfCounter,
            dev.postflight.verify.meter.MeterFactories.OfRatio,
            dev.postflight.verify.meter.MeterFactories.OfShare,
            dev.postflight.verify.meter.MeterFactories.OfLogErrors,
            dev.postflight.verify.meter.MachineFactories.OfCpu,
            dev.postflight.verify.meter.MachineFactories.OfHeap,
            dev.postflight.verify.meter.MachineFactories.OfGc,
            dev.postflight.verify.meter.MachineFactories.OfThreads,
            dev.postflight.verify.meter.MachineFactories.OfDisk,
            dev.postflight.verify.meter.MachineFactories.OfFileDescriptors,
            dev.postflight.verify.meter.MachineFactories.OfContainer,
            dev.postflight.verify.meter.MachineFactories.OfUptime,
            dev.postflight.verify.meter.CircuitBreakersFactory;
}

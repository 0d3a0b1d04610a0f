/** Tests that implementations of Postflight's interfaces must pass. */
module dev.postflight.contracts {
    requires transitive dev.postflight.verify;
    requires transitive org.junit.jupiter.api;
    requires static transitive org.jspecify;

    exports dev.postflight.contracts;

    opens dev.postflight.contracts to
            org.junit.platform.commons;
}

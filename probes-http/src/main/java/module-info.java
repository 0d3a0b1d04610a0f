/** Probes over HTTP, on the JDK's own client. */
module dev.postflight.http {
    requires transitive dev.postflight.api;
    requires transitive java.net.http;
    requires com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;

    exports dev.postflight.http;
}

package dev.postflight.http;

import dev.postflight.api.Probe;

/** The contract of all probes, for a request over HTTP. */
class HttpProbeContractTest extends HttpContract {

    @Override
    Probe probe(String url) {
        return request(url);
    }
}

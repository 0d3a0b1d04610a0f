package dev.postflight.http;

import dev.postflight.api.Probe;

/** The contract of all probes, for samples. */
class SampledHttpProbeContractTest extends HttpContract {

    @Override
    Probe probe(String url) {
        return request(url).sampled(3);
    }
}

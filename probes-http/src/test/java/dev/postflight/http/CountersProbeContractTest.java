package dev.postflight.http;

import dev.postflight.api.Probe;

/** The contract of all probes, for counters before and after. */
class CountersProbeContractTest extends HttpContract {

    @Override
    Probe probe(String url) {
        return HttpProbes.counters(request(url), 2).expectJsonCounter("calls", request(url), "/calls", "= 0");
    }
}

package dev.postflight.http;

import dev.postflight.api.Probe;

/** The contract of all probes, for a request as several users. */
class IdentitiesProbeContractTest extends HttpContract {

    @Override
    Probe probe(String url) {
        return HttpProbes.identities(HttpProbes.get(url))
                .identity("nobody", nobody -> nobody.expectStatus(200))
                .identity("ann", ann -> ann.bearer(() -> SECRET).expectStatus(200));
    }
}

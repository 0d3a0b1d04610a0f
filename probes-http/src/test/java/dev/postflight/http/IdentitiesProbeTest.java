package dev.postflight.http;

import static dev.postflight.http.AnsweringServer.answer;
import static dev.postflight.http.Results.AMPLE;
import static dev.postflight.http.Results.down;
import static dev.postflight.http.Results.figures;
import static dev.postflight.http.Results.silence;
import static dev.postflight.http.Results.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** S4.6: 403 for other stores. */
class IdentitiesProbeTest {

    private static AnsweringServer store7() throws Exception {
        return AnsweringServer.with(exchange -> {
            String who = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(who.equals("Bearer manager7") ? 200 : who.equals("null") ? 401 : 403, who)
                    .handle(exchange);
        });
    }

    private static IdentitiesProbe probe(AnsweringServer server) {
        return HttpProbes.identities(HttpProbes.get(server.url()))
                .identity("nobody", HttpProbe::expectRefused)
                .identity(
                        "manager of store 7",
                        probe -> probe.bearer(() -> "manager7").expectStatus(200));
    }

    @Test
    void each_gets_what_is_due_to_it() throws Exception {
        try (AnsweringServer server = store7()) {
            IdentitiesProbe probe = probe(server)
                    .identity(
                            "manager of store 8",
                            other -> other.bearer(() -> "manager8").expectStatus(403));
            assertThat(figures(up(probe).measurements())).containsEntry("failed", 0.0);
            assertThat(probe.wanted())
                    .isEqualTo("nobody: status 401 or 403; manager of store 7: status 200;"
                            + " manager of store 8: status 403");
        }
    }

    @Test
    void who_gets_in_and_must_not_is_named_without_credentials() throws Exception {
        try (AnsweringServer server = AnsweringServer.with(
                exchange -> answer(200, "hello " + exchange.getRequestHeaders().getFirst("Authorization"))
                        .handle(exchange))) {
            assertThat(down(probe(server)
                                    .identity(
                                            "manager of store 8",
                                            other -> other.bearer(() -> "manager8")
                                                    .expectStatus(403)))
                            .reason())
                    .isEqualTo("as nobody: GET " + server.url()
                            + ": status 200 (expected: 401 or 403), body: hello null; as manager of store 8: GET "
                            + server.url() + ": status 200 (expected: 403), body: hello Bearer ***");
        }
    }

    @Test
    void who_is_not_answered_makes_it_silent() throws Exception {
        try (AnsweringServer server = store7()) {
            assertThat(silence(probe(server).identity("guest", guest -> guest.bearer(() -> "")), AMPLE))
                    .isEqualTo("as guest: GET " + server.url()
                            + ": not asked, as the supplier of header Authorization gave nothing");
        }
    }

    @Test
    void nobody_to_ask_as_is_silence() throws Exception {
        assertThat(silence(HttpProbes.identities(HttpProbes.get("http://localhost:1/")), AMPLE))
                .isEqualTo("GET http://localhost:1/ as 0 identities: nobody to ask as; identity(…) adds one");
    }

    @Test
    void each_has_a_name_of_its_own() {
        IdentitiesProbe probe =
                HttpProbes.identities(HttpProbes.get("http://localhost/")).identity("nobody", HttpProbe::expectRefused);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> probe.identity("nobody", HttpProbe::expectRefused))
                .withMessage("name: \"nobody\" twice (expected: each identity once)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> probe.identity(" ", HttpProbe::expectRefused))
                .withMessage("name: \" \" (expected: the name of an identity)");
    }
}

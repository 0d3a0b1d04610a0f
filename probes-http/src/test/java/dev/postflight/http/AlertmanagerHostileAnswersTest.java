package dev.postflight.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user reads when Alertmanager, or what stands in its place, answers something else than alerts, or bad ones. */
class AlertmanagerHostileAnswersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '§', textBlock = """
        200 ¦ {} ¦ silent: alerts at URL: no list of alerts (status 200), body: {}
        200 ¦ null ¦ silent: alerts at URL: no list of alerts (status 200), body: null
        200 ¦ §§ ¦ silent: alerts at URL: status 200, and the body is not JSON: it is empty, empty body
        204 ¦ §§ ¦ silent: alerts at URL: status 204, empty body
        200 ¦ [{}] ¦ silent: alerts at URL: an alert without labels (status 200), body: [{}]
        200 ¦ [null] ¦ silent: alerts at URL: an alert without labels (status 200), body: [null]
        200 ¦ ["active"] ¦ silent: alerts at URL: an alert without labels (status 200), body: ["active"]
        200 ¦ [{"labels":{"alertname":"A"}}] ¦ silent: alerts at URL: an alert whose state is nothing (status 200), body: [{"labels":{"alertname":"A"}}]
        200 ¦ [{"labels":{"alertname":"A"},"status":{"state":"resolved"}}] ¦ silent: alerts at URL: an alert whose state is "resolved" (status 200), body: [{"labels":{"alertname":"A"},"status":{"state":"resolved"}}]
        200 ¦ [{"labels":{"alertname":"A"},"status":{"state":7}}] ¦ silent: alerts at URL: an alert whose state is 7 (status 200), body: [{"labels":{"alertname":"A"},"status":{"state":7}}]
        200 ¦ [{"labels":{"alertname":"A"},"status":"active"}] ¦ silent: alerts at URL: an alert whose state is nothing (status 200), body: [{"labels":{"alertname":"A"},"status":"active"}]
        200 ¦ [{"labels":{"alertname":7},"status":{"state":"active"}}] ¦ silent: alerts at URL: an alert without labels (status 200), body: [{"labels":{"alertname":7},"status":{"state":"active"}}]
        200 ¦ [{"labels":[],"status":{"state":"active"}}] ¦ silent: alerts at URL: an alert without labels (status 200), body: [{"labels":[],"status":{"state":"active"}}]
        200 ¦ [{"status":{"state":"active"}}] ¦ silent: alerts at URL: an alert without labels (status 200), body: [{"status":{"state":"active"}}]
        200 ¦ [{"labels":{"alertname":"A","severity":"critical","severity":"info"},"status":{"state":"active"}}] ¦ silent: alerts at URL: status 200, and the body is not JSON: a key is there twice at line 1, column 61, body: [{"labels":{"alertname":"A","severity":"critical","severity":"info"},"status":{"state":"active"}}]
        200 ¦ [{"labels":{"alertname":"A","severity":"critical","instance":"n1"},"status":{"state":"active"}}] ¦ down: alerts at URL: 1 alert: A on n1 (critical)
        200 ¦ [{"labels":{"severity":"CRITICAL"},"status":{"state":"unprocessed"}}] ¦ down: alerts at URL: 1 alert: an alert without a name (critical)
        200 ¦ [{"labels":{"alertname":"password=hunter2-x","severity":"critical"},"status":{"state":"active"}}] ¦ down: alerts at URL: 1 alert: password=*** (critical)
        200 ¦ [{"labels":{"alertname":"A\\u001b[31m\\nB","severity":"critical"},"status":{"state":"active"}}] ¦ down: alerts at URL: 1 alert: A B (critical)
        200 ¦ {"status":"success","data":[]} ¦ silent: alerts at URL: no list of alerts (status 200), body: {"status":"success","data":[]}
        200 ¦ [{"labels":{"alertname":"<LARGE>"}}] ¦ silent: alerts at URL: body larger than 1.95 KiB (maxBody), not read further
        200 ¦ [] [] ¦ silent: alerts at URL: status 200, and the body is not JSON: something follows the document at line 1, column 4, body: [] []
        200 ¦ [{"labels" ¦ silent: alerts at URL: status 200, and the body is not JSON: it ends too early at line 1, column 11, body: [{"labels"
        200 ¦ <DEEP> ¦ silent: alerts at URL: status 200, and the body is not JSON: it is nested too deep, or a part of it is too long, body: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[…
        200 text/html ¦ <html>Sign in</html> ¦ silent: alerts at URL: status 200, and the body is not JSON: it is faulty at line 1, column 1, body: <html>Sign in</html>
        302 /login ¦ §§ ¦ silent: alerts at URL: status 302 to /login, empty body
        400 ¦ "bad matcher format: a" ¦ silent: alerts at URL: bad matcher format: a (status 400)
        400 ¦ {"code":601,"message":"receiver in query must be of type string"} ¦ silent: alerts at URL: status 400, body: {"code":601,"message":"receiver in query must be of type string"}
        401 text/plain ¦ Unauthorized ¦ silent: alerts at URL: status 401, body: Unauthorized
        404 text/plain ¦ 404 page not found ¦ silent: alerts at URL: status 404, body: 404 page not found
        410 ¦ {"status":"deprecated","error":"The Alertmanager v1 API was deprecated"} ¦ silent: alerts at URL: status 410, body: {"status":"deprecated","error":"The Alertmanager v1 API was deprecated"}
        500 ¦ "internal error" ¦ silent: alerts at URL: internal error (status 500)
        500 ¦ [] ¦ silent: alerts at URL: status 500, body: []
        502 text/html ¦ <html>Bad Gateway</html> ¦ silent: alerts at URL: status 502, body: <html>Bad Gateway</html>
        latin ¦ [{"labels":{"alertname":"é","severity":"critical"},"status":{"state":"actif"}}] ¦ silent: alerts at URL: an alert whose state is "actif" (status 200), body: [{"labels":{"alertname":"�","severity":"critical"},"status":{"state":"actif"}}]
        raw ¦ HTTP/1.1 200 OK|Content-Length: 1073741824||[ ¦ silent: alerts at URL: cut off after status 200 and 1 B of the body: fixed content-length: 1073741824, bytes received: 1: EOF reached while reading
        raw ¦ HTTP/1.1 200 OK|Content-Length: 90||[] ¦ silent: alerts at URL: cut off after status 200 and 2 B of the body: fixed content-length: 90, bytes received: 2: EOF reached while reading
        raw ¦ hello ¦ silent: alerts at URL: no HTTP answer: parsing HTTP/1.1 status line, receiving [hello], parser state [STATUS_LINE]: EOF reached while reading
        """)
    void are_never_up(String how, String body, String told) throws Exception {
        assertThat(MonitorAnswers.told(
                        how, body, server -> AlertmanagerProbes.alerts(server).expectNone("critical")))
                .isEqualTo(told);
    }
}

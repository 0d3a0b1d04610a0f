package dev.postflight.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user reads when Grafana, or what stands in its place, does not clearly say that it is well. */
class GrafanaHealthHostileAnswersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '§', textBlock = """
        503 ¦ {"database":"failing","version":"11.5.0","commit":"abc"} ¦ down: GET URL/api/health: status 503, database failing, version 11.5.0
        503 ¦ {"database":"failing"} ¦ down: GET URL/api/health: status 503, database failing
        200 ¦ {"database":"failing"} ¦ down: GET URL/api/health: status 200, database failing
        503 ¦ {"database":"ok"} ¦ down: GET URL/api/health: status 503, database ok
        200 ¦ {"database":"OK"} ¦ down: GET URL/api/health: status 200, database OK
        200 ¦ {"database":true} ¦ silent: GET URL/api/health: no word about the database (status 200), body: {"database":true}
        200 ¦ {"database":null} ¦ silent: GET URL/api/health: no word about the database (status 200), body: {"database":null}
        200 ¦ {"database":"ok","database":"failing"} ¦ silent: GET URL/api/health: status 200, and the body is not JSON: a key is there twice at line 1, column 28, body: {"database":"ok","database":"failing"}
        200 ¦ {} ¦ silent: GET URL/api/health: no word about the database (status 200), body: {}
        200 ¦ ["ok"] ¦ silent: GET URL/api/health: no word about the database (status 200), body: ["ok"]
        200 ¦ "ok" ¦ silent: GET URL/api/health: no word about the database (status 200), body: "ok"
        200 text/plain ¦ Ok ¦ silent: GET URL/api/health: status 200, and the body is not JSON: it is faulty at line 1, column 1, body: Ok
        200 ¦ §§ ¦ silent: GET URL/api/health: status 200, and the body is not JSON: it is empty, empty body
        204 ¦ §§ ¦ silent: GET URL/api/health: status 204, empty body
        200 text/html ¦ <html>Grafana</html> ¦ silent: GET URL/api/health: status 200, and the body is not JSON: it is faulty at line 1, column 1, body: <html>Grafana</html>
        302 /login ¦ §§ ¦ silent: GET URL/api/health: status 302 to /login, empty body
        401 ¦ {"message":"Invalid API key"} ¦ silent: GET URL/api/health: status 401, body: {"message":"Invalid API key"}
        404 ¦ {"message":"Not found"} ¦ silent: GET URL/api/health: status 404, body: {"message":"Not found"}
        502 text/html ¦ <html>Bad Gateway</html> ¦ silent: GET URL/api/health: status 502, body: <html>Bad Gateway</html>
        200 ¦ {"database":"ok"} {} ¦ silent: GET URL/api/health: status 200, and the body is not JSON: something follows the document at line 1, column 19, body: {"database":"ok"} {}
        200 ¦ {"database":"ok" ¦ silent: GET URL/api/health: status 200, and the body is not JSON: it ends too early at line 1, column 17, body: {"database":"ok"
        200 ¦ {"database":"ok","x":"<LARGE>"} ¦ silent: GET URL/api/health: body larger than 1.95 KiB (maxBody), not read further
        latin ¦ {"database":"ök"} ¦ down: GET URL/api/health: status 200, database �k
        raw ¦ HTTP/1.1 200 OK|Content-Length: 90||{"database":"ok"} ¦ silent: GET URL/api/health: cut off after status 200 and 17 B of the body: fixed content-length: 90, bytes received: 17: EOF reached while reading
        raw ¦ HTTP/1.1 200 OK|Content-Length: 1073741824||{"database":"ok"} ¦ silent: GET URL/api/health: cut off after status 200 and 17 B of the body: fixed content-length: 1073741824, bytes received: 17: EOF reached while reading
        raw ¦ hello ¦ silent: GET URL/api/health: no HTTP answer: parsing HTTP/1.1 status line, receiving [hello], parser state [STATUS_LINE]: EOF reached while reading
        """)
    void are_never_up(String how, String body, String told) throws Exception {
        assertThat(MonitorAnswers.told(how, body, GrafanaProbes::health)).isEqualTo(told);
    }
}

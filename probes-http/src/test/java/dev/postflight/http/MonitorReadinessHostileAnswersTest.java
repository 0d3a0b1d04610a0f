package dev.postflight.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user reads when a monitoring system does not clearly say that it is ready. */
class MonitorReadinessHostileAnswersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '§', textBlock = """
        503 text/plain ¦ Service Unavailable ¦ down: GET URL/ready: not ready, status 503, body: Service Unavailable
        503 text/plain ¦ Ingester not ready: waiting for 15s after being ready ¦ down: GET URL/ready: not ready, status 503, body: Ingester not ready: waiting for 15s after being ready
        200 text/html ¦ <html>Sign in</html> ¦ silent: GET URL/ready: not its own word, status 200, body: <html>Sign in</html>
        200 text/plain ¦ <LARGE> ¦ silent: GET URL/ready: not its own word, status 200, body: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
        302 /login ¦ §§ ¦ silent: GET URL/ready: not its own word, status 302 to /login, empty body
        401 text/plain ¦ Unauthorized ¦ silent: GET URL/ready: not its own word, status 401, body: Unauthorized
        404 text/plain ¦ 404 page not found ¦ silent: GET URL/ready: not its own word, status 404, body: 404 page not found
        200 text/plain ¦ §§ ¦ silent: GET URL/ready: not its own word, status 200, empty body
        200 ¦ {"error":"not ready"} ¦ silent: GET URL/ready: not its own word, status 200, body: {"error":"not ready"}
        204 ¦ §§ ¦ silent: GET URL/ready: not its own word, status 204, empty body
        raw ¦ HTTP/1.1 200 OK|Content-Length: 90||ready ¦ silent: GET URL/ready: cut off after status 200 and 5 B of the body: fixed content-length: 90, bytes received: 5: EOF reached while reading
        raw ¦ hello ¦ silent: GET URL/ready: no HTTP answer: parsing HTTP/1.1 status line, receiving [hello], parser state [STATUS_LINE]: EOF reached while reading
        500 text/plain ¦ Some services are not Running: Starting: 2 ¦ down: GET URL/ready: not ready, status 500, body: Some services are not Running: Starting: 2
        500 text/plain ¦ §§ ¦ down: GET URL/ready: not ready, status 500, empty body
        502 text/html ¦ <html>Bad Gateway</html> ¦ down: GET URL/ready: not ready, status 502, body: <html>Bad Gateway</html>
        504 text/plain ¦ upstream request timeout ¦ down: GET URL/ready: not ready, status 504, body: upstream request timeout
        503 text/html ¦ <html>Maintenance</html> ¦ down: GET URL/ready: not ready, status 503, body: <html>Maintenance</html>
        503 ¦ {"message":"no healthy upstream"} ¦ down: GET URL/ready: not ready, status 503, body: {"message":"no healthy upstream"}
        403 text/plain ¦ Forbidden ¦ silent: GET URL/ready: not its own word, status 403, body: Forbidden
        429 text/plain ¦ slow down ¦ silent: GET URL/ready: not its own word, status 429, body: slow down
        200 text/plain ¦ [ready] ¦ silent: GET URL/ready: not its own word, status 200, body: [ready]
        301 /ready/ ¦ §§ ¦ silent: GET URL/ready: not its own word, status 301 to /ready/, empty body
        raw ¦ HTTP/1.1 200 OK|Transfer-Encoding: chunked||zz|ready|0|| ¦ silent: GET URL/ready: cut off after status 200 and 0 B of the body: Illegal character in chunk size: 122
        raw ¦ HTTP/1.1 200 OK|Content-Encoding: br|Content-Length: 5||ready ¦ silent: GET URL/ready: the body is encoded as "br" (expected: gzip, or as it is) (status 200)
        raw ¦ §§ ¦ silent: GET URL/ready: connection closed without an answer
        """)
    void are_never_up(String how, String body, String told) throws Exception {
        assertThat(MonitorAnswers.told(how, body, LokiProbes::ready)).isEqualTo(told);
    }
}

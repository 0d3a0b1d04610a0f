package dev.postflight.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user reads when a health endpoint, or what stands in its place, does not clearly say that all is up. */
class HealthEndpointHostileAnswersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '§', textBlock = """
        200 ¦ {"status":"DOWN"} ¦ down: GET URL: DOWN (expected: UP)
        503 ¦ {"status":"DOWN","components":{"db":{"status":"DOWN","details":{"error":"org.postgresql.util.PSQLException: refused","database":"PostgreSQL"}},"ping":{"status":"UP"}}} ¦ down: GET URL: DOWN (status 503): db is DOWN: error: org.postgresql.util.PSQLException: refused, database: PostgreSQL
        503 ¦ {"status":"UP","components":{"db":{"status":"UP"}}} ¦ down: GET URL: UP (status 503), though each component that it shows is up
        503 ¦ {"status":"OUT_OF_SERVICE","components":{"readinessState":{"status":"OUT_OF_SERVICE"}}} ¦ down: GET URL: OUT_OF_SERVICE (status 503): readinessState is OUT_OF_SERVICE
        200 ¦ {"status":"UNKNOWN"} ¦ down: GET URL: UNKNOWN (expected: UP)
        200 ¦ {"status":"up"} ¦ down: GET URL: up (expected: UP)
        200 ¦ {"status":"UP","components":{"db":{"status":"DEGRADED"}}} ¦ down: GET URL: UP, but db is DEGRADED
        200 ¦ {"status":"UP","components":{"db":{"status":"UNKNOWN"}}} ¦ down: GET URL: UP, but db is UNKNOWN
        200 ¦ {"status":"UP","components":{"db":{"status":"UP","components":{"main":{"status":"UP"},"replica":{"status":"DOWN","details":{"lag":90}}}}}} ¦ down: GET URL: UP, but db/replica is DOWN: lag: 90
        503 ¦ {"status":"DOWN","components":{"db":{"status":"DOWN","details":{"url":"jdbc:postgresql://app:hunter2@db/x","password":"hunter2","stack":["a","b"]}}}} ¦ down: GET URL: DOWN (status 503): db is DOWN: url: jdbc:postgresql://***@db/x, password: ***
        200 ¦ {"status":"UP","components":{}} ¦ silent: GET URL: UP, and it has no components: nothing was verified (allowEmpty() believes it)
        200 ¦ {"status":"UP","components":[]} ¦ silent: GET URL: components that are no object (status 200), body: {"status":"UP","components":[]}
        200 ¦ {"status":"UP","components":{"db":"UP"}} ¦ silent: GET URL: no status of component db (status 200), body: {"status":"UP","components":{"db":"UP"}}
        200 ¦ {"status":"UP","components":{"db":{"status":true}}} ¦ silent: GET URL: no status of component db (status 200), body: {"status":"UP","components":{"db":{"status":true}}}
        200 ¦ {"status":"UP","components":{"db":{"status":"UP"},"db":{"status":"DOWN"}}} ¦ silent: GET URL: status 200, and the body is not JSON: a key is there twice at line 1, column 55, body: {"status":"UP","components":{"db":{"status":"UP"},"db":{"status":"DOWN"}}}
        200 ¦ {"status":"DOWN","status":"UP"} ¦ silent: GET URL: status 200, and the body is not JSON: a key is there twice at line 1, column 26, body: {"status":"DOWN","status":"UP"}
        200 ¦ {"status":200} ¦ silent: GET URL: none of the health formats that are known (status 200), body: {"status":200}
        401 ¦ {"timestamp":"2026-11-21T10:00:00Z","status":401,"error":"Unauthorized","path":"/actuator/health"} ¦ silent: GET URL: status 401, body: {"timestamp":"2026-11-21T10:00:00Z","status":401,"error":"Unauthorized","path":"/actuator/health"}
        404 ¦ {"status":"UP"} ¦ silent: GET URL: status 404, body: {"status":"UP"}
        200 ¦ {"status":"UP","checks":[]} ¦ silent: GET URL: UP, and it has no components: nothing was verified (allowEmpty() believes it)
        503 ¦ {"status":"DOWN","checks":[{"name":"queue","status":"DOWN","data":{"length":9}},{"name":"queue","status":"UP"}]} ¦ down: GET URL: DOWN (status 503): queue is DOWN: length: 9
        200 ¦ {"status":"UP","checks":[{"name":"queue","status":"DOWN"}]} ¦ down: GET URL: UP, but queue is DOWN
        200 ¦ {"status":"UP","checks":[{"status":"UP"}]} ¦ silent: GET URL: a check without a name (status 200), body: {"status":"UP","checks":[{"status":"UP"}]}
        200 ¦ {"outcome":"UP","checks":[{"name":"queue","state":"UP"}]} ¦ silent: GET URL: no status of the answer (status 200), body: {"outcome":"UP","checks":[{"name":"queue","state":"UP"}]}
        501 ¦ {} ¦ silent: GET URL: healthy, and it has no components: nothing was verified (allowEmpty() believes it)
        500 ¦ {"db":{"healthy":false,"message":"Connection refused","error":{"type":"java.net.ConnectException","message":"Connection refused","stack":["password=hunter2"]},"duration":3,"timestamp":"2026-11-21T10:00:00.000Z"},"deadlocks":{"healthy":true}} ¦ down: GET URL: unhealthy (status 500): db is unhealthy: Connection refused
        500 ¦ {"db":{"healthy":false,"error":{"message":"token=abcdef123456 is not known"}}} ¦ down: GET URL: unhealthy (status 500): db is unhealthy: token=*** is not known
        500 ¦ {"db":{"healthy":true,"duration":0}} ¦ down: GET URL: healthy (status 500), though each component that it shows is up
        200 ¦ {"db":{"healthy":"yes"}} ¦ silent: GET URL: health check db that is neither healthy nor unhealthy (status 200), body: {"db":{"healthy":"yes"}}
        503 ¦ [{"name":"db","healthy":false,"type":"READY","critical":true}] ¦ down: GET URL: unhealthy (status 503): db is unhealthy
        503 ¦ [] ¦ silent: GET URL: none of the health formats that are known (status 503), body: []
        200 ¦ [] ¦ silent: GET URL: none of the health formats that are known (status 200), body: []
        200 ¦ {"status":"UP","details":{"db":{"status":"DEGRADED"}}} ¦ silent: GET URL: components under details, as before Spring Boot 2.2, which are not read (status 200), body: {"status":"UP","details":{"db":{"status":"DEGRADED"}}}
        200 ¦ {"db":"ok"} ¦ silent: GET URL: none of the health formats that are known (status 200), body: {"db":"ok"}
        200 ¦ "UP" ¦ silent: GET URL: none of the health formats that are known (status 200), body: "UP"
        200 text/plain ¦ UP ¦ silent: GET URL: status 200, and the body is not JSON: it is faulty at line 1, column 1, body: UP
        200 ¦ §§ ¦ silent: GET URL: status 200, and the body is not JSON: it is empty, empty body
        204 ¦ §§ ¦ silent: GET URL: status 204, empty body
        200 ¦ {"status":"UP"} {"status":"DOWN"} ¦ silent: GET URL: status 200, and the body is not JSON: something follows the document at line 1, column 17, body: {"status":"UP"} {"status":"DOWN"}
        200 ¦ {"status":"UP" ¦ silent: GET URL: status 200, and the body is not JSON: it ends too early at line 1, column 15, body: {"status":"UP"
        200 ¦ <DEEP> ¦ silent: GET URL: status 200, and the body is not JSON: it is nested too deep, or a part of it is too long, body: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[…
        200 ¦ {"status":"UP","x":"<LARGE>"} ¦ silent: GET URL: body larger than 1.95 KiB (maxBody), not read further
        200 text/html ¦ <html>Sign in</html> ¦ silent: GET URL: status 200, and the body is not JSON: it is faulty at line 1, column 1, body: <html>Sign in</html>
        302 /login ¦ §§ ¦ silent: GET URL: status 302 to /login, empty body
        500 text/html ¦ <html>Whitelabel Error Page</html> ¦ silent: GET URL: status 500, body: <html>Whitelabel Error Page</html>
        latin ¦ {"status":"ÜP"} ¦ down: GET URL: �P (expected: UP)
        raw ¦ HTTP/1.1 200 OK|Content-Length: 1073741824||{"status":"UP"} ¦ silent: GET URL: cut off after status 200 and 15 B of the body: fixed content-length: 1073741824, bytes received: 15: EOF reached while reading
        raw ¦ HTTP/1.1 200 OK|Content-Length: 90||{"status":"UP"} ¦ silent: GET URL: cut off after status 200 and 15 B of the body: fixed content-length: 90, bytes received: 15: EOF reached while reading
        raw ¦ hello ¦ silent: GET URL: no HTTP answer: parsing HTTP/1.1 status line, receiving [hello], parser state [STATUS_LINE]: EOF reached while reading
        """)
    void are_never_up(String how, String body, String told) throws Exception {
        assertThat(MonitorAnswers.told(how, body, HealthEndpoint::of)).isEqualTo(told);
    }
}

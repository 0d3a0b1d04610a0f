package dev.postflight.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user reads when Loki, or what stands in its place, answers something else than a number. */
class LokiHostileAnswersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '§', textBlock = """
        200 ¦ {"status":"success","data":{"resultType":"vector","result":[],"stats":{}}} ¦ silent: count_over_time({app="a"}[5m]) at URL: no series, which is not zero: nothing has these labels, or nothing yet
        200 ¦ {"status":"success","data":{"resultType":"streams","result":[{"stream":{"app":"a"},"values":[["1","boom"]]}]}} ¦ silent: count_over_time({app="a"}[5m]) at URL: log lines (streams) instead of a number; put the query into count_over_time(…)
        200 ¦ {"status":"success","data":{"resultType":"matrix","result":[]}} ¦ silent: count_over_time({app="a"}[5m]) at URL: a range of values (matrix) instead of one; put it into a function such as avg_over_time(…)
        200 ¦ {"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"many"]}]}} ¦ silent: count_over_time({app="a"}[5m]) at URL: the value is "many", which is not a number that a double can hold
        200 ¦ {"status":"success","data":{"resultType":"vector","result":[{"metric":{"app":"a"},"value":[1,"1"]},{"metric":{"app":"b"},"value":[1,"1"]}]}} ¦ silent: count_over_time({app="a"}[5m]) at URL: 2 series where one was wanted: {app="a"}, {app="b"}; say labelledBy(…), max(), min(), sum() or mean()
        200 ¦ {"status":"success","warnings":["ingester 2 did not answer"],"data":{"resultType":"vector","result":[]}} ¦ silent: count_over_time({app="a"}[5m]) at URL: the answer may be partial: ingester 2 did not answer
        200 ¦ {"status":"success"} ¦ silent: count_over_time({app="a"}[5m]) at URL: no result type in the answer (status 200), body: {"status":"success"}
        200 ¦ {"status":"success","data":{"resultType":"vector","resultType":"scalar","result":[]}} ¦ silent: count_over_time({app="a"}[5m]) at URL: status 200, and the body is not JSON: a key is there twice at line 1, column 63, body: {"status":"success","data":{"resultType":"vector","resultType":"scalar","result":[]}}
        400 text/plain ¦ parse error at line 1, col 8: syntax error: unexpected IDENTIFIER ¦ silent: count_over_time({app="a"}[5m]) at URL: status 400, body: parse error at line 1, col 8: syntax error: unexpected IDENTIFIER
        400 text/plain ¦ log queries are not supported as an instant query type, please change your query to a range query type ¦ silent: count_over_time({app="a"}[5m]) at URL: status 400, body: log queries are not supported as an instant query type, please change your query to a range query type
        401 text/plain ¦ no org id ¦ silent: count_over_time({app="a"}[5m]) at URL: status 401, body: no org id
        404 text/plain ¦ 404 page not found ¦ silent: count_over_time({app="a"}[5m]) at URL: status 404, body: 404 page not found
        429 text/plain ¦ too many outstanding requests ¦ silent: count_over_time({app="a"}[5m]) at URL: status 429, body: too many outstanding requests
        500 text/plain ¦ too many unhealthy instances in the ring ¦ silent: count_over_time({app="a"}[5m]) at URL: status 500, body: too many unhealthy instances in the ring
        504 text/plain ¦ context deadline exceeded ¦ silent: count_over_time({app="a"}[5m]) at URL: status 504, body: context deadline exceeded
        200 text/html ¦ <html>Grafana Cloud</html> ¦ silent: count_over_time({app="a"}[5m]) at URL: status 200, and the body is not JSON: it is faulty at line 1, column 1, body: <html>Grafana Cloud</html>
        302 /login ¦ §§ ¦ silent: count_over_time({app="a"}[5m]) at URL: status 302 to /login, empty body
        204 ¦ §§ ¦ silent: count_over_time({app="a"}[5m]) at URL: status 204, empty body
        200 ¦ {"status":"success","data":"<LARGE>"} ¦ silent: count_over_time({app="a"}[5m]) at URL: body larger than 1.95 KiB (maxBody), not read further
        200 ¦ {"status" ¦ silent: count_over_time({app="a"}[5m]) at URL: status 200, and the body is not JSON: it ends too early at line 1, column 10, body: {"status"
        raw ¦ HTTP/1.1 200 OK|Content-Length: 1073741824||{"status" ¦ silent: count_over_time({app="a"}[5m]) at URL: cut off after status 200 and 9 B of the body: fixed content-length: 1073741824, bytes received: 9: EOF reached while reading
        raw ¦ hello ¦ silent: count_over_time({app="a"}[5m]) at URL: no HTTP answer: parsing HTTP/1.1 status line, receiving [hello], parser state [STATUS_LINE]: EOF reached while reading
        200 ¦ {"status":"error","errorType":"bad_data","error":"unknown function"} ¦ silent: count_over_time({app="a"}[5m]) at URL: bad_data: unknown function (status 200)
        latin ¦ {"status":"success","data":"ä"} ¦ silent: count_over_time({app="a"}[5m]) at URL: no result type in the answer (status 200), body: {"status":"success","data":"�"}
        200 ¦ [] ¦ silent: count_over_time({app="a"}[5m]) at URL: no JSON object (status 200), body: []
        200 ¦ null ¦ silent: count_over_time({app="a"}[5m]) at URL: no JSON object (status 200), body: null
        200 ¦ {"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1]}]}} ¦ silent: count_over_time({app="a"}[5m]) at URL: no pair of time and value for the value (status 200), body: {"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1]}]}}
        200 ¦ {"status":"success","data":{"resultType":"vector","result":{}}} ¦ silent: count_over_time({app="a"}[5m]) at URL: a vector that is no list (status 200), body: {"status":"success","data":{"resultType":"vector","result":{}}}
        200 ¦ <DEEP> ¦ silent: count_over_time({app="a"}[5m]) at URL: status 200, and the body is not JSON: it is nested too deep, or a part of it is too long, body: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[…
        """)
    void are_silence_with_a_reason(String how, String body, String told) throws Exception {
        assertThat(MonitorAnswers.told(
                        how, body, server -> LokiProbes.query(server, "count_over_time({app=\"a\"}[5m])")))
                .isEqualTo(told);
    }
}

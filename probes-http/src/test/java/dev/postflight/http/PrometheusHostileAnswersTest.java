package dev.postflight.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user reads when Prometheus, or what stands in its place, answers something else than a number. */
class PrometheusHostileAnswersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '§', textBlock = """
        200 ¦ {"status":"success","data":{"resultType":"vector","result":[]}} ¦ silent: up at URL: no series, which is not zero: nothing has these labels, or nothing yet
        200 ¦ {"status":"success","data":{"resultType":"scalar","result":[1.5,"NaN"]}} ¦ silent: up at URL: the value is NaN: something was divided by zero, or there was nothing to count
        200 ¦ {"status":"success","data":{"resultType":"vector","result":[{"metric":{"job":"a"},"value":[1.5,"+Inf"]}]}} ¦ silent: up at URL: {job="a"} is +Inf: something was divided by zero, or there was nothing to count
        200 ¦ {"status":"success","data":{"resultType":"scalar","result":[1.5,"-Inf"]}} ¦ silent: up at URL: the value is -Inf: something was divided by zero, or there was nothing to count
        200 ¦ {"status":"success","data":{"resultType":"scalar","result":[1.5,"1e400"]}} ¦ silent: up at URL: the value is "1e400", which is not a number that a double can hold
        200 ¦ {"status":"success","data":{"resultType":"scalar","result":[1.5,"0x1p3"]}} ¦ silent: up at URL: the value is "0x1p3", which is not a number that a double can hold
        200 ¦ {"status":"success","data":{"resultType":"scalar","result":[1.5,""]}} ¦ silent: up at URL: the value is "", which is not a number that a double can hold
        200 ¦ {"status":"success","data":{"resultType":"scalar","result":[1.5,12]}} ¦ silent: up at URL: no pair of time and value for the value (status 200), body: {"status":"success","data":{"resultType":"scalar","result":[1.5,12]}}
        200 ¦ {"status":"success","data":{"resultType":"scalar","result":["12"]}} ¦ silent: up at URL: no pair of time and value for the value (status 200), body: {"status":"success","data":{"resultType":"scalar","result":["12"]}}
        200 ¦ {"status":"success","data":{"resultType":"vector","result":[{"metric":{"a":"1"},"value":[1,"1"]},{"metric":{"a":"2"},"value":[1,"2"]}]}} ¦ silent: up at URL: 2 series where one was wanted: {a="1"}, {a="2"}; say labelledBy(…), max(), min(), sum() or mean()
        200 ¦ {"status":"success","data":{"resultType":"vector","result":[{"metric":{"a":1},"value":[1,"1"]}]}} ¦ silent: up at URL: a series without labels (status 200), body: {"status":"success","data":{"resultType":"vector","result":[{"metric":{"a":1},"value":[1,"1"]}]}}
        200 ¦ {"status":"success","data":{"resultType":"vector","result":[{"value":[1,"1"]}]}} ¦ silent: up at URL: a series without labels (status 200), body: {"status":"success","data":{"resultType":"vector","result":[{"value":[1,"1"]}]}}
        200 ¦ {"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"h","le":"1"},"histogram":[1,{"count":"3"}]}]}} ¦ silent: up at URL: {le="1"} is a histogram; put it into a function such as histogram_quantile(0.95, …)
        200 ¦ {"status":"success","data":{"resultType":"vector","result":{}}} ¦ silent: up at URL: a vector that is no list (status 200), body: {"status":"success","data":{"resultType":"vector","result":{}}}
        200 ¦ {"status":"success","data":{"resultType":"string","result":[1.5,"hello"]}} ¦ silent: up at URL: a text instead of a number: "hello"
        200 ¦ {"status":"success","data":{"resultType":"matrix","result":[]}} ¦ silent: up at URL: a range of values (matrix) instead of one; put it into a function such as avg_over_time(…)
        200 ¦ {"status":"success","data":{"resultType":"table","result":[]}} ¦ silent: up at URL: a result of type "table", not scalar or vector (status 200), body: {"status":"success","data":{"resultType":"table","result":[]}}
        200 ¦ {"status":"success","data":null} ¦ silent: up at URL: no result type in the answer (status 200), body: {"status":"success","data":null}
        200 ¦ {"status":"success","warnings":["store 2 of 3: connection refused"],"data":{"resultType":"scalar","result":[1.5,"1"]}} ¦ silent: up at URL: the answer may be partial: store 2 of 3: connection refused
        200 ¦ {"status":"success","isPartial":true,"data":{"resultType":"scalar","result":[1.5,"1"]}} ¦ silent: up at URL: the answer may be partial: isPartial is true
        200 ¦ {"status":"success","isPartial":"maybe","data":{"resultType":"scalar","result":[1.5,"1"]}} ¦ silent: up at URL: the answer may be partial: isPartial is "maybe"
        200 ¦ {"status":"success","warnings":"no","data":{"resultType":"scalar","result":[1.5,"1"]}} ¦ silent: up at URL: warnings that are no list (status 200), body: {"status":"success","warnings":"no","data":{"resultType":"scalar","result":[1.5,"1"]}}
        200 ¦ {"status":"success","infos":["metric might not be a counter"],"data":{"resultType":"vector","result":[]}} ¦ silent: up at URL: no series, which is not zero: nothing has these labels, or nothing yet; it notes: metric might not be a counter
        400 ¦ {"status":"error","errorType":"bad_data","error":"1:4: parse error: unexpected end of input"} ¦ silent: up at URL: bad_data: 1:4: parse error: unexpected end of input (status 400)
        422 ¦ {"status":"error","errorType":"execution","error":"many-to-many matching not allowed"} ¦ silent: up at URL: execution: many-to-many matching not allowed (status 422)
        503 ¦ {"status":"error","errorType":"timeout","error":"query timed out in expression evaluation"} ¦ silent: up at URL: timeout: query timed out in expression evaluation (status 503)
        200 ¦ {"status":"error"} ¦ silent: up at URL: error without a text (status 200)
        503 ¦ {"status":"success","data":{"resultType":"scalar","result":[1.5,"1"]}} ¦ silent: up at URL: the body says success, and the status does not (status 503), body: {"status":"success","data":{"resultType":"scalar","result":[1.5,"1"]}}
        200 ¦ {"status":"success","status":"error","data":{"resultType":"scalar","result":[1.5,"1"]}} ¦ silent: up at URL: status 200, and the body is not JSON: a key is there twice at line 1, column 29, body: {"status":"success","status":"error","data":{"resultType":"scalar","result":[1.5,"1"]}}
        200 ¦ {"status":"success","data":{"resultType":"scalar","result":[1.5,"1"]}} {} ¦ silent: up at URL: status 200, and the body is not JSON: something follows the document at line 1, column 72, body: {"status":"success","data":{"resultType":"scalar","result":[1.5,"1"]}} {}
        200 ¦ {"status":"success","data":{"resultType":"scal ¦ silent: up at URL: status 200, and the body is not JSON: it ends too early at line 1, column 47, body: {"status":"success","data":{"resultType":"scal
        200 ¦ {"status":"done"} ¦ silent: up at URL: no status of success or error in the answer (status 200), body: {"status":"done"}
        200 ¦ [] ¦ silent: up at URL: no JSON object (status 200), body: []
        200 ¦ §§ ¦ silent: up at URL: status 200, and the body is not JSON: it is empty, empty body
        204 ¦ §§ ¦ silent: up at URL: status 204, empty body
        200 text/html ¦ <html>Sign in</html> ¦ silent: up at URL: status 200, and the body is not JSON: it is faulty at line 1, column 1, body: <html>Sign in</html>
        302 /login ¦ §§ ¦ silent: up at URL: status 302 to /login, empty body
        401 text/plain ¦ Unauthorized ¦ silent: up at URL: status 401, body: Unauthorized
        404 text/plain ¦ 404 page not found ¦ silent: up at URL: status 404, body: 404 page not found
        502 text/html ¦ <html>Bad Gateway</html> ¦ silent: up at URL: status 502, body: <html>Bad Gateway</html>
        latin ¦ {"status":"success","data":{"resultType":"scalar","result":[1.5,"é"]}} ¦ silent: up at URL: the value is "�", which is not a number that a double can hold
        200 ¦ {"status":"<LARGE>"} ¦ silent: up at URL: body larger than 1.95 KiB (maxBody), not read further
        200 ¦ <DEEP> ¦ silent: up at URL: status 200, and the body is not JSON: it is nested too deep, or a part of it is too long, body: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[…
        raw ¦ HTTP/1.1 200 OK|Content-Length: 1073741824||{"status" ¦ silent: up at URL: cut off after status 200 and 9 B of the body: fixed content-length: 1073741824, bytes received: 9: EOF reached while reading
        raw ¦ HTTP/1.1 200 OK|Content-Length: 90||{"status":"success" ¦ silent: up at URL: cut off after status 200 and 19 B of the body: fixed content-length: 90, bytes received: 19: EOF reached while reading
        raw ¦ hello ¦ silent: up at URL: no HTTP answer: parsing HTTP/1.1 status line, receiving [hello], parser state [STATUS_LINE]: EOF reached while reading
        """)
    void are_silence_with_a_reason(String how, String body, String told) throws Exception {
        assertThat(MonitorAnswers.told(how, body, server -> PrometheusProbes.query(server, "up")))
                .isEqualTo(told);
    }

    @Test
    void are_silence_where_a_list_is_not_whole() throws Exception {
        String data =
                "{\"status\":\"success\",\"warnings\":[\"store 2: gone\"],\"data\":{\"activeTargets\":[{\"health\":\"up\"}],"
                        + "\"groups\":[{\"name\":\"g\",\"rules\":[{\"name\":\"a\",\"state\":\"inactive\",\"health\":\"ok\"}]}]}}";
        assertThat(MonitorAnswers.told("200", data, PrometheusProbes::targets))
                .isEqualTo("silent: GET URL/api/v1/targets: the answer may be partial: store 2: gone");
        assertThat(MonitorAnswers.told("200", data, PrometheusProbes::rules))
                .isEqualTo("silent: GET URL/api/v1/rules: the answer may be partial: store 2: gone");
    }
}

package dev.postflight.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user reads when Grafana cannot evaluate its alert rules, or does not show them. */
class GrafanaRulesHostileAnswersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '§', textBlock = """
        200 ¦ {"status":"success","data":{"groups":[]}} ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: no rules, or none that may be read
        200 ¦ {"status":"success","data":{"groups":[{"name":"g","rules":[]}]}} ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: no rules, or none that may be read
        200 ¦ {"status":"success","data":{"groups":[{"name":"orders","rules":[{"name":"Error rate","state":"inactive","health":"error","lastError":"data source not found","type":"alerting"}]}]}} ¦ down: GET URL/api/prometheus/grafana/api/v1/rules: 1 of 1 rules cannot be evaluated: orders/Error rate is error: data source not found
        200 ¦ {"status":"success","data":{"groups":[{"name":"orders","rules":[{"name":"a","health":"err","type":"recording"},{"name":"b","state":"firing","health":"strange","type":"alerting"}]}]}} ¦ down: GET URL/api/prometheus/grafana/api/v1/rules: 2 of 2 rules cannot be evaluated: orders/a is err; orders/b is strange
        200 ¦ {"status":"success","data":{"groups":[{"name":"g","rules":[{"name":"a","state":"inactive"}]}]}} ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: a rule without name, health or state (status 200), body: {"status":"success","data":{"groups":[{"name":"g","rules":[{"name":"a","state":"inactive"}]}]}}
        200 ¦ {"status":"success","data":{"groups":[{"name":"g","rules":[{"name":"a","health":"ok","type":"alerting"}]}]}} ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: a rule without name, health or state (status 200), body: {"status":"success","data":{"groups":[{"name":"g","rules":[{"name":"a","health":"ok","type":"alerting"}]}]}}
        200 ¦ {"status":"success","data":{"groups":[{"name":"g","rules":["a"]}]}} ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: a rule without name, health or state (status 200), body: {"status":"success","data":{"groups":[{"name":"g","rules":["a"]}]}}
        200 ¦ {"status":"success","data":{"groups":[{"name":"g"}]}} ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: a group without a list of rules (status 200), body: {"status":"success","data":{"groups":[{"name":"g"}]}}
        200 ¦ {"status":"success","data":{"groups":{}}} ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: no list of groups of rules (status 200), body: {"status":"success","data":{"groups":{}}}
        200 ¦ {"status":"success","data":{"groupNextToken":"abc","groups":[]}} ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: only a part of the rules
        200 ¦ {"status":"success"} ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: no list of groups of rules (status 200), body: {"status":"success"}
        200 ¦ {"status":"error","errorType":"server_error","error":"failed to get namespaces visible to the user"} ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: server_error: failed to get namespaces visible to the user (status 200)
        401 ¦ {"message":"Unauthorized"} ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: status 401, body: {"message":"Unauthorized"}
        403 ¦ {"accessErrorId":"ACE1","message":"You'll need additional permissions to perform this action. Permissions needed: alert.rules:read","title":"Access denied"} ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: status 403, body: {"accessErrorId":"ACE1","message":"You'll need additional permissions to perform this action. Permissions needed: alert.rules:read","title":"Access denied"}
        200 text/html ¦ <html>Grafana</html> ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: status 200, and the body is not JSON: it is faulty at line 1, column 1, body: <html>Grafana</html>
        404 ¦ {"message":"Not found"} ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: status 404, body: {"message":"Not found"}
        200 ¦ §§ ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: status 200, and the body is not JSON: it is empty, empty body
        200 ¦ [] ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: no JSON object (status 200), body: []
        200 ¦ {"status":"success","data":null} ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: no list of groups of rules (status 200), body: {"status":"success","data":null}
        200 ¦ {"status":"success","data":{"groups":[[]]}} ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: a group without a list of rules (status 200), body: {"status":"success","data":{"groups":[[]]}}
        200 ¦ {"status":"success","data":{"groups":[{"name":"g","rules":{}}]}} ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: a group without a list of rules (status 200), body: {"status":"success","data":{"groups":[{"name":"g","rules":{}}]}}
        200 ¦ {"status":"success","status":"error","data":{"groups":[]}} ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: status 200, and the body is not JSON: a key is there twice at line 1, column 29, body: {"status":"success","status":"error","data":{"groups":[]}}
        200 ¦ {"status":"success","data":{"groups":[ ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: status 200, and the body is not JSON: it ends too early at line 1, column 39, body: {"status":"success","data":{"groups":[
        200 ¦ {"status":"success","data":"<LARGE>"} ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: body larger than 1.95 KiB (maxBody), not read further
        302 /login ¦ §§ ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: status 302 to /login, empty body
        500 ¦ {"message":"Internal error"} ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: no status of success or error in the answer (status 500), body: {"message":"Internal error"}
        latin ¦ {"status":"ä"} ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: no status of success or error in the answer (status 200), body: {"status":"�"}
        raw ¦ HTTP/1.1 200 OK|Content-Length: 90||{"status" ¦ silent: GET URL/api/prometheus/grafana/api/v1/rules: cut off after status 200 and 9 B of the body: fixed content-length: 90, bytes received: 9: EOF reached while reading
        """)
    void are_never_up(String how, String body, String told) throws Exception {
        assertThat(MonitorAnswers.told(how, body, GrafanaProbes::rules)).isEqualTo(told);
    }
}

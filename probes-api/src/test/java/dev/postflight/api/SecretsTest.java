package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R7: no secret in logs, reports, metrics or exceptions. */
class SecretsTest {

    private static String redacted(String text) {
        return ProbeResult.silent(text).cause();
    }

    /** Every secret contains {@code hunter2}, whole or in parts, and nothing else does. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    jdbc:postgresql://db:5432/shop?user=app&password=hunter2            | jdbc:postgresql://db:5432/shop?user=***&password=***
                    jdbc:postgresql://db/shop?password=a;hunter2&user=app               | jdbc:postgresql://db/shop?password=***&user=***
                    jdbc:postgresql://db/shop?password=a'hunter2"x&ssl=true             | jdbc:postgresql://db/shop?password=***&ssl=***
                    jdbc:mysql://app:hunter2@db:3306/shop                               | jdbc:mysql://***@db:3306/shop
                    jdbc:mysql://(host=db,user=app,password=hunter2)/shop               | jdbc:mysql://(host=db,user=app,password=***
                    jdbc:mariadb://db/shop?user=app&password=a,hunter2                  | jdbc:mariadb://db/shop?user=***&password=***
                    jdbc:oracle:thin:scott/hunter2@//db:1521/shop                       | jdbc:oracle:thin:***@//db:1521/shop
                    jdbc:oracle:thin:scott/a@hunter2@db:1521:shop                       | jdbc:oracle:thin:***@db:1521:shop
                    jdbc:oracle:oci:scott/hunter2@shop                                  | jdbc:oracle:oci:***@shop
                    jdbc:sqlserver://db:1433;databaseName=shop;user=sa;password=hunter2 | jdbc:sqlserver://db:1433;databaseName=***;user=***;password=***
                    jdbc:sqlserver://db;password={a;hunter2};encrypt=true               | jdbc:sqlserver://db;password=***;encrypt=***
                    jdbc:sqlserver://db;password=a&hunter2;encrypt=true                 | jdbc:sqlserver://db;password=***;encrypt=***
                    jdbc:sqlserver://db;password=a)hunter2;encrypt=true                 | jdbc:sqlserver://db;password=***;encrypt=***
                    jdbc:h2:mem:shop;USER=sa;PASSWORD=hunter2                           | jdbc:h2:mem:shop;USER=***;PASSWORD=***
                    jdbc:db2://db:50000/shop:user=app;password=hunter2;                 | jdbc:db2://db:50000/shop:user=app;password=***;
                    jdbc:db2://db:50000/shop:password=hunter2;                          | jdbc:db2://db:50000/shop:password=***;
                    """)
    void of_jdbc_urls_are_taken_out(String text, String shown) {
        assertThat(redacted(text)).isEqualTo(shown);
        assertThat(redacted("cannot connect to \"" + text + "\": refused"))
                .startsWith("cannot connect to \"jdbc:")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    GET https://app:hunter2@shop.example/health gave 503       | GET https://***@shop.example/health gave 503
                    UnknownHostException: app:hunter2@localhost                | UnknownHostException: ***@localhost
                    no route to app:hunter2@10.0.0.5, port 1                   | no route to ***@10.0.0.5, port 1
                    redis://:hunter2@cache:6379/0 refused                      | redis://***@cache:6379/0 refused
                    mongodb+srv://app:hunter2@m1,m2/shop                       | mongodb+srv://***@m1,m2/shop
                    https://hunter2@shop.example/                              | https://***@shop.example/
                    https://app:a/hunter2@shop.example/                        | https://***@shop.example/
                    https://app:a@hunter2@shop.example/                        | https://***@shop.example/
                    https://app:a/b@c/hunter2@shop.example/                    | https://***@shop.example/
                    https://app:a?hunter2@shop.example/                        | https://***@shop.example/
                    https://app:a#hunter2@shop.example/                        | https://***@shop.example/
                    https://app:a'hunter2@shop.example/                        | https://***@shop.example/
                    https://app:12345hunter2@shop.example/                     | https://***@shop.example/
                    amqp://app:hunter2@a:5672, amqp://app:hunter2@b:5672       | amqp://***@a:5672, amqp://***@b:5672
                    https://shop.example/hook?hunter2                          | https://shop.example/hook?***
                    https://shop.example/hook?hunter2&x=1                      | https://shop.example/hook?***&x=***
                    https://shop.example/?q=hunter2#top                        | https://shop.example/?q=***
                    https://shop.example/?a=hunter2&b[]=hunter2&c.d=hunter2    | https://shop.example/?a=***&b[]=***&c.d=***
                    https://shop.example/?next=http%3A%2F%2Fx%3Fp%3Dhunter2    | https://shop.example/?next=***
                    https://shop.example/cb#access_token=hunter2&state=1       | https://shop.example/cb#access_token=***&state=***
                    https://shop.example/a;jsessionid=hunter2                  | https://shop.example/a;jsessionid=***
                    "https://shop.example/?sig=hunter2" is not reachable       | "https://shop.example/?sig=***" is not reachable
                    """)
    void of_urls_are_taken_out(String text, String shown) {
        assertThat(redacted(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    Authorization: Bearer hunter2                 | Authorization: ***
                    authorization=Basic aHVudGVyMg==hunter2       | authorization=***
                    {authorization=[Bearer hunter2], x=[1]}       | {authorization=***
                    Proxy-Authorization: Digest a="b", c=hunter2  | Proxy-Authorization: ***
                    HTTP_AUTHORIZATION=hunter2                    | HTTP_AUTHORIZATION=***
                    'Authorization': 'Token hunter2'              | 'Authorization': ***
                    Cookie: a=hunter2; b=hunter2                  | Cookie: ***
                    set-cookie: sid=hunter2; Path=/; HttpOnly     | set-cookie: ***
                    sent Bearer hunter2, got 401                  | sent Bearer ***, got 401
                    sent bearer ahunterhunterhunter, got hunter3  | sent bearer ***, got hunter3
                    with Basic dXNlcjpwYXNz                       | with Basic ***
                    X-Api-Key: hunter2                            | X-Api-Key: ***
                    X-Auth-Token: hunter2                         | X-Auth-Token: ***
                    """)
    void of_headers_are_taken_out(String text, String shown) {
        assertThat(redacted(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"password":"a hunter2"}                       | {"password":***}
                    {"password" : "a\\"hunter2", "b":1}            | {"password" : ***, "b":1}
                    {\\"password\\":\\"a hunter2\\"}               | {\\"password\\":***}
                    {"passwords":["a","hunter2"]}                  | {"passwords":***}
                    {"credentials":{"user":"a","pin":"hunter2"}}   | {"credentials":***}
                    {"password":"cut off before the end hunter2    | {"password":***
                    api_key=hunter2                                | api_key=***
                    apiKey: hunter2                                | apiKey: ***
                    aws_secret_access_key=abc/hunter2+x/y=         | aws_secret_access_key=***
                    AWS_SECRET_ACCESS_KEY = hunter2                | AWS_SECRET_ACCESS_KEY = ***
                    AccountName=shop;AccountKey=hunter2==;Port=1   | AccountName=shop;AccountKey=***;Port=***
                    client_secret='a hunter2'                      | client_secret=***
                    password='it''s hunter2' host=db               | password=*** host=db
                    spring.datasource.password=hunter2             | spring.datasource.password=***
                    Settings{user=app, password=hunter2, x=1}      | Settings{user=app, password=***, x=1}
                    Settings[password=a,hunter2,user=b]            | Settings[password=***,user=b]
                    password => hunter2                            | password => ***
                    <password>hunter2</password>                   | <password>***</password>
                    dbpass=hunter2                                 | dbpass=***
                    PWD=hunter2                                    | PWD=***
                    passphrase: hunter2                            | passphrase: ***
                    kennung x, passwort: hunter2                   | kennung x, passwort: ***
                    sessionId=hunter2                              | sessionId=***
                    """)
    void of_properties_are_taken_out(String text, String shown) {
        assertThat(redacted(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    create user app identified by 'hunter2'                | create user app identified by ***
                    ALTER USER app IDENTIFIED BY hunter2 ACCOUNT UNLOCK    | ALTER USER app IDENTIFIED BY *** ACCOUNT UNLOCK
                    create user app identified with sha by 'hunter2'       | create user app identified with sha by ***
                    grant all on shop.* to app identified by "hunter2"     | grant all on shop.* to app identified by ***
                    SET PASSWORD FOR 'app'@'%' = 'hunter2'                 | SET PASSWORD FOR 'app'@'%' = ***
                    alter role app with password 'hunter2'                 | alter role app with password ***
                    """)
    void of_statements_are_taken_out(String text, String shown) {
        assertThat(redacted(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    got sid=hunter2; Path=/; HttpOnly     | got sid=***; Path=***; HttpOnly
                    remember-me="hunter2"; Secure         | remember-me=***; Secure
                    a=hunter2; SameSite=Lax               | a=***; SameSite=Lax
                    a=1; b=2; security=low                | a=1; b=2; security=low
                    """)
    void of_cookies_are_taken_out_without_a_header(String text, String shown) {
        assertThat(redacted(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=nullhunter2",
                "password=null;hunter2",
                "password=not-hunter2",
                "password=expired,hunter2",
                "password=?hunter2",
                "password=\"true hunter2\"",
                "secret/data/password: hunter2",
                "/password: 5001hunter2",
                "password: hunter2error2"
            })
    void are_taken_out_though_they_begin_like_what_is_none(String text) {
        assertThat(redacted(text)).doesNotContain("hunter2").contains("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.s1gn-ature_",
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.",
                "eyJlbmMiOiJBMTI4R0NNIn0.key.iv.cipher.tag",
                "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQ==\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nMIIEvQIBADANBg and cut"
            })
    void are_known_by_their_looks(String secret) {
        assertThat(redacted("refused " + secret)).isEqualTo("refused ***");
    }

    @Test
    void hidden_among_colours_and_invisible_characters_are_taken_out() {
        assertThat(redacted("\u001b[1mpassword\u001b[0m=hunter2")).isEqualTo("password=***");
        assertThat(redacted("pass\u200bword=hunter2")).isEqualTo("password=***");
        assertThat(redacted("\ufeffpassword\u00ad: hunter2")).isEqualTo("password: ***");
    }

    @Test
    void of_several_lines_are_taken_out_and_the_lines_between_stay() {
        assertThat(redacted("GET /health\r\nAuthorization: Bearer hunter2\r\nAccept: */*\npassword:\n  hunter2\nend"))
                .isEqualTo("GET /health Authorization: *** Accept: */* password: *** end");
    }

    @Test
    void are_not_shown_in_halves_where_a_text_is_cut() {
        for (int before = 3_900; before < 4_010; before++) {
            String text = "password=" + "x".repeat(before) + " https://app:hunter2@db/";
            assertThat(redacted(text)).as("%d", before).doesNotContain("hunter").hasSizeLessThan(100);
        }
    }

    @Test
    void once_taken_out_stay_out() {
        for (String text : new String[] {
            "jdbc:sqlserver://db;password={a;hunter2};encrypt=true",
            "https://a:hunter2@b/?c=d#e",
            "{\"password\":\"x y\"}",
            "Bearer hunter2",
            "Cookie: a=b"
        }) {
            assertThat(redacted(redacted(text))).isEqualTo(redacted(text));
        }
    }

    @Nested
    class HarmlessText {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Connection refused",
                    "FATAL: password authentication failed for user \"app\"",
                    "Access denied for user 'app'@'localhost' (using password: YES)",
                    "Access denied for user 'app'@'localhost' (using password: NO)",
                    "ORA-01017: invalid username/password; logon denied",
                    "The server requested password-based authentication, but no password was provided",
                    "HTTP 503 from http://localhost:8080/health",
                    "no route to http://[::1]:8080/health, mail ops@shop.example",
                    "relation \"x\" does not exist",
                    "at 12:30:05 on 2026-11-21T12:30:05Z",
                    "a=b",
                    "x=1; y=2, z:3",
                    "passed: 3, failed: 2, surpassed=1",
                    "Basic authentication is not supported.",
                    "the bearer of bad news",
                    "BadCredentialsException: Bad credentials",
                    "Unrecognized token 'abc': was expecting (true, false or null)",
                    "jdbc:postgresql://db:5432/shop",
                    "Größe 5 µs ≥ 3 \ud83d\ude80",
                    "C:\\temp\\x.log, 50 %, $1, ${db.url}, \\u0041",
                    "Is http://localhost:8080/health up?",
                    "status 500, wanted status 200, /version \"1.4.2\"",
                    "select count(*) from users where token = ?",
                    "no listener at (DESCRIPTION=(ADDRESS=(PROTOCOL=tcp)(HOST=db)(PORT=1521)))",
                    "HikariPool-1: request timed out after 30000ms (total=10, active=10, idle=0, waiting=5)",
                    "insert or update violates foreign key: Key (id)=(42) already exists.",
                    "GET http://login.example/oauth/token: 500",
                    "I/O error on GET request for \"http://login.example/oauth/token\": Connection refused",
                    "token: no answer within 5 s; secrets: status 503",
                    "db.password=null, api-key: missing, token: expired.",
                    "{\"token\":null,\"password\":false}",
                    "auth: ConnectException: refused",
                    "unexpected token: SELECT near line 1",
                    "ERR AUTH <password> called without any password configured for the default user.",
                    "401 with Bearer error=\"invalid_token\", error_description=\"it expired\"",
                    "the bean identified by name 'orders'",
                    "image shop@sha256:abcdef0123 not found"
                })
        void stays_as_it_is(String text) {
            assertThat(redacted(text)).isEqualTo(text);
        }
    }
}

package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R7: texts as they come from drivers, clients, servers and files. Every secret in them has {@code hunter} in it. */
class SecretsCorpusTest {

    private static final String SECRET = "hunter";

    static final List<String> DATABASES = lines("""
            jdbc:postgresql://db:5432/shop?user=app&password=hunter2
            jdbc:postgresql://app:hunter2@db:5432,other:5432/shop?ssl=true
            jdbc:postgresql://db/shop?ssl=true&sslpassword=hunter2&sslkey=/etc/key.pk8
            jdbc:postgresql:shop?password=hunter%26two%20hunter
            postgres://app:hunter2@db/shop
            host=db port=5432 user=app password=hunter2 dbname=shop
            host=db password='hunter \\' hunter2' user=app
            jdbc:mysql://app:hunter2@db:3306/shop
            jdbc:mysql://db:3306/shop?user=app&amp;password=hunter2&amp;useSSL=false
            jdbc:mysql://address=(host=db)(port=3306)(user=app)(password=hunter2)/shop
            jdbc:mysql://(host=db,user=app,password=hunter2),(host=other,user=app,password=hunter2)/shop
            jdbc:mysql:loadbalance://app:hunter2@[db:3306,other:3306]/shop
            jdbc:mysql+srv://app:hunter2@db/shop
            mysqlx://app:hunter2@db:33060/shop?connect-timeout=5
            jdbc:mysql://db/shop?user=app&password1=hunter2&password2=hunter3
            jdbc:mariadb://db/shop?user=app&password=hunter2
            jdbc:mariadb:sequential://app:hunter2@db,other/shop
            jdbc:mariadb://db/shop?trustStorePassword=hunter2&keyStorePassword=hunter3
            jdbc:oracle:thin:scott/hunter2@db:1521:shop
            jdbc:oracle:thin:scott/hunter2@//db:1521/shop
            jdbc:oracle:thin:"scott"/"hunter 2@hunter"@//db:1521/shop
            jdbc:oracle:thin:scott/"hunter/2 hunter"@(DESCRIPTION=(ADDRESS=(HOST=db)(PORT=1521)))
            jdbc:oracle:thin:scott[app]/hunter2@db
            jdbc:oracle:oci:scott/hunter2@shop
            jdbc:oracle:thin:scott/hunter2
            jdbc:oracle:thin:@tcps://db:1521/shop?wallet_password=hunter2&javax.net.ssl.keyStorePassword=hunter3
            sqlplus scott/hunter2@//db:1521/shop
            sqlplus scott/"hunter 2"@shop
            ORA-12154 for scott/hunter2@db
            jdbc:sqlserver://db:1433;databaseName=shop;user=sa;password=hunter2
            jdbc:sqlserver://db;password={hunter;2};encrypt=true
            jdbc:sqlserver://db;password={a}}hunter;2};encrypt=true
            jdbc:sqlserver://db;user=sa;password="hunter; 2";encrypt=true
            jdbc:sqlserver://db;accessToken=hunter2;trustStorePassword=hunter3
            Server=tcp:db,1433;Database=shop;User ID=app;Password=hunter2;Encrypt=True
            Data Source=db;User Id=app;Pwd = hunter2 ; Encrypt=True
            jdbc:jtds:sqlserver://db:1433/shop;user=sa;password=hunter2
            jdbc:h2:tcp://localhost/~/shop;USER=sa;PASSWORD=hunter2
            jdbc:h2:file:./shop;CIPHER=AES;USER=sa;PASSWORD=hunter2
            jdbc:db2://db:50000/shop:user=app;password=hunter2;
            jdbc:derby://db:1527/shop;create=true;user=app;password=hunter2
            jdbc:hsqldb:hsql://db/shop;user=SA;password=hunter2
            jdbc:informix-sqli://db:1526/shop:INFORMIXSERVER=ol;user=app;password=hunter2
            jdbc:sap://db:30015/?user=app&password=hunter2
            jdbc:snowflake://x.snowflakecomputing.com/?user=app&private_key_pwd=hunter2
            jdbc:clickhouse://app:hunter2@db:8443/shop
            redis://:hunter2@cache:6379/0
            rediss://app:hunter2@cache:6379?timeout=2s
            mongodb://app:hunter2@m1:27017,m2:27017/shop?authSource=admin
            amqp://app:hunter2@a:5672,amqp://app:hunter3@b:5672
            """);

    static final List<String> URLS = lines("""
            https://app:hunter2@shop.example/health
            https://hunter2@shop.example/
            https://app:hunter/2@shop.example/
            https://app:hunter@2@shop.example/
            https://app:123?hunter2@shop.example/
            https://app:12#hunter2@shop.example/
            https://app:1/hunter2@shop.example/
            //app:hunter2@shop.example/
            https:\\/\\/app:hunter2@shop.example\\/health
            https%3A%2F%2Fapp%3Ahunter2%40shop.example%2F
            https%253A%252F%252Fapp%253Ahunter2%2540shop.example%252F
            app:hunter2@shop.example
            app:hunter/2:hunter@shop.example
            app:a*hunter2@shop.example
            :hunter2@cache
            https://shop.example/?access_token=hunter2
            https://shop.example/?a=1&X-Amz-Signature=hunter2&X-Amz-Credential=hunter3
            https://shop.example/?sv=2020&sig=hunter%2F2%3D&se=2026
            https://shop.example/hook?hunter2
            https://shop.example/cb#access_token=hunter2&token_type=bearer
            https://shop.example/cb#state=1&id_token=hunter2
            https://shop.example/cb#hunter2hunter2hunter2
            https://shop.example/a;jsessionid=hunter2?x=1
            /login?user=app&pass=hunter2
            https://hooks.slack.com/services/T0/B0/hunter2
            https://discord.com/api/webhooks/1/hunter2
            https://api.telegram.org/bot1:hunter2/getMe
            git clone https://app:hunter2@git.example/shop.git
            fatal: unable to access 'https://hunter2@git.example/shop.git/': 403
            """);

    static final List<String> HEADERS = lines("""
            Authorization: Basic hunter2
            Authorization: Bearer hunter2
            authorization:bearer hunter
            Authorization: Digest username="app", realm="x", response="hunter2"
            Authorization: AWS4-HMAC-SHA256 Credential=hunter1/2026/s3, SignedHeaders=host, Signature=hunter2
            Authorization: hunter hunter2
            Authorization -> Bearer hunter2
            Proxy-Authorization: Negotiate hunter2
            X-Forwarded-Authorization: hunter2
            proxyAuthorization=hunter2
            HTTP_AUTHORIZATION=hunter2
            {Accept=[*/*], Authorization=[Bearer hunter2], Cookie=[a=hunter3]}
            [Authorization:"Bearer hunter2", Accept:"*/*"]
            {"headers":{"Authorization":["Basic hunter2"],"x":1}}
            ("Authorization", "Bearer hunter2"), ("Accept", "*/*")
            <header name="Authorization" value="Bearer hunter2"/>
            <Authorization>Bearer hunter2</Authorization>
            Cookie: JSESSIONID=hunter2; theme=hunter3
            Cookies: {sid=hunter2}
            Set-Cookie: sid=hunter2; Path=/; HttpOnly
            set-cookie2=sid=hunter2
            HTTP_COOKIE=sid=hunter2; a=hunter3
            JSESSIONID=hunter2
            PHPSESSID: hunter2
            X-Api-Key: hunter2
            api-key=hunter2
            API key: hunter2
            Ocp-Apim-Subscription-Key: hunter2
            X-Auth-Token: Bearer hunter2
            access_token: Bearer hunter2
            X-Vault-Token: hunter2
            X-CSRF-TOKEN: hunter2
            sent Bearer hunter2 and got 401
            sent bearer: hunter2 and got 401
            sent Bearer "hunter2" and got 401
            with Basic hunter2==
            with Digest username="app", response="hunter2"
            with AWS4-HMAC-SHA256 Credential=hunter1/x, SignedHeaders=host, Signature=hunter2
            OAuth oauth_consumer_key="hunter1", oauth_signature="hunter2"
            """);

    static final List<String> FRAGMENTS = lines("""
            {"password":"hunter2"}
            {"password" : "hunter \\"hunter2\\" hunter", "b":1}
            {\\"password\\":\\"hunter \\\\\\"hunter2\\", \\"b\\":1}
            {'password': 'hunter 2'}
            {"password":["hunter1","hunter2"]}
            {"passwords":[["hunter1"],"hunter2"]}
            {"credentials":{"user":"app","pin":"hunter2"}}
            {"credentials":{"user":{"name":"app"},"pin":"hunter2"},"x":1}
            {"credentials":{"a":{"b":{"c":{"d":1}}},"pin":"hunter2"}}
            {"credentials":{"a":"}","pin":"hunter2"}}
            {"password":"hunter2
            {"name":"password","value":"hunter2"}
            {"password":{"value":"hunter2"}}
            {&quot;password&quot;:&quot;hunter2 hunter&quot;}
            {"url":"jdbc:postgresql://db/shop?user\\u003dapp\\u0026password\\u003dhunter2"}
            {"auths":{"registry":{"auth":"hunter2"}}}
            {"kty":"RSA","e":"AQAB","d":"hunter2","p":"hunter3"}
            password=hunter2
            password : hunter2
            password\\=hunter2
            password:=hunter2
            password=>hunter2
            password -> hunter2
            PASSWORD=hunter2
            dbPassword=hunter2
            db_password_prod=hunter2
            password[0]=hunter2
            config[password]=hunter2
            $config['password'] = 'hunter 2';
            password=(hunter2)
            password=hunter(2)hunter
            password=Optional[hunter 2]
            password=ENC(hunter 2)
            password={noop}hunter2
            password=[h, hunter, 2]
            password=`hunter 2`
            password=“hunter 2”
            password=hunter)2,hunter;3&hunter
            password: !!str hunter2
            password: &anchor hunter2
            app.password="" secret.key=hunter2
            spring.datasource.password=hunter2
            client_secret='hunter 2'
            api_key=hunter2
            encryption-key: hunter2
            private key: hunter2
            AccountName=shop;AccountKey=hunter2==;EndpointSuffix=core.windows.net
            Endpoint=sb://x/;SharedAccessKeyName=Root;SharedAccessKey=hunter2=
            DefaultEndpointsProtocol=https;SharedAccessSignature=sv=2020&sig=hunter2
            //registry.npmjs.org/:_authToken=hunter2
            _auth=hunter2
            aws_secret_access_key = hunter2/x+y=
            machine shop.example login app password hunter2
            --password hunter2
            --db-password=hunter2
            [mysql, --user=app, --password, hunter2, shop]
            ["mysql","--password","hunter 2"]
            curl -u app:hunter2 http://shop.example/
            curl --cookie hunter2 http://shop.example/
            java -Dpassword=hunter2 -jar shop.jar
            PGPASSWORD=hunter2 psql
            <password>hunter 2</password>
            <wsse:Password Type="PasswordText">hunter 2</wsse:Password>
            <password><![CDATA[hunter 2]]></password>
            <entry key="db.password">hunter 2</entry>
            <property name="password" value="hunter 2"/>
            <user name="app" password="hunter 2"/>
            Field error on field 'password': rejected value [hunter 2]; codes [x]
            the password is 'hunter 2', says the file
            wrong password hunter2
            Credentials[user=app, value=hunter2]
            Secret(value=hunter2)
            Credentials{user=app, pin=hunter2}
            otp=hunter2
            kennwort: hunter2
            Contraseña: hunter2
            mot de passe : hunter2
            пароль: hunter2
            密码：hunter2
            """);

    static final List<String> LINES = List.of(
            "GET / HTTP/1.1\r\nAuthorization: Bearer hunter2\r\nAccept: */*",
            "Authorization: Digest username=\"app\",\r\n  realm=\"x\",\r\n\tresponse=\"hunter2\"\r\nAccept: */*",
            "Authorization:\n  Bearer hunter2",
            "GET /\\r\\nAuthorization: Bearer hunter2\\r\\nAccept: */*",
            "user: app\npassword: hunter correct horse\nurl: x",
            "password:\n  hunter2\nurl: x",
            "password: |\n  hunter\n  hunter2\nurl: x",
            "password: >-\n  hunter\n\n  hunter2\nurl: x",
            "passwords:\n  - hunter1\n  - hunter2\nurl: x",
            "passwords:\n- hunter1\n- hunter2\nurl: x",
            "credentials:\n  user: app\n  pin: hunter2\nurl: x",
            "password:\\n  hunter2\\nurl: x",
            "db.user=app\ndb.password=hunter 2 hunter\ndb.url=x",
            "password=hun\\\n    hunter2\nurl=x",
            "export DB_PASSWORD=hunter 2 hunter\nexport X=1",
            "env:\n- name: DB_PASSWORD\n  value: hunter2\n- name: X\n  value: 1",
            "Property: app.password\n    Value: \"hunter 2\"\n    Reason: too short",
            "{\n  \"password\" : \"hunter 2\",\n  \"url\" : \"x\"\n}",
            "<password>\n  hunter 2\n  hunter\n</password>",
            "password = \"\"\"\nhunter \"2\"\nhunter\n\"\"\"\nurl = x",
            "-----BEGIN PRIVATE KEY-----\nhunter\nhunter==\n-----END PRIVATE KEY-----\nurl: x",
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\\nhunter\\nhunter==",
            "-----BEGIN OPENSSH PRIVATE KEY-----\r\nhunter\r\n-----END OPENSSH PRIVATE KEY-----",
            "-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: 1\n\nhunter\n-----END PGP PRIVATE KEY BLOCK-----",
            "hunter==\n-----END RSA PRIVATE KEY-----\nurl: x",
            "PuTTY-User-Key-File-3: ssh-rsa\nPrivate-Lines: 2\nhunter\nhunter==");

    private static List<String> lines(String block) {
        return block.lines().toList();
    }

    private static List<String> all() {
        List<String> all = new ArrayList<>(DATABASES);
        all.addAll(URLS);
        all.addAll(HEADERS);
        all.addAll(FRAGMENTS);
        all.addAll(LINES);
        return all;
    }

    private static String redacted(String text) {
        return ProbeResult.silent(text).cause();
    }

    private static void assertHidden(String text) {
        assertThat(redacted(text)).as(text).doesNotContain(SECRET).contains("***");
    }

    @ParameterizedTest
    @FieldSource({"DATABASES", "URLS", "HEADERS", "FRAGMENTS", "LINES"})
    void come_out_nowhere(String text) {
        assertHidden(text);
        assertHidden("\n" + text + "\n");
        assertHidden("  " + text + " ");
        assertHidden("cannot connect to \"" + text + "\": refused");
        assertHidden("cannot connect to '" + text + "' for once");
        assertHidden("failed (" + text + ")");
        assertHidden("failed [" + text + "], again");
        assertHidden("failed: " + text + ", twice; and then some.");
        assertHidden("first line\n" + text + "\nlast line");
        assertHidden(text + "\n\tat com.example.Foo(Foo.java:1)\n" + text);
    }

    @ParameterizedTest
    @FieldSource({"DATABASES", "URLS", "HEADERS", "FRAGMENTS", "LINES"})
    void come_out_of_no_exception(String text) {
        Exception suppressing = new IllegalStateException("closed");
        suppressing.addSuppressed(new java.io.IOException(text));
        Exception[] thrown = {
            new java.io.IOException(text),
            new RuntimeException(new java.io.IOException(text)),
            new RuntimeException("x", new RuntimeException("y", new java.io.IOException(text, new Error(text)))),
            suppressing
        };
        for (Exception exception : thrown) {
            assertThat(ProbeResult.silent(exception).cause()).as(text).doesNotContain(SECRET);
        }
    }

    @Test
    void leave_what_is_before_them() {
        for (String text : all()) {
            if (!text.startsWith(SECRET)) {
                String before = "the shop is not reached, it says";
                assertThat(redacted(before + " " + text))
                        .as(text)
                        .startsWith(before)
                        .doesNotContain(SECRET);
            }
        }
    }

    @Test
    void once_taken_out_stay_out() {
        for (String text : all()) {
            assertThat(redacted(redacted(text))).as(text).doesNotContain(SECRET);
        }
    }

    @Nested
    class KnownByTheirLooks {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.s1gn-ature_",
                    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9eyJzdWIiOiIxIn0=",
                    "AKIAIOSFODNN7EXAMPLE",
                    "ASIAIOSFODNN7EXAMPLE",
                    "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
                    "github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuv",
                    "glpat-ABCDEFGHIJKLMNOPQRST",
                    "xoxb-123456789012-abcdefghijkl",
                    "AIzaSyA-abcdefghijklmnopqrstuvwxyz12345",
                    "npm_abcdefghijklmnopqrstuvwxyz0123456789",
                    "sk_live_abcdefghijklmnop",
                    "hvs.CAESIabcdefghijklmnopqrstuvwxyz"
                })
        void tokens_are_taken_out(String token) {
            assertThat(redacted("refused " + token)).isEqualTo("refused ***");
            assertThat(redacted("refused (" + token + "), again")).isEqualTo("refused (***), again");
        }

        @Test
        void a_secret_key_of_aws_is_taken_out_where_aws_is_spoken_of() {
            String key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

            assertThat(redacted("AKIAIOSFODNN7EXAMPLE / " + key)).isEqualTo("*** / ***");
            assertThat(redacted("AWS says no to " + key)).isEqualTo("AWS says no to ***");
            assertThat(redacted("aws commit 83fefb8bd5f1a7cc02f45a36c7bb8d4f5b25b6a1 failed"))
                    .isEqualTo("aws commit 83fefb8bd5f1a7cc02f45a36c7bb8d4f5b25b6a1 failed");
        }
    }
}

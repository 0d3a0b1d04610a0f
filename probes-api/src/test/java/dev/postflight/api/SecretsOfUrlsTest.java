package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R7: where a secret in a URL ends, and that the address stays. */
class SecretsOfUrlsTest {

    /** There it cannot be told what is the password and what is the host. */
    private static final String WITHOUT_HOST = "jdbc:oracle:thin:scott/hunter2";

    private static String redacted(String text) {
        return ProbeResult.silent(text).cause();
    }

    /** Passwords have what URLs are made of, and whoever writes them does not always encode it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "P@", "a@b:", "a@//b:", "a:", "a#", "a?", "a%", "a=", "a,", "a!", "$1", "a*", "a+", "a\\", "{a}", "://"
            })
    void a_password_is_taken_out_whole_whatever_is_in_it(String beginning) {
        for (String url : SecretsCorpusTest.DATABASES) {
            if (!url.equals(WITHOUT_HOST)) {
                String text = url.replace("hunter", beginning + "hunter");
                for (String around :
                        List.of("%s", "cannot connect to \"%s\": refused", "failed (%s)", "one\n%s\ntwo")) {
                    assertThat(redacted(around.replace("%s", text))).as(text).doesNotContain("hunter");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            jdbc:postgresql://db.azure.com:5432/shop?user=app@db&password=P@ss         | jdbc:postgresql://db.azure.com:5432/shop?user=***&password=***
            jdbc:sqlserver://db.windows.net:1433;user=app@db;password=P@ss;encrypt=on | jdbc:sqlserver://db.windows.net:1433;user=***;password=***;encrypt=***
            jdbc:postgresql://db:${DB_PORT}/shop?password=P@ss                        | jdbc:postgresql://db:${DB_PORT}/shop?password=***
            jdbc:mysql://app:P@ss@db/shop?trustStorePassword=P@ss                     | jdbc:mysql://***@db/shop?trustStorePassword=***
            jdbc:mysql://(host=db,port=3306,user=app,password=P@ss)/shop              | jdbc:mysql://(host=db,port=3306,user=app,password=***
            jdbc:oracle:thin:@tcps://db:1521/shop?wallet_password=P@ss                | jdbc:oracle:thin:@tcps://db:1521/shop?wallet_password=***
            GET https://shop.example:8080/users?mail=jo@x.example gave 404            | GET https://shop.example:8080/users?mail=*** gave 404
            GET https://shop.example/users?mail=jo@x.example: 404, PUT //x/?a:b: gone | GET https://shop.example/users?mail=***: 404, PUT //x/?***: gone
            mongodb://app:P@ss@m1:27017,m2:27017/shop?authSource=admin                | mongodb://***@m1:27017,m2:27017/shop?authSource=***
            https://shop.example/?a(b=secret&c:d=secret&secret&e/f=secret&=secret     | https://shop.example/?a(b=***&c:d=***&***&e/f=***&=***
            https://shop.example/?schlüssel=secret and http://x/?=secret              | https://shop.example/?schlüssel=*** and http://x/?=***
            https://shop.example/?secret&secret#secret                                | https://shop.example/?***&***
            """)
    void the_address_stays(String text, String shown) {
        assertThat(redacted(text)).isEqualTo(shown);
    }
}

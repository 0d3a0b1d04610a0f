package dev.postflight.verify.engine;

import java.util.List;

/**
 * Texts with secrets, one of each kind; more of each are in the tests of the redaction itself. Every secret in them has
 * {@link #SECRET} in it, and those that steer or hide have it behind what they do.
 */
final class SecretCorpus {

    static final String SECRET = "hunter";

    /** What one of them wants to have at the beginning of a line. */
    static final String FORGED = "INFO forged";

    static final List<String> TEXTS = List.of(
            "jdbc:postgresql://db:5432/shop?user=app&password=hunter2",
            "jdbc:mysql://app:hunter2@db:3306/shop",
            "jdbc:mariadb://db/shop?user=app&trustStorePassword=hunter2",
            "jdbc:oracle:thin:scott/hunter2@//db:1521/shop",
            "jdbc:sqlserver://db;user=sa;password={hunter;2};encrypt=true",
            "jdbc:sqlserver://db:1433;user=sa@db;password=P@hunter2;encrypt=true",
            "jdbc:db2://db:50000/shop:user=app;password=hunter2;",
            "jdbc:h2:mem:shop;USER=sa;PASSWORD=hunter2",
            "https://app:hunter2@shop.example/health",
            "https%3A%2F%2Fapp%3Ahunter2%40shop.example%2F",
            "https://shop.example/?X-Amz-Signature=hunter2&a=1",
            "https://shop.example/cb#access_token=hunter2",
            "app:hunter2@shop.example",
            "Authorization: Basic hunter2==",
            "Authorization: Bearer hunter2",
            "Authorization: Digest username=\"app\",\r\n  response=\"hunter2\"",
            "Cookie: sid=hunter2; theme=hunter3",
            "X-Api-Key: hunter2",
            "{\"password\":\"hunter 2\"}",
            "{\"url\":\"jdbc:x://db/?password\\u003dhunter2\"}",
            "user: app\npassword: |\n  hunter\n  hunter2\nurl: x",
            "db.user=app\ndb.password=hunter 2\ndb.url=x",
            "<password>hunter 2</password>",
            "AKIAIOSFODNN7EXAMPLE aws_secret_access_key=hunter2",
            "token eyJhbGciOiJIUzI1NiJ9.hunter.hunter",
            "-----BEGIN PRIVATE KEY-----\nhunter\nhunter==\n-----END PRIVATE KEY-----",
            "pass\u200bword\uff1dhunter2",
            "password\u202e: hunter2",
            "\u001b[1mpassword\u001b[0m=hunter2",
            "pass\u0000word\b=hunter2",
            "password\u3000=\u00a0hunter2",
            "x\n" + FORGED + "\r\npassword=hunter2",
            "\u001b]0;title\u0007\u001b[2J\u009b1mtoken: hunter2",
            "\udb40\udc41\u2066\ufeff\u2028\u2029\u0085\u007f\ud800 pwd=hunter2");

    private SecretCorpus() {}
}

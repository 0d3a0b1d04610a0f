package dev.postflight.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A header whose value is asked for at each run and never kept.
 *
 * @param name of the header
 * @param scheme what stands before the value, with a space; empty for nothing
 * @param user the user's name where name and secret are sent together; {@code null} where the secret is sent alone
 * @param secret what supplies it
 */
record Credential(String name, String scheme, @Nullable String user, Supplier<String> secret) {

    private static final String AUTHORIZATION = "Authorization";
    private static final String[] TELLING = {"token", "secret", "password", "apikey", "session"};

    Credential {
        Header.checkName(name);
        if (secret == null) {
            throw Texts.fault("value of " + name, null, "what supplies it");
        }
        if (user != null && (user.isBlank() || user.indexOf(':') >= 0)) {
            throw Texts.fault("user", Texts.quoted(user), "a name without a colon, as that ends it (RFC 7617)");
        }
    }

    static Credential bearer(Supplier<String> token) {
        return new Credential(AUTHORIZATION, "Bearer ", null, token);
    }

    static Credential basic(@Nullable String user, Supplier<String> password) {
        return new Credential(AUTHORIZATION, "Basic ", user == null ? "" : user, password);
    }

    /** Whether a header of this name carries a secret, so that its value may not stand in a plan or a report. */
    static boolean isSecret(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
        if (plain.contains("authorization") || plain.equals("cookie") || plain.equals("setcookie")) {
            return true;
        }
        for (String word : TELLING) {
            if (plain.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** Asks for the secret. */
    Header ask(Secrets secrets) throws NoAnswerException {
        String value;
        try {
            value = secret.get();
        } catch (RuntimeException e) {
            throw NoAnswerException.because("not asked, as the supplier of header " + name + " failed: ", e);
        }
        if (value == null || value.isBlank()) {
            throw NoAnswerException.because("not asked, as the supplier of header " + name + " gave nothing");
        }
        secrets.add(value);
        String sent = user == null ? value : Base64.getEncoder().encodeToString((user + ':' + value).getBytes(UTF_8));
        if (!Header.canBeSent(name, sent)) {
            throw NoAnswerException.because(
                    "not asked, as the supplier of header " + name + " gave something that is not one line of text");
        }
        secrets.add(sent);
        return new Header(name, scheme + sent);
    }
}

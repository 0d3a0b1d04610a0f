package dev.postflight.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form, in their order.
 *
 * @param fields the fields; a name may be there more than once
 */
record Form(List<Field> fields) {

    static final String TYPE = "application/x-www-form-urlencoded";

    private static final int MOST = 100;

    /**
     * One field, whose value is known or asked for at each run.
     *
     * @param name of the field
     * @param text its value; {@code null} when it is a secret
     * @param secret what supplies it; {@code null} when it is none
     */
    record Field(
            String name, @Nullable String text, @Nullable Supplier<String> secret) {

        Field {
            if (name == null || name.isBlank()) {
                throw Texts.fault("field", Texts.quoted(name), "a name that is not blank");
            }
        }

        static Field plain(String name, @Nullable String text) {
            if (text == null) {
                throw Texts.fault("field " + name, null, "a text");
            }
            if (name != null && Credential.isSecret(name)) {
                throw Texts.fault(
                        "field " + name,
                        Texts.MASK,
                        "what supplies its value, as no credential stands in a plan: formField(\"" + name
                                + "\", () -> …)");
            }
            return new Field(name, text, null);
        }

        static Field secret(String name, @Nullable Supplier<String> secret) {
            if (secret == null) {
                throw Texts.fault("value of field " + name, null, "what supplies it");
            }
            return new Field(name, null, secret);
        }

        private String value(Secrets secrets) throws NoAnswerException {
            if (text != null) {
                return text;
            }
            String value;
            try {
                value = secret == null ? null : secret.get();
            } catch (RuntimeException e) {
                throw NoAnswerException.because("not asked, as the supplier of field " + name + " failed: ", e);
            }
            if (value == null || value.isBlank()) {
                throw NoAnswerException.because("not asked, as the supplier of field " + name + " gave nothing");
            }
            secrets.add(value);
            secrets.add(URLEncoder.encode(value, UTF_8));
            return value;
        }
    }

    Form plus(Field field) {
        if (fields.size() >= MOST) {
            throw Texts.fault("fields", "more than " + MOST, "at most " + MOST);
        }
        return new Form(Expectations.plus(fields, field));
    }

    /** As it is sent. */
    byte[] bytes(Secrets secrets) throws NoAnswerException {
        List<String> pairs = new ArrayList<>();
        for (Field field : fields) {
            pairs.add(field.name());
            pairs.add(field.value(secrets));
        }
        return encoded(pairs.toArray(new String[0])).getBytes(UTF_8);
    }

    /** Names and values in turn, as they stand in a query or a form. */
    static String encoded(String... pairs) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(URLEncoder.encode(pairs[i], UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(pairs[i + 1], UTF_8));
        }
        return form.toString();
    }
}

package dev.postflight.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request sends: fixed, or asked for at each run. */
final class RequestBody {

    private static final int LARGEST = 16 << 20;

    /** Of forms, JSON and XML. */
    private static final Pattern VALUE = Pattern.compile("[=:>]\\s*\"?([^\"&,<>{}\\[\\]\\s]{4,})");

    private final String contentType;
    private final byte @Nullable [] fixed;
    private final @Nullable Supplier<?> supplied;
    private final @Nullable Form form;

    private RequestBody(Form form) {
        this.contentType = Form.TYPE;
        this.fixed = null;
        this.supplied = null;
        this.form = form;
    }

    private RequestBody(String contentType, byte @Nullable [] fixed, @Nullable Supplier<?> supplied) {
        if (contentType == null || contentType.isBlank() || !Header.canBeSent("Content-Type", contentType)) {
            throw Texts.fault("contentType", Texts.quoted(contentType), "a media type such as application/json");
        }
        if (fixed == null && supplied == null) {
            throw Texts.fault("body", null, "a body");
        }
        if (fixed != null && fixed.length > LARGEST) {
            throw Texts.fault("body", fixed.length + " bytes", "at most " + LARGEST + " bytes");
        }
        this.contentType = contentType;
        this.fixed = fixed;
        this.supplied = supplied;
        this.form = null;
    }

    static RequestBody of(String contentType, @Nullable String text) {
        return new RequestBody(contentType, text == null ? null : text.getBytes(UTF_8), null);
    }

    static RequestBody of(String contentType, byte @Nullable [] bytes) {
        return new RequestBody(contentType, bytes == null ? null : bytes.clone(), null);
    }

    /** Of a text or of bytes. */
    static RequestBody supplied(String contentType, @Nullable Supplier<?> body) {
        return new RequestBody(contentType, null, body);
    }

    /**
     * A form with one field more.
     *
     * @param before what was sent so far: a form, or {@code null} for nothing
     */
    static RequestBody form(@Nullable RequestBody before, Form.Field field) {
        if (before != null && before.form == null) {
            throw besideForm();
        }
        Form fields = before == null || before.form == null ? new Form(List.of()) : before.form;
        return new RequestBody(fields.plus(field));
    }

    /** Itself, in place of what was sent so far, unless that is a form. */
    RequestBody insteadOf(@Nullable RequestBody before) {
        if (before != null && before.form != null) {
            throw besideForm();
        }
        return this;
    }

    private static IllegalArgumentException besideForm() {
        return Texts.fault("body", "beside the fields of a form", "one of both");
    }

    String contentType() {
        return contentType;
    }

    /** The body, and each value in it: servers repeat what they do not accept. */
    private static void hide(String text, Secrets secrets) {
        secrets.add(text);
        Matcher values = VALUE.matcher(text);
        while (values.find()) {
            String value = values.group(1);
            secrets.add(value);
            try {
                secrets.add(URLDecoder.decode(value, UTF_8));
            } catch (IllegalArgumentException e) {
                // it is not encoded
            }
        }
    }

    byte[] bytes(Secrets secrets) throws NoAnswerException {
        if (fixed != null) {
            return fixed;
        }
        if (form != null) {
            return form.bytes(secrets);
        }
        Object given;
        try {
            given = supplied == null ? null : supplied.get();
        } catch (RuntimeException e) {
            throw NoAnswerException.because("not asked, as the supplier of the body failed: ", e);
        }
        if (given instanceof String text) {
            hide(text, secrets);
            given = text.getBytes(UTF_8);
        }
        if (!(given instanceof byte[] bytes) || bytes.length > LARGEST) {
            throw NoAnswerException.because("not asked, as the supplier of the body gave "
                    + (given == null ? "nothing" : "more than " + LARGEST + " bytes"));
        }
        return bytes;
    }
}

package dev.postflight.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a header of the answer must be.
 *
 * @param name of the header, in any case
 * @param kind how it is compared
 * @param value with what; empty where only its presence matters
 */
record ExpectedHeader(String name, Kind kind, String value) implements Expectation {

    enum Kind {
        PRESENT,
        EQUAL,
        CONTAINING,
        ABSENT
    }

    static ExpectedHeader of(@Nullable String name, Kind kind, @Nullable String value) {
        if (name == null || name.isBlank() || name.indexOf(' ') >= 0 || name.indexOf(':') >= 0) {
            throw Texts.fault("name", Texts.quoted(name), "the name of a header");
        }
        if (value == null || value.isBlank() && (kind == Kind.EQUAL || kind == Kind.CONTAINING)) {
            throw Texts.fault("value of " + name, Texts.quoted(value), "a text that is not blank");
        }
        return new ExpectedHeader(name, kind, value);
    }

    @Override
    public void judge(Seen seen, List<String> unmet) {
        List<String> all = seen.answer().headers().allValues(name);
        boolean isMet = switch (kind) {
            case PRESENT -> !all.isEmpty();
            case ABSENT -> all.isEmpty();
            case EQUAL -> all.contains(value) || String.join(", ", all).equals(value);
            case CONTAINING -> String.join(", ", all).contains(value);
        };
        if (!isMet) {
            unmet.add(sentence(name, all, expected()));
        }
    }

    /** What a header is like; its value is masked when its name speaks of a secret. */
    static String sentence(String name, List<String> values, String expected) {
        String seen = values.isEmpty()
                ? " is absent"
                : " is "
                        + (Credential.isSecret(name) ? Texts.MASK : Texts.quoted(Texts.cut(String.join(", ", values))));
        return "header " + name + seen + " (expected: " + expected + ")";
    }

    private String expected() {
        String shown = Credential.isSecret(name) ? Texts.MASK : Texts.quoted(Texts.cut(value));
        return switch (kind) {
            case PRESENT -> "present";
            case ABSENT -> "absent";
            case EQUAL -> shown;
            case CONTAINING -> "with " + shown;
        };
    }

    @Override
    public String wanted() {
        return "header " + name + ' ' + expected();
    }

    @Override
    public boolean needsBody() {
        return false;
    }
}

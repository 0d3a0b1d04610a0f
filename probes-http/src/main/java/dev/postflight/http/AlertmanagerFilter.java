package dev.postflight.http;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are asked for.
 *
 * @param matchers on their labels, all of which must hold
 * @param receiver a regular expression for the names of receivers; empty for all
 * @param watchdog the name of an alert that always fires; empty for none
 */
record AlertmanagerFilter(List<String> matchers, String receiver, String watchdog) {

    static final AlertmanagerFilter NONE = new AlertmanagerFilter(List.of(), "", "");

    private static final Pattern MATCHER = Pattern.compile("\\s*[^\\s=!~{}]+\\s*(=|!=|=~|!~)[^=~].*|\\s*[^\\s=!~{}]+=");
    private static final String PATH = "/api/v2/alerts?active=true&silenced=true&inhibited=true&unprocessed=true";

    AlertmanagerFilter matching(@Nullable String matcher) {
        if (matcher == null || !MATCHER.matcher(matcher).matches()) {
            throw Texts.fault(
                    "matcher", Texts.quoted(matcher), "a matcher such as team=\"orders\" or service=~\"a|b\"");
        }
        return new AlertmanagerFilter(Expectations.plus(matchers, matcher), receiver, watchdog);
    }

    AlertmanagerFilter receiver(@Nullable String expression) {
        if (expression == null || expression.isBlank()) {
            throw Texts.fault("receiver", Texts.quoted(expression), "a regular expression for names of receivers");
        }
        return new AlertmanagerFilter(matchers, expression, watchdog);
    }

    AlertmanagerFilter watchdog(@Nullable String alertname) {
        if (alertname == null || alertname.isBlank()) {
            throw Texts.fault("watchdog", Texts.quoted(alertname), "the name of an alert that always fires");
        }
        return new AlertmanagerFilter(matchers, receiver, alertname);
    }

    String query() {
        List<String> pairs = new ArrayList<>();
        for (String matcher : matchers) {
            pairs.addAll(List.of("filter", matcher));
        }
        if (!receiver.isEmpty()) {
            pairs.addAll(List.of("receiver", receiver));
        }
        return pairs.isEmpty() ? PATH : PATH + '&' + Form.encoded(pairs.toArray(new String[0]));
    }

    String watchdogQuery() {
        String escaped = watchdog.replace("\\", "\\\\").replace("\"", "\\\"");
        return PATH + '&' + Form.encoded("filter", "alertname=\"" + escaped + '"');
    }

    String shown() {
        List<String> all = new ArrayList<>(matchers);
        if (!receiver.isEmpty()) {
            all.add("receiver=~\"" + receiver + '"');
        }
        return "alerts" + (all.isEmpty() ? "" : " {" + Texts.cut(String.join(", ", all)) + '}');
    }
}

package dev.postflight.http;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Locale;

/** The headers by which browsers protect those who use a page. */
final class ExpectedSecurity implements Expectation {

    private static final String HSTS = "Strict-Transport-Security";
    private static final String SNIFFING = "X-Content-Type-Options";
    private static final String FRAMES = "X-Frame-Options";
    private static final String REFERRER = "Referrer-Policy";
    private static final String MAX_AGE = "max-age";

    @Override
    public void judge(Seen seen, List<String> unmet) {
        HttpHeaders headers = seen.answer().headers();
        // browsers pass over it where there is no TLS (RFC 6797, 8.1)
        if (seen.from().getScheme().equalsIgnoreCase("https")) {
            List<String> transport = headers.allValues(HSTS);
            if (!isLasting(transport)) {
                unmet.add(ExpectedHeader.sentence(HSTS, transport, "one with a max-age above 0"));
            }
        }
        List<String> sniffing = headers.allValues(SNIFFING);
        if (sniffing.isEmpty() || !sniffing.get(0).strip().equalsIgnoreCase("nosniff")) {
            unmet.add(ExpectedHeader.sentence(SNIFFING, sniffing, "\"nosniff\""));
        }
        List<String> frames = headers.allValues(FRAMES);
        if (!isFraming(frames) && !hasFrameAncestors(headers.allValues("Content-Security-Policy"))) {
            unmet.add(ExpectedHeader.sentence(
                    FRAMES, frames, "DENY, SAMEORIGIN, or frame-ancestors in Content-Security-Policy"));
        }
        List<String> referrer = headers.allValues(REFERRER);
        if (referrer.isEmpty()
                || referrer.get(referrer.size() - 1).toLowerCase(Locale.ROOT).contains("unsafe-url")) {
            unmet.add(ExpectedHeader.sentence(REFERRER, referrer, "any but unsafe-url"));
        }
    }

    private static boolean isLasting(List<String> values) {
        if (values.isEmpty()) {
            return false;
        }
        // only the first one counts (RFC 6797, 8.1)
        for (String directive : values.get(0).split(";", -1)) {
            String clean = directive.strip().toLowerCase(Locale.ROOT);
            if (clean.startsWith(MAX_AGE)) {
                String age = clean.substring(MAX_AGE.length())
                        .strip()
                        .replace("=", "")
                        .replace("\"", "")
                        .strip();
                return !age.isEmpty() && isNumber(age) && !age.replace("0", "").isEmpty();
            }
        }
        return false;
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isFraming(List<String> values) {
        if (values.size() != 1) {
            return false;
        }
        String value = values.get(0).strip();
        return value.equalsIgnoreCase("DENY") || value.equalsIgnoreCase("SAMEORIGIN");
    }

    private static boolean hasFrameAncestors(List<String> policies) {
        for (String policy : policies) {
            for (String directive : policy.split("[;,]", -1)) {
                String clean = directive.strip().toLowerCase(Locale.ROOT);
                if (clean.startsWith("frame-ancestors ") && !clean.endsWith(" *")) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public String wanted() {
        return "security headers";
    }

    @Override
    public boolean needsBody() {
        return false;
    }
}

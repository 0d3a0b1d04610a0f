package dev.postflight.http;

import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The headers by which browsers protect those who use a page. */
final class ExpectedSecurity implements Expectation {

    private static final String HSTS = "Strict-Transport-Security";
    private static final String SNIFFING = "X-Content-Type-Options";
    private static final String FRAMES = "X-Frame-Options";
    private static final String REFERRER = "Referrer-Policy";
    private static final String ANCESTORS = "frame-ancestors";
    private static final Pattern LASTING =
            Pattern.compile("\\s*max-age\\s*=\\s*(0*[1-9][0-9]*|\"0*[1-9][0-9]*\")\\s*", Pattern.CASE_INSENSITIVE);

    /** A star, a scheme by itself, or a star for a host. */
    private static final Pattern ANY_SITE = Pattern.compile("\\*(:[0-9*]+)?|[a-z]+:|[a-z]+://\\*(:[0-9*]+)?/?");

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
        List<String> ancestors = frameAncestors(headers.allValues("Content-Security-Policy"));
        if (ancestors.isEmpty() && !isFraming(frames)) {
            unmet.add(ExpectedHeader.sentence(
                    FRAMES, frames, "DENY, SAMEORIGIN, or frame-ancestors in Content-Security-Policy"));
        } else if (!ancestors.isEmpty() && ancestors.stream().noneMatch(ExpectedSecurity::isBounded)) {
            unmet.add(ExpectedHeader.sentence(
                    "Content-Security-Policy", ancestors, "frame-ancestors that leave some out"));
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
            if (LASTING.matcher(directive).matches()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFraming(List<String> values) {
        if (values.size() != 1) {
            return false;
        }
        String value = values.get(0).strip();
        return value.equalsIgnoreCase("DENY") || value.equalsIgnoreCase("SAMEORIGIN");
    }

    /** Who may frame, by the policies that say so: then browsers pass over X-Frame-Options (CSP 3, 6.4.2). */
    private static List<String> frameAncestors(List<String> headers) {
        List<String> found = new ArrayList<>();
        for (String header : headers) {
            for (String policy : header.split(",", -1)) {
                for (String directive : policy.split(";", -1)) {
                    String clean = directive.strip().toLowerCase(Locale.ROOT);
                    if (clean.equals(ANCESTORS) || clean.startsWith(ANCESTORS + ' ')) {
                        found.add(clean.substring(ANCESTORS.length()).strip());
                        break; // only the first one of a policy counts
                    }
                }
            }
        }
        return found;
    }

    /** Whether these sources leave any site out. */
    private static boolean isBounded(String sources) {
        for (String source : sources.split("\\s+", -1)) {
            if (ANY_SITE.matcher(source).matches()) {
                return false;
            }
        }
        return true;
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

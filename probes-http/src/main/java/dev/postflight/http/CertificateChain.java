package dev.postflight.http;

import dev.postflight.api.Unit;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;

/**
 * The certificates that a server showed.
 *
 * @param certificates its own first
 */
record CertificateChain(List<X509Certificate> certificates) {

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final int MOST_NAMES = 10;

    /** The seconds until the first of them expires; negative when it has. */
    double secondsLeft(Instant now) {
        double least = Double.POSITIVE_INFINITY;
        for (X509Certificate certificate : certificates) {
            Duration left = Duration.between(now, certificate.getNotAfter().toInstant());
            least = Math.min(least, left.toMillis() / 1e3);
        }
        return least;
    }

    /** Those that are not valid now, each with a sentence. */
    List<String> untimely(Instant now) {
        List<String> faults = new ArrayList<>();
        for (X509Certificate certificate : certificates) {
            Instant from = certificate.getNotBefore().toInstant();
            Instant until = certificate.getNotAfter().toInstant();
            if (until.isBefore(now)) {
                faults.add(name(certificate) + " expired at " + until + ", " + distance(until, now) + " ago");
            } else if (from.isAfter(now)) {
                faults.add(name(certificate) + " is not valid before " + from + ", in " + distance(now, from));
            }
        }
        return faults;
    }

    /** What people would find wrong with a chain that was not trusted, or is for another host. */
    List<String> strange(String host) {
        List<String> faults = new ArrayList<>();
        if (certificates.isEmpty()) {
            return faults;
        }
        X509Certificate own = certificates.get(0);
        if (isSelfSigned(own)) {
            faults.add(name(own) + " is self-signed");
        }
        List<String> names = names(own);
        if (!matches(names, host)) {
            faults.add(name(own) + " is for " + (names.isEmpty() ? "no host" : shown(names)) + " (expected: " + host
                    + ")");
        }
        return faults;
    }

    private static String distance(Instant from, Instant to) {
        return Unit.SECONDS.format(Duration.between(from, to).toMillis() / 1e3);
    }

    private static String name(X509Certificate certificate) {
        return "the certificate of "
                + Texts.cut(certificate.getSubjectX500Principal().getName(X500Principal.RFC2253));
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        if (!certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The names and addresses that a certificate is for; others than these no longer count (RFC 9525). */
    private static List<String> names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            for (List<?> name : all == null ? List.<List<?>>of() : all) {
                boolean counts = name.get(0) instanceof Integer type && (type == DNS_NAME || type == IP_ADDRESS);
                if (counts && name.get(1) instanceof String text) {
                    names.add(text);
                }
            }
        } catch (CertificateParsingException e) {
            names.clear();
        }
        return names;
    }

    private static boolean matches(List<String> names, String host) {
        String wanted = host.toLowerCase(Locale.ROOT).replace("[", "").replace("]", "");
        int dot = wanted.indexOf('.');
        for (String name : names) {
            String known = name.toLowerCase(Locale.ROOT);
            if (known.equals(wanted)
                    || known.startsWith("*.") && dot > 0 && known.substring(1).equals(wanted.substring(dot))) {
                return true;
            }
        }
        return false;
    }

    private static String shown(List<String> names) {
        String text = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
        return Texts.cut(names.size() > MOST_NAMES ? text + " and others" : text);
    }
}

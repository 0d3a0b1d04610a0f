package dev.postflight.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which redirects are followed.
 *
 * @param most how many in a row; 0 for none
 * @param hosts hosts beside the one that was asked, in small letters
 */
record Redirects(int most, List<String> hosts) {

    static final Redirects NONE = new Redirects(0, List.of());

    private static final int MOST = 20;

    static Redirects of(int most, String... hosts) {
        if (most < 1 || most > MOST) {
            throw Texts.fault("most", most, "1 to " + MOST + " redirects");
        }
        return new Redirects(most, hosts(hosts));
    }

    static List<String> hosts(String... hosts) {
        List<String> all = new ArrayList<>();
        for (String host : hosts) {
            if (host == null || host.isBlank() || host.indexOf('/') >= 0 || host.indexOf('*') >= 0) {
                throw Texts.fault("hosts", Texts.quoted(host), "names of hosts, without scheme, port or wildcard");
            }
            all.add(host.strip().toLowerCase(Locale.ROOT));
        }
        return List.copyOf(all);
    }

    /** Whether the answer points elsewhere and the policy follows at all. */
    boolean concern(Answer answer) {
        return most > 0
                && switch (answer.status()) {
                    case 301, 302, 303, 307, 308 -> !answer.location().isEmpty();
                    default -> false;
                };
    }

    /** Why a redirect is not followed; {@code null} when it is. */
    @Nullable
    String refusal(URI first, URI from, URI to, int followed) {
        if (followed >= most) {
            return "more than " + most + (most == 1 ? " redirect" : " redirects");
        }
        if (isSecure(from) && !isSecure(to)) {
            return "redirect from https to http not followed";
        }
        String host = to.getHost().toLowerCase(Locale.ROOT);
        return host.equalsIgnoreCase(first.getHost()) || hosts.contains(host)
                ? null
                : "redirect to another host not followed";
    }

    /** Whether what is secret may go there too: scheme, host and port are the same. */
    static boolean isSameOrigin(URI from, URI to) {
        return from.getScheme().equalsIgnoreCase(to.getScheme())
                && from.getHost().equalsIgnoreCase(to.getHost())
                && port(from) == port(to);
    }

    private static boolean isSecure(URI uri) {
        return uri.getScheme().equalsIgnoreCase("https");
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : isSecure(uri) ? 443 : 80;
    }
}

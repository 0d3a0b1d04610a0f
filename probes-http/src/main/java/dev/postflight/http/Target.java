package dev.postflight.http;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes.
 *
 * @param uri the whole URL
 * @param shown the URL without the values of its query, for people
 */
record Target(URI uri, String shown) {

    private static final String RULE =
            "an absolute http or https URL with a host, such as http://localhost:8080/health";
    private static final String WEB_SOCKET_RULE =
            "an absolute ws or wss URL with a host and without user info, such as ws://localhost:8080/live";
    private static final String NO_USER_INFO = "no user info; send credentials in a header";
    private static final int MOST_PORTS = 65_535;

    static Target of(@Nullable String url) {
        if (url == null || url.isBlank()) {
            throw fault(url, RULE);
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            // not as a cause: its message repeats the whole URL
            throw fault(url, RULE);
        }
        return of(uri);
    }

    /** Of a WebSocket, which shares hosts and paths with HTTP. */
    static Target ofWebSocket(@Nullable String url) {
        String text = url == null ? "" : url;
        boolean secure = text.regionMatches(true, 0, "wss:", 0, 4);
        if (!secure && !text.regionMatches(true, 0, "ws:", 0, 3)) {
            throw fault(url, WEB_SOCKET_RULE);
        }
        Target http;
        try {
            http = of("http" + text.substring(2));
        } catch (IllegalArgumentException e) {
            throw fault(url, WEB_SOCKET_RULE);
        }
        return new Target(URI.create(text), text.substring(0, 2) + http.shown().substring(4));
    }

    static Target of(@Nullable URI uri) {
        if (uri == null) {
            throw fault(null, RULE);
        }
        String scheme = uri.getScheme();
        String authority = uri.getRawAuthority();
        if (authority != null && authority.indexOf('@') >= 0) {
            throw fault(uri.toString(), NO_USER_INFO);
        }
        if (scheme == null
                || !scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")
                || uri.getHost() == null
                || uri.getPort() == 0
                || uri.getPort() > MOST_PORTS) {
            throw fault(uri.toString(), RULE);
        }
        String query = uri.getRawQuery();
        String shown = scheme + "://" + authority + uri.getRawPath();
        return new Target(uri, Texts.cut(query == null ? shown : shown + '?' + masked(query)));
    }

    /** Names of parameters help to recognise a URL; a parameter without a name may be a secret as a whole. */
    private static String masked(String query) {
        StringBuilder text = new StringBuilder();
        for (String parameter : query.split("[&;]", -1)) {
            int end = parameter.indexOf('=') + 1;
            text.append(text.length() == 0 ? "" : "&").append(parameter, 0, end).append(Texts.MASK);
        }
        return text.toString();
    }

    private static IllegalArgumentException fault(@Nullable String url, String rule) {
        return Texts.fault("url", Texts.quoted(url == null ? null : withoutSecrets(url)), rule);
    }

    /** Works on anything, since what is no URL can hold a password all the same. */
    private static String withoutSecrets(String url) {
        String text = url;
        int at = text.lastIndexOf('@');
        if (at >= 0) {
            int start = text.indexOf("://") + 3;
            text = text.substring(0, start > 2 && start <= at ? start : 0) + Texts.MASK + text.substring(at);
        }
        int query = text.indexOf('?');
        return Texts.cut(query < 0 ? text : text.substring(0, query + 1) + Texts.MASK);
    }
}

package dev.postflight.http;

import java.net.http.HttpClient;
import java.util.List;

/**
 * The version of HTTP that the answer must be in.
 *
 * @param version the version
 */
record ExpectedVersion(HttpClient.Version version) implements Expectation {

    static String text(HttpClient.Version version) {
        return version == HttpClient.Version.HTTP_1_1
                ? "HTTP/1.1"
                : "HTTP/" + version.name().replace("HTTP_", "");
    }

    @Override
    public void judge(Seen seen, List<String> unmet) {
        HttpClient.Version spoken = seen.answer().version();
        if (spoken != version) {
            unmet.add("the answer is in " + text(spoken) + " (expected: " + text(version) + ")");
        }
    }

    @Override
    public String wanted() {
        return text(version);
    }

    @Override
    public boolean needsBody() {
        return false;
    }
}

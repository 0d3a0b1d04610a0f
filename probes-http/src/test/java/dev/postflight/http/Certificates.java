package dev.postflight.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificates made by the JDK's own tool, and contexts that show or trust them. */
final class Certificates {

    private static final String PASSWORD = "changeit";

    /** To make them takes a second. */
    private static final Map<String, Certificates> MADE = new ConcurrentHashMap<>();

    private final KeyStore keys;
    private final Certificate trusted;

    private Certificates(KeyStore keys, Certificate trusted) {
        this.keys = keys;
        this.trusted = trusted;
    }

    /** For names such as {@code dns:localhost}, valid now. */
    static Certificates selfSigned(Path folder, String names) throws Exception {
        Certificates made = MADE.get(names);
        if (made != null) {
            return made;
        }
        Path file = folder.resolve("self-signed-" + MADE.size() + ".p12");
        keytool(folder, file, "-alias test -dname CN=test", "-ext", "SAN=" + names);
        KeyStore keys = load(file);
        made = new Certificates(keys, keys.getCertificate("test"));
        MADE.put(names, made);
        return made;
    }

    /** By an authority that is valid now, for names such as {@code dns:localhost}. */
    static Certificates signed(Path folder, String names) throws Exception {
        return signed(folder, names, "-1d", 90);
    }

    /**
     * By an authority that is valid now.
     *
     * @param start from when on, as the tool writes it: {@code -10d}
     * @param days for how long
     */
    static Certificates signed(Path folder, String names, String start, int days) throws Exception {
        String key = names + ' ' + start + ' ' + days;
        Certificates made = MADE.get(key);
        if (made != null) {
            return made;
        }
        Path file = folder.resolve("signed-" + MADE.size() + ".p12");
        keytool(folder, file, "-alias authority -dname CN=authority -validity 3650", "-ext", "bc:c=ca:true");
        String options = "-alias test -dname CN=test -signer authority -startdate " + start + " -validity " + days;
        keytool(folder, file, options, "-ext", "SAN=" + names);
        KeyStore keys = load(file);
        Certificate authority = keys.getCertificate("authority");
        keys.deleteEntry("authority");
        made = new Certificates(keys, authority);
        MADE.put(key, made);
        return made;
    }

    private static void keytool(Path folder, Path file, String options, String... more) throws Exception {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = new ArrayList<>(List.of(tool.toString(), "-keystore", file.toString()));
        String always = "-genkeypair -keyalg EC -storetype PKCS12 -storepass " + PASSWORD;
        command.addAll(List.of(always.split(" ", -1)));
        command.addAll(List.of(options.split(" ", -1)));
        command.addAll(List.of(more));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue())
                .as(Files.readString(folder.resolve("keytool.log")))
                .isZero();
    }

    private static KeyStore load(Path file) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    SSLContext server() throws Exception {
        return server("TLS");
    }

    /** Shows the certificates, by this protocol and older ones. */
    SSLContext server(String protocol) throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance(protocol);
        context.init(own.getKeyManagers(), null, null);
        return context;
    }

    /** Trusts who has made this certificate, and nobody else. */
    SSLContext trusting() throws Exception {
        return context(null);
    }

    /** Trusts who has made this certificate, and shows it. */
    SSLContext mutual() throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        return context(own.getKeyManagers());
    }

    private SSLContext context(KeyManager @Nullable [] shown) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("test", trusted);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown, trust.getTrustManagers(), null);
        return context;
    }

    HttpClient trustingClient() throws Exception {
        return HttpClient.newBuilder().sslContext(trusting()).build();
    }
}

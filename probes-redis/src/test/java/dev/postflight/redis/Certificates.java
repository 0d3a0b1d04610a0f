package dev.postflight.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates, made by the JDK's own tool. */
final class Certificates {

    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final KeyStore keys;

    private final String trusted;

    private Certificates(Path folder, KeyStore keys, String trusted) {
        this.folder = folder;
        this.keys = keys;
        this.trusted = trusted;
    }

    /** For names such as {@code dns:localhost}. */
    static Certificates selfSigned(Path folder, String names) throws Exception {
        keytool(folder, "-genkeypair -alias test -keyalg EC -dname CN=test -ext SAN=" + names);
        return new Certificates(folder, load(folder), "test");
    }

    /** Signed by another, and valid from a moment such as {@code -10d} on. */
    static Certificates signed(Path folder, String names, String start, int days) throws Exception {
        keytool(folder, "-genkeypair -alias ca -keyalg EC -dname CN=ca -ext bc:c");
        keytool(folder, "-genkeypair -alias test -keyalg EC -dname CN=test");
        keytool(folder, "-certreq -alias test -file " + folder.resolve("request"));
        keytool(
                folder,
                "-gencert -alias ca -infile " + folder.resolve("request") + " -outfile " + folder.resolve("signed")
                        + " -startdate " + start + " -validity " + days + " -ext SAN=" + names);
        keytool(folder, "-importcert -noprompt -alias test -file " + folder.resolve("signed"));
        return new Certificates(folder, load(folder), "ca");
    }

    private static void keytool(Path folder, String options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(options.split(" ", -1)));
        command.addAll(List.of("-keystore", folder.resolve("keys.p12").toString()));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue())
                .as(Files.readString(folder.resolve("keytool.log")))
                .isZero();
    }

    private static KeyStore load(Path folder) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    Path certificateFile() throws Exception {
        return pem("certificate", "CERTIFICATE", keys.getCertificate("test").getEncoded());
    }

    Path keyFile() throws Exception {
        return pem(
                "key",
                "PRIVATE KEY",
                keys.getKey("test", PASSWORD.toCharArray()).getEncoded());
    }

    private Path pem(String name, String type, byte[] bytes) throws Exception {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.write(
                folder.resolve(name + ".pem"),
                ("-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    SSLContext server() throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context;
    }

    /** Trusts this certificate or the one that signed it, and no other, and shows it. */
    SSLContext client() throws Exception {
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("trusted", keys.getCertificate(trusted));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}

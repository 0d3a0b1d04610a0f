package dev.postflight.http;

import static dev.postflight.http.Results.AMPLE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.ProbeResult;
import java.net.URI;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R1: what a user reads when the other side speaks no TLS, refuses it, or breaks it off. */
class TlsHostileAnswersTest {

    private static String told(TlsProbe probe) throws Exception {
        ProbeResult result = probe.run(AMPLE);
        return result instanceof ProbeResult.Silent silent
                ? "silent: " + silent.cause()
                : result instanceof ProbeResult.Down down ? "down: " + down.reason() : "up";
    }

    /** Newer versions of the JDK put the name of the alert before their sentence. */
    private static String withoutAlert(String told) {
        return told.replaceAll("\\([a-z_]+\\) ", "");
    }

    /** What is sent at once, in hexadecimal or as it is, with a bar for the end of a line. */
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '§', textBlock = """
        text ¦ HTTP/1.1 400 Bad Request|| ¦ silent: TLS HOST: TLS failed, the port does not speak TLS: Unrecognized SSL message, plaintext connection?
        text ¦ SSH-2.0-OpenSSH_9.2| ¦ silent: TLS HOST: TLS failed, the port does not speak TLS: Unrecognized SSL message, plaintext connection?
        text ¦ 220 mail.example.org ESMTP| ¦ silent: TLS HOST: TLS failed, the port does not speak TLS: Unrecognized SSL message, plaintext connection?
        text ¦ +PONG| ¦ silent: TLS HOST: TLS failed, the port does not speak TLS: Unrecognized SSL message, plaintext connection?
        text ¦ -ERR unknown command| ¦ silent: TLS HOST: TLS failed, the port does not speak TLS: Unrecognized SSL message, plaintext connection?
        hex ¦ 00 00 00 00 00 00 00 00 ¦ silent: TLS HOST: TLS failed, the port does not speak TLS: Unrecognized SSL message, plaintext connection?
        hex ¦ ff ff ff ff ff ff ¦ silent: TLS HOST: TLS failed, the port does not speak TLS: Unrecognized SSL message, plaintext connection?
        hex ¦ 80 2e 01 00 02 00 15 00 ¦ silent: TLS HOST: TLS failed: Unrecognized record version SSLv2Hello , plaintext connection?
        hex ¦ 4a 00 00 00 0a 38 2e 30 2e 33 36 ¦ silent: TLS HOST: TLS failed, the port does not speak TLS: Unrecognized SSL message, plaintext connection?
        hex ¦ 15 03 03 00 02 02 28 ¦ down: TLS HOST: the server refuses the handshake: Received fatal alert: handshake_failure
        hex ¦ 15 03 03 00 02 02 46 ¦ down: TLS HOST: the server refuses the handshake: Received fatal alert: protocol_version
        hex ¦ 15 03 03 00 02 02 47 ¦ down: TLS HOST: the server refuses the handshake: Received fatal alert: insufficient_security
        hex ¦ 15 03 03 00 02 02 50 ¦ down: TLS HOST: the server refuses the handshake: Received fatal alert: internal_error
        hex ¦ 15 03 03 00 02 02 70 ¦ down: TLS HOST: the server refuses the handshake: Received fatal alert: unrecognized_name
        hex ¦ 15 03 03 00 02 02 56 ¦ down: TLS HOST: the server refuses the handshake: Received fatal alert: inappropriate_fallback
        hex ¦ 15 03 03 00 02 02 78 ¦ down: TLS HOST: the server refuses the handshake: Received fatal alert: no_application_protocol
        hex ¦ 15 03 03 00 02 02 74 ¦ down: TLS HOST: the server refuses the handshake: Received fatal alert: certificate_required
        hex ¦ 15 03 03 00 02 01 00 ¦ silent: TLS HOST: TLS failed: Received close_notify during handshake
        hex ¦ 15 03 03 00 02 02 ff ¦ silent: TLS HOST: TLS failed: Unknown alert description (-1)
        hex ¦ 16 03 03 00 04 00 00 00 00 ¦ silent: TLS HOST: TLS failed: Unsupported handshake message: hello_request: Unsupported handshake consumer: hello_request
        hex ¦ 16 03 03 00 04 02 00 00 00 ¦ silent: TLS HOST: TLS failed: Illegal handshake message: server_hello
        hex ¦ 16 03 03 ff ff 02 00 00 00 ¦ silent: TLS HOST: TLS failed: Input record too big: max = 16709 len = 65540
        hex ¦ 16 03 03 00 04 0e 00 00 00 ¦ silent: TLS HOST: TLS failed: Unexpected handshake message: server_hello_done
        hex ¦ 17 03 03 00 05 68 65 6c 6c 6f ¦ silent: TLS HOST: TLS failed, the port does not speak TLS: Unrecognized SSL message, plaintext connection?
        hex ¦ 14 03 03 00 01 01 ¦ silent: TLS HOST: TLS failed, the port does not speak TLS: Unrecognized SSL message, plaintext connection?
        hex ¦ 16 09 09 00 04 02 00 00 00 ¦ silent: TLS HOST: TLS failed: Illegal handshake message: server_hello
        hex ¦ 18 03 03 00 03 01 00 00 ¦ silent: TLS HOST: TLS failed, the port does not speak TLS: Unrecognized SSL message, plaintext connection?
        """)
    void those_who_send_something_else_are_never_up(String how, String sent, String told) throws Exception {
        String bytes = how.equals("hex")
                ? new String(HexFormat.of().parseHex(sent.replace(" ", "")), ISO_8859_1)
                : sent.replace("|", "\r\n");
        try (FaultyServer server = FaultyServer.greeting(bytes)) {
            String url = server.url().replace("http:", "https:");
            assertThat(withoutAlert(told(HttpProbes.tls(url)))
                            .replace(URI.create(url).getAuthority(), "HOST"))
                    .isEqualTo(told);
        }
    }
}

package dev.postflight.http;

import dev.postflight.api.ProbeResult;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** There was no whole answer. The message says why to people who know neither the JDK's client nor its exceptions. */
final class NoAnswerException extends Exception {

    private static final long serialVersionUID = 1;

    private NoAnswerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static NoAnswerException because(String message) {
        return new NoAnswerException(message, null);
    }

    static NoAnswerException because(String message, Throwable cause) {
        return new NoAnswerException(message + ProbeResult.silent(cause).cause(), cause);
    }

    static NoAnswerException late(AnswerReader reader, Duration timeout, Throwable cause) {
        String only = reader.hasBegun() ? "only " : "";
        return new NoAnswerException(only + reader.progress() + " within " + Texts.duration(timeout), cause);
    }

    static NoAnswerException of(Throwable cause, AnswerReader reader, Duration timeout) {
        if (cause instanceof HttpConnectTimeoutException) {
            return new NoAnswerException("no connection within " + Texts.duration(timeout), cause);
        }
        if (cause instanceof HttpTimeoutException) {
            return late(reader, timeout, cause);
        }
        return new NoAnswerException(why(cause, reader), cause);
    }

    private static String why(Throwable cause, AnswerReader reader) {
        if (reader.hasBegun() && cause instanceof IOException) {
            return "cut off after " + reader.progress() + ": " + message(cause);
        }
        if (find(cause, UnresolvedAddressException.class) != null || find(cause, UnknownHostException.class) != null) {
            return "unknown host";
        }
        if (find(cause, SSLException.class) != null) {
            return tls(cause);
        }
        if (cause instanceof ConnectException) {
            // the JDK's client loses the text of this one and keeps that of the others
            return cause.getMessage() == null ? "connection refused" : "no connection: " + cause.getMessage();
        }
        if (find(cause, EOFException.class) != null && message(cause).contains("received no bytes")) {
            return "connection closed without an answer";
        }
        return "no HTTP answer: " + message(cause);
    }

    private static String tls(Throwable cause) {
        String message = message(cause);
        if (find(cause, CertPathBuilderException.class) != null) {
            return "TLS failed, the certificate is not trusted: " + message;
        }
        // written with and without "Unsupported or" before it
        boolean clear = message.contains("nrecognized SSL message");
        return (clear ? "TLS failed, the port does not speak TLS: " : "TLS failed: ") + message;
    }

    /** The outermost message and the innermost one, which often is the only one that says what was wrong. */
    static String message(Throwable thrown) {
        String outer = thrown.getMessage();
        if (!(thrown instanceof IOException) || outer == null || outer.isBlank()) {
            return ProbeResult.silent(thrown).cause();
        }
        Throwable root = thrown;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        String inner = root.getMessage();
        return inner == null || outer.contains(inner) ? outer : outer + ": " + inner;
    }

    private static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}

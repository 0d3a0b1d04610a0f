package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R7: text is redacted where it enters. What counts as a secret is in {@link SecretsTest}. */
class RedactionTest {

    private static String redacted(String text) {
        return ProbeResult.silent(text).cause();
    }

    @Nested
    class CharactersThatSteerOrHide {

        @ParameterizedTest
        @MethodSource("texts")
        void are_neutralised(String text, String shown) {
            assertThat(redacted(text)).isEqualTo(shown);
        }

        static Stream<Arguments> texts() {
            return Stream.of(
                    Arguments.of("a\r\nb\tc\u000bd\u0085e", "a b c d e"),
                    Arguments.of("a\u2028b\u2029c\u00a0d\u3000e", "a b c d e"),
                    Arguments.of("  a \n\n b  ", "a b"),
                    Arguments.of("\u001b[31;1mred\u001b[0m\u001b[2J", "red"),
                    Arguments.of("\u009b31mred", "red"),
                    Arguments.of("\u001b]0;title\u0007text", "text"),
                    Arguments.of("\u001b]8;;http://x\u001b\\link", "link"),
                    Arguments.of("\u001b]0;without end", "]0;without end"),
                    Arguments.of("\u001b(B\u001b[mred", "red"),
                    Arguments.of("\u001b[?25lred\u001b[2K", "red"),
                    Arguments.of("\u001b[red", "ed"),
                    Arguments.of("a\rb", "a b"),
                    Arguments.of("not\uffffa\ufffecharacter", "notacharacter"),
                    Arguments.of("ｆｕｌｌ：１", "full:1"),
                    Arguments.of("a\u2800b", "a b"),
                    Arguments.of("a\u0000b\bc\u007fd", "abcd"),
                    Arguments.of("user\u202egnp.exe", "usergnp.exe"),
                    Arguments.of("a\u2066b\u2069c\u200dd\u200be\ufefff\u00adg", "abcdefg"),
                    Arguments.of("tag\udb40\udc41\udb40\udc42", "tag"),
                    Arguments.of("half \ud83d and \ude80", "half and"),
                    Arguments.of("whole \ud83d\ude80", "whole \ud83d\ude80"));
        }
    }

    @Nested
    class LongText {

        @Test
        void is_cut_at_1000_characters() {
            assertThat(redacted("a".repeat(1_000))).isEqualTo("a".repeat(1_000));
            assertThat(redacted("a".repeat(1_001))).isEqualTo("a".repeat(999) + "…");
        }

        @Test
        void is_not_cut_within_a_character() {
            for (String text : new String[] {"\ud83d\ude80".repeat(5_000), "a" + "\ud83d\ude80".repeat(5_000)}) {
                assertThat(redacted(text)).matches("a?(\ud83d\ude80)+…").hasSizeBetween(998, 1_000);
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a",
                    " ",
                    "\n",
                    "://",
                    "=",
                    "pass",
                    "password",
                    "password=",
                    "password=\"",
                    "password='",
                    "password={",
                    "password=[",
                    "password ",
                    "token.",
                    "token-",
                    "\"",
                    "'",
                    "\\",
                    "password\\",
                    "\\\"password\\\":\\\"",
                    "?a",
                    "?a=",
                    ";a={",
                    "&",
                    "://?",
                    "://a:",
                    "://a:1",
                    "@",
                    "://@",
                    "jdbc:oracle:thin:",
                    "eyJ",
                    "eyJ-",
                    "eyJ.",
                    "eyJa.",
                    "bearer ",
                    "bearer a",
                    "basic basicbasic",
                    "authorization",
                    "authorization:",
                    "cookie ",
                    "-----BEGIN PRIVATE KEY-----",
                    "-----BEGIN ",
                    "\u001b[",
                    "\u001b[1",
                    "\u009b",
                    "\u202e",
                    "\ud83d",
                    "password=,a",
                    "password=,a ",
                    "password=a)b}c]d;e&",
                    "sess",
                    "session_",
                    "''",
                    "'\\",
                    "<password",
                    "<password>",
                    "<password>]",
                    "<password><![CDATA[]",
                    "credentials[",
                    "credentials{",
                    "credentials(a=",
                    "password=a[",
                    "password=a(",
                    "password={{",
                    "password={\"",
                    "password=[[",
                    "password\n",
                    "password:\n ",
                    "password:\n- ",
                    "password: |\n ",
                    "password=\\\n",
                    "password:\\n",
                    "password value",
                    "password,;:",
                    "--password",
                    "--password, ",
                    "-u a:",
                    "digest a",
                    "cookie:\n ",
                    "cookie,",
                    "//a:b",
                    "//a:1?",
                    "//#1",
                    "a/b@",
                    "a:",
                    "a:b*",
                    "oracle:a:b/",
                    "oracle:a:\"",
                    "aws A1a/",
                    "eyJeyJeyJeyJeyJeyJeyJ",
                    "-----END ",
                    "-----BEGIN PRIVATE KEY----- -----END PRIVATE KEY-----",
                    "%25",
                    "%252",
                    "\\u005c",
                    "&amp;",
                    "\u001b]",
                    "\u001b[1;",
                    "\u009d0;",
                    "\uff1d",
                    "\u3000"
                })
        @Timeout(10)
        void of_nasty_kinds_is_quick(String piece) {
            String nasty = piece.repeat(8_000 / piece.length());

            assertThat(redacted(nasty)).hasSizeLessThanOrEqualTo(1_000);
            assertThat(redacted("password=" + nasty + "x")).hasSizeLessThanOrEqualTo(1_000);
            assertThat(redacted("://" + nasty + "@")).hasSizeLessThanOrEqualTo(1_000);
        }

        @ParameterizedTest
        @ValueSource(strings = {"a", "a b ", "password=", "\n", "://", "//a:", "\u001b]", "%25", "{\"", "<password>"})
        @Timeout(10)
        void of_10_megabytes_is_quick(String piece) {
            String huge = piece.repeat(10_000_000 / piece.length());

            assertThat(redacted(huge)).hasSizeLessThanOrEqualTo(1_000);
            assertThat(ProbeResult.silent(new IllegalStateException(huge)).cause())
                    .hasSizeLessThanOrEqualTo(1_000);
        }

        @Test
        @Timeout(10)
        void of_random_pieces_never_fails() {
            String[] pieces = {
                "password",
                "=",
                ":",
                "\"",
                "'",
                "\\",
                "://",
                "@",
                "?",
                "&",
                ";",
                "{",
                "}",
                "[",
                "]",
                "(",
                ")",
                " ",
                "\n",
                "Bearer ",
                "eyJ",
                ".",
                "cookie",
                "x",
                "\u001b[",
                "\ud83d",
                "\ude80",
                "\u200b",
                "jdbc:oracle:thin:",
                "$1"
            };
            for (long seed = 0; seed < 3_000; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                StringBuilder text = new StringBuilder();
                for (int i = random.nextInt(60); i > 0; i--) {
                    text.append(pieces[random.nextInt(pieces.length)]);
                }
                assertThat(redacted(text.toString()))
                        .as("seed %d", seed)
                        .isNotEmpty()
                        .doesNotContain("\n");
            }
        }
    }

    @Nested
    class Exceptions {

        private static String described(Throwable thrown) {
            return ProbeResult.silent(thrown).cause();
        }

        @Test
        void are_named_with_their_causes() {
            assertThat(described(new IllegalStateException(
                            "no pool", new java.io.IOException("no socket", new java.net.ConnectException("refused")))))
                    .isEqualTo("IllegalStateException: no pool; caused by IOException: no socket;"
                            + " caused by ConnectException: refused");
        }

        @Test
        void in_a_chain_are_all_redacted() {
            Throwable root = new IllegalArgumentException("jdbc:postgresql://db/shop?user=a&password=hunter2");
            Throwable middle = new IllegalStateException("sent Authorization: Bearer hunter2", root);
            Throwable top = new RuntimeException("https://app:hunter2@shop.example/ failed", middle);

            assertThat(described(top))
                    .isEqualTo("RuntimeException: https://***@shop.example/ failed;"
                            + " caused by IllegalStateException: sent Authorization: ***"
                            + " caused by IllegalArgumentException: jdbc:postgresql://db/shop?user=***&password=***");
        }

        @Test
        void without_a_message_are_named_all_the_same() {
            assertThat(described(new NullPointerException())).isEqualTo("NullPointerException");
            assertThat(described(new IllegalStateException(" "))).isEqualTo("IllegalStateException");
        }

        @Test
        void that_only_repeat_their_cause_are_told_once() {
            assertThat(described(new RuntimeException("a", new RuntimeException("a"))))
                    .isEqualTo("RuntimeException: a");
        }

        @Test
        void whose_message_or_cause_cannot_be_had_are_named_all_the_same() {
            assertThat(described(new Stubborn())).isEqualTo("Stubborn: (its message could not be had)");
        }

        @Test
        void of_anonymous_classes_are_named_by_their_place() {
            assertThat(described(new RuntimeException("a") {
                        private static final long serialVersionUID = 1L;
                    }))
                    .matches("dev\\.postflight\\.api\\.RedactionTest\\$Exceptions\\$\\d+: a");
        }

        @Test
        @Timeout(10)
        void in_a_circle_are_told_once() {
            Exception one = new Exception("one");
            Exception other = new Exception("other", one);
            one.initCause(other);

            assertThat(described(one)).isEqualTo("Exception: one; caused by Exception: other");
        }

        @Test
        @Timeout(10)
        void in_an_endless_chain_are_told_up_to_five() {
            assertThat(described(new Endless(1)))
                    .isEqualTo("Endless: 1; caused by Endless: 2; caused by Endless: 3;"
                            + " caused by Endless: 4; caused by Endless: 5");
        }

        @Test
        @Timeout(10)
        void whose_message_never_ends_are_named_all_the_same() {
            RuntimeException selfish = new RuntimeException("a") {
                private static final long serialVersionUID = 1L;

                @Override
                public String getMessage() {
                    return "see " + this; // which asks for the message
                }
            };

            assertThat(described(selfish)).endsWith(": (its message could not be had)");
        }

        @Test
        void that_are_errors_are_told_like_any_other() {
            assertThat(described(new StackOverflowError())).isEqualTo("StackOverflowError");
            assertThat(described(new NoClassDefFoundError("org/x/Y"))).isEqualTo("NoClassDefFoundError: org/x/Y");
        }

        private static final class Endless extends RuntimeException {
            private static final long serialVersionUID = 1L;
            private final int number;

            Endless(int number) {
                super(Integer.toString(number));
                this.number = number;
            }

            @Override
            public synchronized Throwable getCause() {
                return new Endless(number + 1);
            }
        }

        private static final class Stubborn extends RuntimeException {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new IllegalStateException("password=hunter2");
            }

            @Override
            public synchronized Throwable getCause() {
                throw new StackOverflowError();
            }
        }
    }
}

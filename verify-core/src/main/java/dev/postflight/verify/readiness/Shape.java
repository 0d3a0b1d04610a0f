package dev.postflight.verify.readiness;

import dev.postflight.api.Decision;
import dev.postflight.api.Verdict;
import dev.postflight.verify.report.TextReport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The form in which others expect to be told of health. */
enum Shape {
    KUBERNETES("text/plain; charset=utf-8") {
        @Override
        byte[] brief(Decision decision) {
            return utf8(decision + "\n");
        }

        @Override
        byte[] detailed(Verdict verdict) {
            String line = verdict.health() + "\n" + TextReport.plain().line(verdict) + "\n";
            return utf8(line + String.join("\n", told(verdict.reasons())) + "\n");
        }
    },
    SPRING_BOOT("application/json; charset=utf-8") {
        @Override
        byte[] brief(Decision decision) {
            return utf8(HealthJson.springBoot(decision));
        }

        @Override
        byte[] detailed(Verdict verdict) {
            return utf8(HealthJson.springBoot(verdict));
        }
    },
    MICRO_PROFILE("application/json; charset=utf-8") {
        @Override
        byte[] brief(Decision decision) {
            return utf8(HealthJson.microProfile(decision));
        }

        @Override
        byte[] detailed(Verdict verdict) {
            return utf8(HealthJson.microProfile(verdict));
        }
    };

    private static final int MOST_SENTENCES = 20;

    private final String contentType;

    Shape(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** Nothing but what was decided. */
    abstract byte[] brief(Decision decision);

    /** All that may be told to those who may know. */
    abstract byte[] detailed(Verdict verdict);

    /** As many sentences as somebody would read. */
    static List<String> told(List<String> sentences) {
        if (sentences.size() <= MOST_SENTENCES) {
            return sentences;
        }
        List<String> first = new ArrayList<>(sentences.subList(0, MOST_SENTENCES));
        first.add("and " + (sentences.size() - MOST_SENTENCES) + " more");
        return first;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

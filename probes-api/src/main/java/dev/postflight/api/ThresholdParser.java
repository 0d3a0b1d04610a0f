package dev.postflight.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the text form of a threshold by recursive descent. */
final class ThresholdParser {

    private static final String CLAUSE_RULE = "target, LOW, MEDIUM, HIGH, CRITICAL, or a limit such as < 200ms";

    private final Scanner scanner;
    private final LimitParser limits;

    ThresholdParser(Scanner scanner) {
        this.scanner = scanner;
        limits = new LimitParser(scanner);
    }

    Threshold threshold() {
        if (scanner.isAtEnd()) {
            throw new IllegalArgumentException(Faults.sentence(
                    scanner.kind(),
                    Faults.quoted(scanner.text()),
                    "a metric and what it may be, as in \"p95: HIGH > 500ms\""));
        }
        return threshold(new SubjectParser(scanner, limits).subject());
    }

    /** An exit criterion: a threshold with a name before its colon. */
    Criterion criterion() {
        if (scanner.isAtEnd()) {
            throw new IllegalArgumentException(Faults.sentence(
                    scanner.kind(),
                    Faults.quoted(scanner.text()),
                    "what must hold over the phase, as in \"availability: >= 99%\""));
        }
        Subject subject = new SubjectParser(scanner, limits).subject();
        String of = scanner.acceptWord("in") ? scanner.nameUpToColon() : null;
        Threshold threshold = threshold(subject);
        try {
            return new Criterion(threshold, of);
        } catch (IllegalArgumentException e) {
            throw scanner.fault(e);
        }
    }

    private Threshold threshold(Subject subject) {
        if (!scanner.accept(":")) {
            throw scanner.fault(scanner.place(), "after " + subject, "a colon, as in \"p95: HIGH > 500ms\"");
        }
        List<Clause> clauses = new ArrayList<>();
        do {
            clauses.add(subject instanceof Figure ? clause() : severity());
        } while (scanner.accept(","));
        if (!scanner.isAtEnd()) {
            throw scanner.fault(
                    scanner.place(),
                    "after " + clauses.get(clauses.size() - 1),
                    "a comma and a further clause, or the end");
        }
        try {
            return new Threshold(subject, clauses);
        } catch (IllegalArgumentException e) {
            throw scanner.fault(e);
        }
    }

    private Clause clause() {
        int start = scanner.place();
        return switch (scanner.word().toLowerCase(Locale.ROOT)) {
            case "target" -> new Clause.Target(limitAtOnce("a target; only levels can have one"));
            case "low" -> level(Severity.LOW);
            case "medium" -> level(Severity.MEDIUM);
            case "high" -> level(Severity.HIGH);
            case "critical" -> level(Severity.CRITICAL);
            case "outside", "" -> required(start);
            default -> throw scanner.fault(start, "clause", CLAUSE_RULE);
        };
    }

    /** What follows several conditions, which need no limit. */
    private Clause severity() {
        int start = scanner.place();
        String word = scanner.word();
        for (Severity severity : Severity.values()) {
            if (severity.name().equalsIgnoreCase(word)) {
                return new Clause.Level(severity, new Limit.Holds(), scanner.holding());
            }
        }
        throw scanner.fault(start, "clause", "LOW, MEDIUM, HIGH or CRITICAL behind conditions");
    }

    private Clause level(Severity severity) {
        Limit limit = limits.limit();
        Duration holding = scanner.holding();
        return new Clause.Level(severity, limit, holding);
    }

    private Clause required(int start) {
        scanner.returnTo(start);
        if (scanner.isAtEnd() || scanner.accept(",")) {
            throw scanner.fault(start, "clause", CLAUSE_RULE);
        }
        return new Clause.Required(limitAtOnce("a limit that is required; write CRITICAL and what is bad"));
    }

    private Limit limitAtOnce(String rule) {
        Limit limit = limits.limit();
        int end = scanner.place();
        if (scanner.acceptWord("for")) {
            throw scanner.fault(end, "for", "no holding time on " + rule);
        }
        return limit;
    }
}

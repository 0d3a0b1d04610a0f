package dev.postflight.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what stands before the colon: {@code used / max}, {@code p95 over 5m}, {@code any of (cpu > 80%, memory > 80%)}. */
final class SubjectParser {

    private static final int DEEPEST = 10;

    private final Scanner scanner;
    private final LimitParser limits;
    private int depth;

    SubjectParser(Scanner scanner, LimitParser limits) {
        this.scanner = scanner;
        this.limits = limits;
    }

    Subject subject() {
        int start = scanner.place();
        for (Composite.Quantifier quantifier : Composite.Quantifier.values()) {
            if (scanner.acceptWord(quantifier.name()) && scanner.acceptWord("of")) {
                return composite(start, quantifier);
            }
            scanner.returnTo(start);
        }
        return figure();
    }

    private Composite composite(int start, Composite.Quantifier quantifier) {
        open(quantifier.toString());
        List<Composite.Element> elements = new ArrayList<>();
        do {
            elements.add(element());
        } while (scanner.accept(","));
        close("after " + elements.get(elements.size() - 1), "a comma and a further condition, or a closing bracket");
        try {
            return new Composite(quantifier, elements);
        } catch (IllegalArgumentException e) {
            throw scanner.fault(start, e);
        }
    }

    private Composite.Element element() {
        int start = scanner.place();
        Subject subject = subject();
        Limit limit = subject instanceof Figure ? limits.limit() : new Limit.Holds();
        Duration holding = scanner.holding();
        try {
            return new Composite.Element(subject, limit, holding);
        } catch (IllegalArgumentException e) {
            throw scanner.fault(start, e);
        }
    }

    private Figure figure() {
        Figure figure = product();
        for (Arithmetic next = sign(); next != null; next = sign()) {
            figure = new Figure.Combined(figure, next, product());
        }
        return figure;
    }

    private @Nullable Arithmetic sign() {
        if (scanner.accept("+")) {
            return Arithmetic.PLUS;
        }
        return scanner.accept("-") ? Arithmetic.MINUS : null;
    }

    private Figure product() {
        Figure figure = term();
        while (scanner.accept("/")) {
            figure = new Figure.Combined(figure, Arithmetic.OVER, term());
        }
        return figure;
    }

    private Figure term() {
        int start = scanner.place();
        if (scanner.accept("(")) {
            scanner.returnTo(start);
            open("figure");
            Figure figure = figure();
            close("after " + figure, "+, -, / or a closing bracket");
            return figure;
        }
        String name = scanner.name();
        if (!Faults.isMetric(name)) {
            throw scanner.fault(start, "metric", Faults.METRIC_RULE);
        }
        int end = scanner.place();
        String word = scanner.word();
        scanner.returnTo(end);
        if (word.equalsIgnoreCase("of") || word.equalsIgnoreCase("over")) {
            return overTime(start, name);
        }
        return new Figure.Metric(name);
    }

    private Figure overTime(int start, String name) {
        Statistic statistic = null;
        StringBuilder words = new StringBuilder();
        for (Statistic each : Statistic.values()) {
            words.append(words.isEmpty() ? "" : ", ").append(each);
            if (each.word().equalsIgnoreCase(name)) {
                statistic = each;
            }
        }
        if (statistic == null) {
            throw scanner.fault(start, "statistic", "one of " + words + ", as in \"p95 of latency over 5m\"");
        }
        String metric = null;
        if (scanner.acceptWord("of")) {
            int place = scanner.place();
            metric = scanner.name();
            if (!Faults.isMetric(metric)) {
                throw scanner.fault(place, "metric", Faults.METRIC_RULE);
            }
        }
        if (!scanner.acceptWord("over")) {
            throw scanner.fault(
                    scanner.place(),
                    "after " + name + " of " + metric,
                    "a time window, as in \"p95 of latency over 5m\"");
        }
        Duration window =
                scanner.acceptWord("phase") ? null : scanner.duration("over", "a duration such as 5m, or phase");
        try {
            return new Figure.OverTime(statistic, metric, window);
        } catch (IllegalArgumentException e) {
            throw scanner.fault(start, e);
        }
    }

    private void open(String name) {
        if (!scanner.accept("(")) {
            throw scanner.fault(
                    scanner.place(), "after " + name, "conditions in brackets, as in \"any of (a > 1, b > 2)\"");
        }
        if (++depth > DEEPEST) {
            throw scanner.fault(scanner.place(), name, "at most " + DEEPEST + " brackets within one another");
        }
    }

    private void close(String name, String rule) {
        if (!scanner.accept(")")) {
            throw scanner.fault(scanner.place(), name, rule);
        }
        depth--;
    }
}

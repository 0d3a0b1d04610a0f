package dev.postflight.adapters;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an indicator of Spring Boot could say, whichever its version, and the whole sentence that people see then. Peers' faults:
 * a status of one's own that passes, an UNKNOWN that passes, nothing that passes.
 */
record SpringBootCases(String code, String description, Map<String, Object> details, String told) {

    static final Object TEXTLESS = new Object() {
        @Override
        public String toString() {
            throw new IllegalStateException("lazy connection is closed");
        }
    };

    private static SpringBootCases of(String code, String told, Object... details) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < details.length; i += 2) {
            map.put((String) details[i], details[i + 1]);
        }
        return new SpringBootCases(code, "", map, told);
    }

    private static Map<String, Object> many(int count) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            map.put("n" + i, i);
        }
        return map;
    }

    static List<SpringBootCases> all() {
        return List.of(
                of("UP", "UP []"),
                of("UP", "UP [total 100, free 25]", "total", 100, "free", 25L, "path", "/", "exists", true),
                of("UP", "UP [free 0.5]", "free", new BigDecimal("0.5")),
                of("UP", "UP []", "free", Double.NaN, "total", Float.POSITIVE_INFINITY),
                of("UP", "UP []", "huge", BigInteger.TEN.pow(400)),
                of("UP", "UP []", "free", "25"),
                of(
                        "UP",
                        "UP [pool.active 3, pool.max.size 9]",
                        "pool",
                        Map.of("active", 3),
                        "pool.max",
                        Map.of("size", 9)),
                of("UP", "UP [idle_in_transaction 3, _5xx 1, _ 2]", "idle in transaction", 3, "5xx", 1, "", 2),
                of(
                        "UP",
                        "SILENT health indicator: details a b and a_b: both a_b"
                                + " (expected: names that are different as names of metrics)",
                        "a b",
                        1,
                        "a_b",
                        2),
                new SpringBootCases(
                        "UP",
                        "",
                        many(101),
                        "SILENT health indicator: details: more than 100 numbers (expected: 100 at most)"),
                of("UP", "UP []", "text", TEXTLESS),
                of("DOWN", "DOWN health indicator: DOWN"),
                new SpringBootCases("DOWN", "over capacity", Map.of(), "DOWN health indicator: DOWN: over capacity"),
                of("DOWN", "DOWN health indicator: DOWN (free=5, path=/) [free 5]", "free", 5, "path", "/"),
                of(
                        "DOWN",
                        "DOWN health indicator: DOWN (error=java.sql.SQLException: password=***)",
                        "error",
                        "java.sql.SQLException: password=hunter2"),
                of(
                        "DOWN",
                        "DOWN health indicator: DOWN (url=jdbc:postgresql://***@db/orders)",
                        "url",
                        "jdbc:postgresql://app:hunter2@db/orders"),
                of("DOWN", "DOWN health indicator: DOWN (password=***)", "password", "hunter2"),
                of("DOWN", "DOWN health indicator: DOWN (text=(its text could not be had))", "text", TEXTLESS),
                of("DOWN", "DOWN health indicator: DOWN (a b=1, a_b=2)", "a b", 1, "a_b", 2),
                of("DOWN", "DOWN health indicator: DOWN (line=one two)", "line", "one\r\n\u001b[2Jtwo"),
                of("OUT_OF_SERVICE", "DOWN health indicator: OUT_OF_SERVICE"),
                of("UNKNOWN", "SILENT health indicator: UNKNOWN"),
                of("UNKNOWN", "SILENT health indicator: UNKNOWN (free=5)", "free", 5),
                of("FATAL", "DOWN health indicator: FATAL, a status of its own"),
                of("", "DOWN health indicator: , a status of its own"),
                of("up", "DOWN health indicator: up, a status of its own"),
                of("UP ", "DOWN health indicator: UP , a status of its own"),
                of("DEGRADED", "UP [lag 5]", "lag", 5));
    }

    /** Within itself, without end. */
    static Map<String, Object> endless() {
        Map<String, Object> endless = new LinkedHashMap<>();
        endless.put("n", 1);
        endless.put("same", Collections.unmodifiableMap(endless));
        return endless;
    }

    @Override
    public String toString() {
        return code + " " + details.keySet();
    }
}

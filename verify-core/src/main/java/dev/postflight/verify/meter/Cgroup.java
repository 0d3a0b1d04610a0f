package dev.postflight.verify.meter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of one control group, version 2. A file that is not there tells nothing; one that cannot be read is a fault. */
final class Cgroup {

    private static final int MOST_BYTES = 64 * 1024;

    private final Path folder;

    Cgroup(Path folder) {
        this.folder = folder;
    }

    /** The group of this process: a folder below the root where that is shown, else what the root shows is its own. */
    static Cgroup own(Path root, Path membership) {
        try {
            String text = read(membership);
            for (String line : text == null ? new String[0] : text.split("\n", -1)) {
                if (line.startsWith("0::/")) {
                    Path own = root.resolve(line.substring("0::/".length()).strip());
                    if (own.normalize().startsWith(root) && Files.isDirectory(own) && new Cgroup(own).hasLimits()) {
                        return new Cgroup(own);
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            // then the root is taken
        }
        return new Cgroup(root);
    }

    private boolean hasLimits() {
        return Files.exists(folder.resolve("memory.current")) || Files.exists(folder.resolve("cpu.max"));
    }

    /** Why there is nothing to read; {@code null} when there is. */
    @Nullable
    String refusal() {
        if (hasLimits() || Files.exists(folder.resolve("pids.current"))) {
            return null;
        }
        if (Files.isDirectory(folder.resolve("memory")) || Files.isDirectory(folder.resolve("cpu,cpuacct"))) {
            return "control groups are those of version 1 (expected: version 2, with memory.current or cpu.max)";
        }
        return "there is no control group with limits at " + folder
                + " (expected: one of version 2, with memory.current or cpu.max)";
    }

    /** The number in a file, infinite when it says {@code max}; not a number when there is no file. */
    double number(String file) throws IOException {
        String text = read(folder.resolve(file));
        return text == null ? Double.NaN : number(file, text.strip());
    }

    /** The limit of processors: a quota of a period; infinite when there is none, not a number when there is no file. */
    double processors() throws IOException {
        String text = read(folder.resolve("cpu.max"));
        if (text == null) {
            return Double.NaN;
        }
        String[] parts = text.strip().split("\\s+", -1);
        double quota = number("cpu.max", parts[0]);
        double period = parts.length > 1 ? number("cpu.max", parts[1]) : 100_000;
        if (parts.length > 2 || !(period > 0) || Double.isInfinite(period)) {
            throw fault("cpu.max", text.strip(), "a quota and a period");
        }
        return quota / period;
    }

    /** Names and numbers of a file, such as {@code cpu.stat}; none when there is no file. */
    Map<String, Double> table(String file) throws IOException {
        Map<String, Double> table = new HashMap<>();
        String text = read(folder.resolve(file));
        for (String line : text == null ? new String[0] : text.strip().split("\n", -1)) {
            String[] parts = line.strip().split("\\s+", -1);
            if (parts.length != 2) {
                throw fault(file, line, "a name and a number in each line");
            }
            table.put(parts[0], number(file, parts[1]));
        }
        return table;
    }

    private static double number(String file, String text) throws IOException {
        if (text.equals("max")) {
            return Double.POSITIVE_INFINITY;
        }
        boolean digits = !text.isEmpty() && text.length() <= 20 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) {
            throw fault(file, text, "max or a whole number");
        }
        return Double.parseDouble(text);
    }

    private static IOException fault(String file, String text, String rule) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return new IOException(file + ": \"" + shown + "\" (expected: " + rule + ")");
    }

    private static @Nullable String read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException(file.getFileName() + ": more than 64 KiB (expected: a small file)");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}

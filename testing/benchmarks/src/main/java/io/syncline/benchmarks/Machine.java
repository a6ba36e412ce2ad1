package io.syncline.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** The machine of a measurement. */
final class Machine {

    private Machine() {}

    /** One line: day, processor, memory, system and Java. */
    static String describe(LocalDate today) {
        return "%s, %s x %d, %s, %s %s, Java %s (%s)"
                .formatted(
                        today,
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        memory(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.version(),
                        System.getProperty("java.vm.vendor"));
    }

    private static String processor() {
        return first(Path.of("/proc/cpuinfo"), "model name", "processor");
    }

    private static String memory() {
        String total = first(Path.of("/proc/meminfo"), "MemTotal", "");
        String kilobytes = total.replaceAll("\\D", "");
        return kilobytes.isEmpty() ? "memory unknown" : Math.round(Long.parseLong(kilobytes) / 1048576.0) + " GiB";
    }

    private static String first(Path file, String key, String otherwise) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith(key) && line.contains(":"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException e) {
            return otherwise;
        }
    }
}

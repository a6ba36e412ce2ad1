package io.syncline.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code docs/benchmarks.md}. Each harness owns what stands between its two markers, and replaces it; the rest is written
 * by people.
 */
final class Page {

    private final Path docs;

    Page(Path docs) {
        this.docs = docs;
    }

    /** Writes a section and its pictures. */
    void write(String name, Section section, String provenance) throws IOException {
        Path pictures = docs.resolve("benchmarks");
        Files.createDirectories(pictures);
        StringBuilder text = new StringBuilder(
                "## " + section.title() + "\n\n" + section.text().strip() + "\n\n");
        for (Plot plot : section.plots()) {
            Files.writeString(pictures.resolve(plot.name() + ".svg"), plot.svg(), StandardCharsets.UTF_8);
            text.append("![%s](benchmarks/%s.svg)\n\n".formatted(plot.caption(), plot.name()));
        }
        text.append("`testing/benchmarks/bench run ")
                .append(name)
                .append("`, ")
                .append(provenance)
                .append("\n");
        Path file = docs.resolve("benchmarks.md");
        String page = Files.readString(file, StandardCharsets.UTF_8);
        Files.writeString(file, replaced(page, name, text.toString()), StandardCharsets.UTF_8);
    }

    static String replaced(String page, String name, String text) {
        String begin = "<!-- begin " + name + " -->\n";
        String end = "<!-- end " + name + " -->\n";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            return page + "\n" + begin + text + end;
        }
        return page.substring(0, from + begin.length()) + text + page.substring(to);
    }
}

package io.syncline.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code docs/benchmarks.md}. Each benchmark replaces the text between its two markers; all other text is written by
 * hand.
 */
final class Page {

    private final Path docs;

    Page(Path docs) {
        this.docs = docs;
    }

    void write(String name, Section section, String provenance) throws IOException {
        String text = "## " + section.title() + "\n\n" + section.text().strip() + "\n\n`testing/benchmarks/bench run "
                + name + "`, " + provenance + "\n";
        Path file = docs.resolve("benchmarks.md");
        String page = Files.readString(file, StandardCharsets.UTF_8);
        Files.writeString(file, replaced(page, name, text), StandardCharsets.UTF_8);
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

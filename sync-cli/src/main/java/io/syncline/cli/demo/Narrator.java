package io.syncline.cli.demo;

import io.syncline.cli.output.Console;
import io.syncline.cli.output.Json;
import io.syncline.cli.output.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Tells the story, and sees to it that it is true. */
final class Narrator {

    private static final int WIDTH = 92;

    private final Console console;
    private final Consumer<String> lines;
    private final List<Json> steps = new ArrayList<>();

    /**
     * Tells on a console.
     *
     * @param lines takes the story, line by line
     */
    Narrator(Console console, Consumer<String> lines) {
        this.console = console;
        this.lines = lines;
    }

    void say(String line) {
        lines.accept(line);
    }

    void section(String title) {
        lines.accept("");
        lines.accept(console.bold(steps.size() + 1 + ". " + title));
    }

    /** Ends a section: what was to be shown, and whether it was. */
    void check(boolean asTold, String claim, String seen) {
        steps.add(new Json().with("claim", claim).with("shown", asTold).with("seen", seen));
        if (!asTold) {
            throw new DemoFailedException("The demo did not go as told. Expected: " + claim + ". Seen: " + seen);
        }
        lines.accept("   " + (console.screen().unicode() ? "✓ " : "ok: ") + claim);
    }

    /** A hit in two lines. */
    void hit(double score, String what, String text) {
        List<String> parts = text.lines().toList();
        lines.accept(String.format(Locale.ROOT, "   %.2f  %s", score, Text.fit(parts.get(0) + what, WIDTH)));
        if (parts.size() > 1) {
            lines.accept("         " + Text.fit(String.join(" | ", parts.subList(1, parts.size())), WIDTH));
        }
    }

    List<Json> steps() {
        return List.copyOf(steps);
    }
}

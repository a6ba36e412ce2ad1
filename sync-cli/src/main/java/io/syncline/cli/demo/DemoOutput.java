package io.syncline.cli.demo;

import io.syncline.cli.output.Console;
import io.syncline.cli.output.Json;
import io.syncline.cli.output.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Prints the steps of the demo, and fails if a step does not show what it claims. */
final class DemoOutput {

    private static final int WIDTH = 92;

    private final Console console;
    private final Consumer<String> lines;
    private final List<Json> steps = new ArrayList<>();

    /**
     * Prints to a console.
     *
     * @param lines takes the output line by line
     */
    DemoOutput(Console console, Consumer<String> lines) {
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

    /** Ends a step with its claim, or fails with what was found instead. */
    void check(boolean holds, String claim, String found) {
        steps.add(new Json().with("claim", claim).with("shown", holds).with("seen", found));
        if (!holds) {
            throw new DemoFailedException("The demo failed. Expected: " + claim + ". Found: " + found);
        }
        lines.accept("   " + (console.screen().unicode() ? "✓ " : "ok: ") + claim);
    }

    /** Prints a hit in two lines. */
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

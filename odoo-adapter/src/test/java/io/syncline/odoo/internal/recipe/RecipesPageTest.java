package io.syncline.odoo.internal.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of recipes in {@code docs/odoo.md}. If it differs, the failure shows the table that belongs there. */
class RecipesPageTest {

    private static final Path PAGE = Path.of("..", "docs", "odoo.md");
    private static final String HEAD = "| model | text |";

    @Test
    void tableShouldShowTheRecipes() throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int head = lines.indexOf(HEAD);
        List<String> table = lines.subList(head, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        assertThat(String.join("\n", table)).isEqualTo(String.join("\n", expected()));
    }

    private static List<String> expected() {
        List<String> rows = new ArrayList<>(List.of(HEAD, "|---|---|"));
        ShippedRecipes.models()
                .forEach(model -> rows.add(row(ShippedRecipes.of(model).orElseThrow())));
        return rows;
    }

    private static String row(Recipe recipe) {
        List<String> parts = new ArrayList<>();
        if (!recipe.title().isEmpty()) {
            parts.add("(named by " + recipe.title() + ")");
        }
        recipe.text().forEach(entry -> parts.add(part(entry)));
        boolean messages = recipe.source().contains("message_ids");
        return "| `" + recipe.model() + "` | " + String.join(", ", parts)
                + (messages ? "; messages and attachments can be switched on" : "") + " |";
    }

    private static String part(RecipeEntry entry) {
        if (entry.files().isPresent()) {
            return "[text of the file](#files)";
        }
        String names = String.join(" or ", entry.fields());
        boolean conditions = !entry.when().fields().isEmpty()
                || entry.lines().stream()
                        .anyMatch(lines -> !lines.only().fields().isEmpty());
        String shown = entry.lines()
                .map(lines -> "**" + names + "** ("
                        + lines.each().alternatives().stream()
                                .map(some -> String.join(" or ", some))
                                .collect(Collectors.joining(", "))
                        + ")")
                .orElse(names);
        return shown + (conditions ? "\\*" : "");
    }
}

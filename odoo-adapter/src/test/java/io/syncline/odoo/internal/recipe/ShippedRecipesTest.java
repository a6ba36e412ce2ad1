package io.syncline.odoo.internal.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.odoo.internal.privacy.FieldFacts;
import io.syncline.odoo.internal.privacy.PrivacyRules;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedRecipesTest {

    static List<String> models() {
        return ShippedRecipes.models();
    }

    @Test
    void everyFileShouldBeListed() throws Exception {
        URL one = ShippedRecipes.class.getResource("sale.order.json");
        try (Stream<Path> files = Files.list(Path.of(one.toURI()).getParent())) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".json"))
                            .map(name -> name.replace(".json", ""))
                            .sorted())
                    .isEqualTo(ShippedRecipes.models())
                    .hasSizeGreaterThan(30);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void recipeShouldBeOfItsModelAndNameNothingPrivate(String model) {
        Recipe recipe = ShippedRecipes.of(model).orElseThrow();

        assertThat(recipe.model()).isEqualTo(model);
        assertThat(PrivacyRules.reasonOfModel(model)).isEmpty();
        Stream<String> shown = recipe.text().stream()
                .flatMap(entry -> Stream.concat(
                        entry.fields().stream(),
                        entry.lines().stream().flatMap(lines -> lines.each().fields().stream())));
        assertThat(Stream.concat(shown, recipe.payload().stream()))
                .allMatch(name -> PrivacyRules.of(model, new FieldFacts(name, "", null, false))
                        .isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                                                    | not well-formed JSON",
                "[]                                                                   | keys and values",
                "{\"model\": \"a.b\"}                                                 | must be a list",
                "{\"model\": \"a.b\", \"text\": []}                                   | at least one part",
                "{\"model\": \"a.b\", \"text\": [{\"label\": \"L\"}]}                 | needs a 'field' or 'lines'",
                "{\"model\": \"a.b\", \"text\": [{\"lines\": \"l\", \"each\": \"x\"}]} | names no field",
                "{\"model\": \"a.b\", \"text\": [\"name\"], \"txt\": 1}               | 'txt' is unknown in a recipe; did you mean 'text'?",
                "{\"model\": \"a.b\", \"text\": [\"name\"], \"needs\": []}           | 'needs' is unknown in a recipe; did you mean 'required'?",
                "{\"model\": \"a.b\", \"text\": [{\"lines\": \"l\", \"each\": \"{x}\", \"most\": 3}]} | did you mean 'limit'?",
                "{\"model\": \"a.b\", \"text\": [{\"lines\": \"l\", \"each\": \"{x}\", \"apart\": true}]} | did you mean 'separate'?",
                "{\"model\": \"a.b\", \"text\": [\"name\"]} more                      | not well-formed JSON",
                "{\"model\": \"a.b\", \"text\": [\"name\"]} {}                        | more after its last brace",
                "{\"model\": \"a.b\", \"text\": [\"name\"], \"text\": []}           | Duplicate field 'text'",
                "{\"model\": \"a.b\", \"text\": [\"name\"], \"custom\": \"yes\"}  | 'custom' must be true or false",
                "{\"model\": \"a.b\", \"text\": [{\"field\": \"name\", \"off\": \"true\"}]} | 'off' must be true or false",
                "{\"model\": \"a.b\", \"text\": [{\"field\": \"name\", \"each\": \"{x}\"}]} | 'each' is unknown in a part with a 'field'",
                "{\"model\": \"a.b\", \"text\": [{\"lines\": \"l\", \"each\": \"{x}\", \"limit\": \"3\"}]} | 'limit' must be a number",
                "{\"model\": \"a.b\", \"text\": [{\"lines\": \"l\", \"each\": \"{x}\", \"limit\": 0}]} | 'limit' must be a number",
                "{\"model\": \"a.b\", \"text\": [{\"lines\": \"l\", \"each\": \"{x}, {order_id.name}\"}]} | belongs to no field"
            })
    void textThatIsNoRecipeShouldBeRefusedWithTheReason(String text, String reason) {
        assertThatThrownBy(() -> RecipeReader.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void faultShouldNameItsPlaceAndNotTheLibrary() {
        assertThatThrownBy(() -> RecipeReader.read("{\n  \"model\": 'a.b'\n}"))
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("REDACTED");
    }

    @Test
    void byteOrderMarkShouldBeSkipped() {
        assertThat(RecipeReader.read("\uFEFF{\"model\": \"a.b\", \"text\": [\"name\"]}")
                        .model())
                .isEqualTo("a.b");
    }
}

package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.cli.CliHarness.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {

    @TempDir
    private Path directory;

    private final TestOdoo odoo = new TestOdoo(60);

    @AfterEach
    void close() {
        odoo.close();
    }

    private static JsonNode model(JsonNode answer, String name) {
        return StreamSupport.stream(answer.get("models").spliterator(), false)
                .filter(model -> model.get("model_name").textValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void modelsShouldShowWhatTheSourceOffersAndWhatIsConfigured() throws IOException {
        CliHarness cli = new CliHarness(directory)
                .file("syncline.yaml", odoo.config("models: {res.partner: {}, no.such.model: {}}\n"));

        Result result = cli.run("models", "--json");
        JsonNode answer = new ObjectMapper().readTree(result.out());
        JsonNode partners = model(answer, "res.partner");
        JsonNode products = model(answer, "product.template");
        JsonNode missing = model(answer, "no.such.model");

        assertThat(result.status()).as(result.all()).isZero();
        assertThat(answer.get("complete").booleanValue()).isTrue();
        assertThat(partners.get("configured").booleanValue()).isTrue();
        assertThat(partners.get("records").intValue()).isEqualTo(60);
        assertThat(partners.get("change_times").booleanValue()).isTrue();
        assertThat(products.get("configured").booleanValue()).isFalse();
        assertThat(products.get("records").intValue()).isZero();
        assertThat(missing.get("readable").booleanValue()).isFalse();
        assertThat(missing.get("problem").textValue()).contains("no.such.model");
        assertThat(cli.run("models").out())
                .containsPattern("\\* res.partner +Contact +60 records")
                .containsPattern("  product.template +Product +0 records")
                .contains("* no.such.model")
                .contains("not readable: ");
    }

    @Test
    void configuredModelsAloneShouldNeedNoListing() throws IOException {
        CliHarness cli = new CliHarness(directory).file("syncline.yaml", odoo.config("models: {res.partner: {}}\n"));

        JsonNode answer = new ObjectMapper()
                .readTree(cli.run("models", "--configured", "--json").out());

        assertThat(answer.get("models")).hasSize(1);
        assertThat(model(answer, "res.partner").get("records").intValue()).isEqualTo(60);
    }
}

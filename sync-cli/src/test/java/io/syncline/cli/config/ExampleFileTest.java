package io.syncline.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.settings.EngineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that {@code syncline init} writes is valid, and so is each commented-out line. */
class ExampleFileTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "ODOO_API_KEY",
            "k",
            "PROXY_PASSWORD",
            "p",
            "VOYAGE_API_KEY",
            "v",
            "OPENAI_API_KEY",
            "o",
            "QDRANT_API_KEY",
            "q",
            "GEMINI_API_KEY",
            "g",
            "DB_PASSWORD",
            "d");

    @TempDir
    private Path directory;

    private final ExampleFile example = ExampleFile.of(
            ConfigReader.adapters(),
            ConfigReader.adapters().ofKind(AdapterKind.SOURCE).get(0));

    private Config read(String text) throws IOException {
        Files.writeString(directory.resolve("syncline.yaml"), text);
        return ConfigReader.read(directory, Path.of("syncline.yaml"), ENVIRONMENT);
    }

    @Test
    void exampleShouldBeReadAsTheDefaults() throws IOException {
        Config config = read(example.toString());

        assertThat(config.engine()).isEqualTo(EngineSettings.defaults());
        assertThat(config.models()).containsOnlyKeys("res.partner", "product.template");
        assertThat(config.embedder().adapter().type()).isEqualTo("onnx");
        assertThat(example.variables()).containsExactly("ODOO_API_KEY");
        assertThat(example.model()).isEqualTo("res.partner");
        assertThat(example.toString().lines()).allMatch(line -> line.length() <= 200);
    }

    @Test
    void everyTypeShouldBeReadWhenItsLinesAreUsed() throws IOException {
        for (AdapterKind<?> kind : AdapterKind.ALL) {
            for (Adapter<?> adapter : ConfigReader.adapters().ofKind(kind)) {
                if (kind == AdapterKind.SOURCE) {
                    continue;
                }
                Config config = read(example.toString()
                                .lines()
                                .takeWhile(line -> !line.startsWith("# What"))
                                .reduce("", (text, line) -> text + line + "\n")
                        + String.join("\n", section(kind + ":", adapter.type())) + "\n");

                assertThat(List.of(config.embedder(), config.sink(), config.state()))
                        .anyMatch(configured -> configured.adapter() == adapter
                                || configured.adapter().toString().equals(adapter.toString()));
            }
        }
    }

    /** The section of a type, without comment signs. */
    private List<String> section(String key, String type) {
        List<String> lines = example.toString()
                .lines()
                .map(line -> line.replaceFirst("^# (?=\\S+:$|  )", ""))
                .toList();
        List<String> section = new ArrayList<>();
        for (int i = 0; i < lines.size() - 1; i++) {
            if (lines.get(i).equals(key) && lines.get(i + 1).matches("  type: " + type + "( .*|$)")) {
                section.add(lines.get(i));
                for (int j = i + 1; j < lines.size() && lines.get(j).startsWith("  "); j++) {
                    section.add(lines.get(j).replaceFirst("^  # (?=[a-z-]+: )", "  "));
                }
            }
        }
        return section;
    }
}

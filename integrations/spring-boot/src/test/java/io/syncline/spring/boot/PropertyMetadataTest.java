package io.syncline.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.Adapters;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.configurationmetadata.ConfigurationMetadataProperty;
import org.springframework.boot.configurationmetadata.ConfigurationMetadataRepositoryJsonBuilder;

/**
 * The metadata that editors complete properties by are made from the declared options of all adapters of this repository. To
 * write the file, run this test with {@code -Dmetadata=write}.
 */
class PropertyMetadataTest {

    private static final Path FILE = Path.of("src/main/resources/META-INF/spring-configuration-metadata.json");

    private final Adapters adapters = Adapters.load(getClass().getClassLoader());

    @Test
    void fileShouldBeThatOfTheDeclarations() throws IOException {
        String declared = json();
        if ("write".equals(System.getProperty("metadata"))) {
            Files.writeString(FILE, declared);
        }
        assertThat(Files.readString(FILE))
                .as("%s; write it with -Dmetadata=write", FILE)
                .isEqualTo(declared);
    }

    private String json() throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        printer.indentArraysWith(lines);
        printer.indentObjectsWith(lines);
        return new ObjectMapper().writer(printer).writeValueAsString(DeclaredMetadata.of(adapters)) + "\n";
    }

    @Test
    void springShouldReadEveryProperty() throws IOException {
        Map<String, ConfigurationMetadataProperty> read = ConfigurationMetadataRepositoryJsonBuilder.create(
                        new ByteArrayInputStream(json().getBytes(StandardCharsets.UTF_8)))
                .build()
                .getAllProperties();

        for (AdapterKind<?> kind : AdapterKind.ALL) {
            assertThat(adapters.ofKind(kind)).as("adapters of %s", kind).hasSizeGreaterThan(1);
            adapters.ofKind(kind)
                    .forEach(adapter -> adapter.options().stream()
                            .filter(option -> option.nested().isEmpty())
                            .forEach(option ->
                                    assertThat(read).containsKey("syncline." + kind.section() + "." + option.key())));
        }
        assertThat(read.get("syncline.sink.type").getHints().getValueHints())
                .extracting(hint -> hint.getValue())
                .contains("qdrant", "pgvector", "sqlite");
        assertThat(read.get("syncline.engine.retry.give-up-after").getDefaultValue())
                .isEqualTo("30s");
        assertThat(read.get("syncline.service.drain").getDefaultValue()).isEqualTo("3s");
        assertThat(read.get("syncline.embedder.model").getDescription())
                .contains("(openai-compatible)", "(voyage)")
                .doesNotContain("`");
        assertThat(read.get("syncline.schedule.sync.every").getType()).isEqualTo("java.time.Duration");
        assertThat(read.values())
                .allSatisfy(property -> assertThat(property.getDescription())
                        .as(property.getId())
                        .endsWith("."));
    }
}

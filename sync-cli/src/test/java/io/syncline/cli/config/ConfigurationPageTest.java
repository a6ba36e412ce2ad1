package io.syncline.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.Option;
import io.syncline.core.settings.EngineOptions;
import io.syncline.mcp.SynclineMcpServer;
import io.syncline.server.ServerOptions;
import io.syncline.service.ScheduleOptions;
import io.syncline.service.ServiceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tables of docs/configuration.md are generated from the declared options. To rewrite them, run {@code mvn -pl
 * sync-cli -am verify -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dsyncline.docs=write}.
 */
class ConfigurationPageTest {

    private static final Path PAGE = Path.of("../docs/configuration.md");
    private static final Pattern TABLE =
            Pattern.compile("<!-- options: ([^>]+) -->\\n(.*?)<!-- end of options -->", Pattern.DOTALL);

    @Test
    void pageShouldHaveATableForEachDeclarationAndNoOther() throws IOException {
        Map<String, String> declared = tables();
        String page = Files.readString(PAGE);
        if ("write".equals(System.getProperty("syncline.docs"))) {
            page = TABLE.matcher(page)
                    .replaceAll(found -> Matcher.quoteReplacement("<!-- options: " + found.group(1) + " -->\n"
                            + declared.getOrDefault(found.group(1), "") + "<!-- end of options -->"));
            Files.writeString(PAGE, page);
        }

        Map<String, String> shown = new LinkedHashMap<>();
        TABLE.matcher(page).results().forEach(found -> shown.put(found.group(1), found.group(2)));

        assertThat(shown)
                .as(
                        "docs/configuration.md; add markers for new types, then write the tables with -Dsyncline.docs=write")
                .containsExactlyInAnyOrderEntriesOf(declared);
    }

    @Test
    void everyOptionShouldHaveASentenceAndAnExample() {
        AdapterKind.ALL.forEach(kind -> ConfigReader.adapters().ofKind(kind).forEach(adapter -> {
            assertThat(adapter.description()).isNotBlank().doesNotEndWith(".");
            assertThat(adapter.options()).allSatisfy(option -> {
                assertThat(option.description()).isNotBlank().doesNotEndWith(".");
                assertThat(option.nested().isEmpty() && option.example().isEmpty())
                        .as("%s lacks an example", option)
                        .isFalse();
            });
        }));
    }

    private static Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        for (AdapterKind<?> kind : AdapterKind.ALL) {
            for (Adapter<?> adapter : ConfigReader.adapters().ofKind(kind)) {
                tables.put(
                        kind + " " + adapter.type(), adapter.description() + ".\n\n" + table("key", adapter.options()));
                // a single option is told of in a sentence
                if (adapter.modelOptions().size() > 1) {
                    tables.put("models of " + adapter.type(), table("key", adapter.modelOptions()));
                }
            }
        }
        tables.put("models", table("key", EngineOptions.model().options()));
        tables.put("engine", table("key", EngineOptions.engine().options()));
        tables.put("mcp", table("key", SynclineMcpServer.options().options()));
        tables.put("server", table("key", ServerOptions.all().options()));
        tables.put("schedule", table("key", schedule()));
        return tables;
    }

    private static List<Option<?>> schedule() {
        return Stream.concat(ScheduleOptions.all().options().stream(), ServiceOptions.all().options().stream())
                .toList();
    }

    private static String table(String heading, List<Option<?>> options) {
        if (options.isEmpty()) {
            return "It has no options.\n";
        }
        List<String> lines = new ArrayList<>(List.of("| " + heading + " | default | meaning |", "|---|---|---|"));
        options.forEach(option ->
                lines.add("| `" + option.key() + "` | " + defaultOf(option) + " | " + meaning(option) + " |"));
        String table = lines.stream().collect(Collectors.joining("\n", "", "\n"));
        return table
                + options.stream()
                        .filter(option -> !option.nested().isEmpty())
                        .map(option -> "\n" + table("key of `" + option.key() + "`", option.nested()))
                        .collect(Collectors.joining());
    }

    private static String defaultOf(Option<?> option) {
        return option.defaultText()
                .or(() -> option.defaultValue().map(value -> "`" + value + "`"))
                .orElse(option.isRequired() ? "required" : option.nested().isEmpty() ? "none" : "");
    }

    private static String meaning(Option<?> option) {
        String meaning =
                option.description() + option.range().map(range -> "; " + range).orElse("");
        return option.choices().isEmpty()
                ? meaning
                : meaning + ": "
                        + option.choices().stream()
                                .map(choice -> "`" + choice + "`")
                                .collect(Collectors.joining(", "));
    }
}

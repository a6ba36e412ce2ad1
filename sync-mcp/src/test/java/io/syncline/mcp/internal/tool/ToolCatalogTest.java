package io.syncline.mcp.internal.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ToolCatalogTest {

    @Test
    void pageShouldListTheToolsInTheirOrder() throws Exception {
        List<String> rows = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|")
                .matcher(Files.readString(Path.of("..", "docs", "mcp.md")))
                .results()
                .map(row -> row.group(1))
                .toList();

        assertThat(rows).isEqualTo(ToolCatalog.names());
    }

    @Test
    void deletionShouldBeADryRunUnlessToldOtherwise() {
        assertThat(property("cleanup_deleted", "dry_run")).containsEntry("default", true);
        assertThat(tool("cleanup_deleted").hints()).containsEntry("destructiveHint", true);
    }

    @Test
    void waitShouldBeShorterThanClientsWait() {
        for (ToolDefinition tool : ToolCatalog.load()) {
            if (properties(tool).containsKey("wait_seconds")) {
                assertThat(property(tool.name(), "wait_seconds")).containsEntry("maximum", 45);
            }
        }
        assertThat(property("sync_status", "wait_seconds")).containsEntry("default", 0);
    }

    private static ToolDefinition tool(String name) {
        return ToolCatalog.load().stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // a schema is an object
    private static Map<String, Map<String, Object>> properties(ToolDefinition tool) {
        return (Map<String, Map<String, Object>>) tool.input().get("properties");
    }

    private static Map<String, Object> property(String tool, String name) {
        return properties(tool(tool)).get(name);
    }
}

package io.syncline.mcp.internal.tool;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The tools as {@code tools.json} describes them, in its order, which is that of the lists of clients. A tool's schemas are put
 * together from named parts, so that answers of the same kind have the same fields.
 */
public final class ToolCatalog {

    private static final String FILE = "tools.json";
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final TypeReference<Map<String, Boolean>> FLAGS = new TypeReference<>() {};

    private final ObjectMapper mapper = new ObjectMapper();
    private final JsonNode root;

    private ToolCatalog(JsonNode root) {
        this.root = root;
    }

    /** All tools. */
    public static List<ToolDefinition> load() {
        try (InputStream file = ToolCatalog.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing in the jar");
            }
            return new ToolCatalog(new ObjectMapper().readTree(file)).tools();
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    /** The names of all tools. */
    public static List<String> names() {
        return load().stream().map(ToolDefinition::name).toList();
    }

    private List<ToolDefinition> tools() {
        List<ToolDefinition> tools = new ArrayList<>();
        for (JsonNode tool : root.get("tools")) {
            tools.add(new ToolDefinition(
                    tool.get("name").asText(),
                    tool.get("title").asText(),
                    tool.get("description").asText(),
                    tool.get("offeredReadOnly").asBoolean(),
                    tool.get("offeredForOnePerson").asBoolean(),
                    mapper.convertValue(tool.get("annotations"), FLAGS),
                    mapper.convertValue(input(tool), OBJECT),
                    mapper.convertValue(output(tool), OBJECT)));
        }
        return List.copyOf(tools);
    }

    private ObjectNode input(JsonNode tool) {
        ObjectNode properties = mapper.createObjectNode();
        tool.get("arguments").forEach(name -> properties.set(name.asText(), root.at("/arguments/" + name.asText())));
        properties.setAll((ObjectNode) tool.get("properties"));
        ObjectNode schema = object(properties, tool.get("required"));
        schema.put("additionalProperties", false);
        return schema;
    }

    private ObjectNode output(JsonNode tool) {
        ObjectNode properties = fragments(tool.get("output"));
        if (tool.has("outputProperties")) {
            properties.setAll((ObjectNode) tool.get("outputProperties").deepCopy());
        }
        for (Map.Entry<String, JsonNode> items : tool.path("outputItems").properties()) {
            ((ObjectNode) properties.get(items.getKey()))
                    .set("items", object(fragments(items.getValue()), mapper.createArrayNode()));
        }
        return object(properties, tool.get("outputRequired"));
    }

    private ObjectNode fragments(JsonNode names) {
        ObjectNode properties = mapper.createObjectNode();
        names.forEach(name -> properties.setAll((ObjectNode) root.at("/fragments/" + name.asText())));
        return properties;
    }

    private ObjectNode object(ObjectNode properties, JsonNode required) {
        ObjectNode schema = mapper.createObjectNode();
        schema.put("type", "object");
        schema.set("properties", properties);
        if (!((ArrayNode) required).isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }
}

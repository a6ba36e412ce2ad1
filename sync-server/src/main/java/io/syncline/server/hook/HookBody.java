package io.syncline.server.hook;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the body of a webhook: an object, or a list of objects, each with a model and one or more ids. Odoo sends {@code _model}
 * and {@code _id}; {@code model} and {@code id} or {@code ids} do as well. Everything else is ignored.
 */
final class HookBody {

    /** The largest body, in bytes. */
    static final int LARGEST = 64 << 10;

    private static final int MOST_OBJECTS = 1000;
    private static final int DEEPEST = 20;
    private static final List<String> MODELS = List.of("_model", "model");
    private static final List<String> IDS = List.of("_id", "id", "ids");
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build());

    private HookBody() {}

    /**
     * The records of a body by model.
     *
     * @throws IllegalArgumentException if it names no model or no id; the message holds nothing of the body
     */
    static Map<ModelName, Set<RecordId>> read(byte... body) {
        JsonNode root = parse(body);
        Map<ModelName, Set<RecordId>> records = new LinkedHashMap<>();
        if (root.isArray()) {
            if (root.isEmpty() || root.size() > MOST_OBJECTS) {
                throw new IllegalArgumentException("A list must have from 1 to " + MOST_OBJECTS + " objects");
            }
            root.forEach(element -> add(records, element));
        } else {
            add(records, root);
        }
        return records;
    }

    private static JsonNode parse(byte... body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("The body is not JSON");
        } catch (IOException e) {
            throw new IllegalArgumentException("The body cannot be read");
        }
    }

    private static void add(Map<ModelName, Set<RecordId>> records, JsonNode object) {
        if (!object.isObject()) {
            throw new IllegalArgumentException("The body must be a JSON object or a list of objects");
        }
        ModelName model = model(member(object, MODELS)
                .orElseThrow(() -> new IllegalArgumentException("The body names no model: '_model' is missing")));
        JsonNode ids = member(object, IDS)
                .orElseThrow(() -> new IllegalArgumentException("The body names no record: '_id' is missing"));
        Set<RecordId> all = records.computeIfAbsent(model, key -> new LinkedHashSet<>());
        if (ids.isArray()) {
            if (ids.isEmpty()) {
                throw new IllegalArgumentException("The body names no record: the list of ids is empty");
            }
            ids.forEach(id -> addId(all, id));
        } else {
            addId(all, ids);
        }
    }

    private static Optional<JsonNode> member(JsonNode object, List<String> names) {
        return names.stream()
                .map(object::path)
                .filter(node -> !node.isMissingNode() && !node.isNull())
                .findFirst();
    }

    private static ModelName model(JsonNode node) {
        try {
            return ModelName.of(node.isTextual() ? node.textValue() : "");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'_model' is not the name of a model");
        }
    }

    /** Callers write numbers as texts too; a record of an id that does not exist does no harm. */
    private static void addId(Set<RecordId> ids, JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            ids.add(RecordId.of(node.longValue()));
            return;
        }
        try {
            RecordId id = RecordId.of(node.isTextual() ? node.textValue() : "");
            ids.add(id);
            ids.add(RecordId.parse(id.text()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("An id is neither a whole number nor a text of allowed length");
        }
    }
}

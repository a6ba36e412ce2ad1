package io.syncline.core.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.api.ModelName;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The content of a state file: a list {@code states}, whose entries name their source, model and sink. An object
 * {@code models}, in which version 1 of the format had one state per model, stays as it is: its entries are the states of
 * {@linkplain StateKey#isUnassigned unassigned} keys.
 *
 * <p>Unknown fields are preserved. Not thread-safe.
 */
final class StateDocument {

    /** The version of the format that this release writes. */
    static final int VERSION = 2;

    private static final String STATES = "states";
    private static final String MODELS = "models";
    private static final String DURATION = "sync_duration_ms";
    private static final String REVISION = "revision";
    private static final String SOURCE = "source";
    private static final String MODEL = "model";
    private static final String SINK = "sink";

    private final ObjectNode root;
    private final ArrayNode states;
    private final Map<StateKey, ObjectNode> entries = new LinkedHashMap<>();

    private StateDocument(ObjectNode root, ArrayNode states) {
        this.root = root;
        this.states = states;
    }

    /** The document of a file that there never was. */
    static StateDocument empty() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        return new StateDocument(root, root.putArray(STATES));
    }

    /**
     * Reads a document.
     *
     * @param root all of it, of this version or an earlier one; changed by changes of this document
     * @throws IllegalArgumentException if it is damaged
     */
    static StateDocument of(JsonNode root) {
        if (!(root instanceof ObjectNode object)) {
            throw new IllegalArgumentException("it is not an object");
        }
        StateDocument document = new StateDocument(object, states(object));
        if (object.has(MODELS)) {
            JsonFields.of(object.get(MODELS))
                    .node()
                    .properties()
                    .forEach(
                            model -> document.add(StateKey.unassigned(ModelName.of(model.getKey())), model.getValue()));
        }
        document.states.forEach(entry -> document.add(key(JsonFields.of(entry)), entry));
        return document;
    }

    /** The version of a document. */
    static int version(JsonNode root) {
        JsonNode version = root.path("version");
        if (!version.isInt() || version.intValue() < 1) {
            throw new IllegalArgumentException("it has no number \"version\"");
        }
        return version.intValue();
    }

    private static ArrayNode states(ObjectNode root) {
        if (version(root) == 1) {
            if (!root.path(MODELS).isObject()) {
                throw new IllegalArgumentException("it has no object \"" + MODELS + "\"");
            }
            return JsonNodeFactory.instance.arrayNode();
        }
        if (!(root.path(STATES) instanceof ArrayNode states)) {
            throw new IllegalArgumentException("it has no list \"" + STATES + "\"");
        }
        return states;
    }

    private static StateKey key(JsonFields entry) {
        ModelName model = ModelName.of(entry.required(MODEL, entry.text(MODEL)));
        return new StateKey(nonEmpty(entry, SOURCE), model, nonEmpty(entry, SINK));
    }

    private static String nonEmpty(JsonFields entry, String name) {
        return entry.required(name, entry.text(name).filter(value -> !value.isEmpty()));
    }

    private void add(StateKey key, JsonNode entry) {
        stored(JsonFields.of(entry));
        if (entries.put(key, (ObjectNode) entry) != null) {
            throw new IllegalArgumentException("it has two states of " + key);
        }
    }

    private static VersionedState stored(JsonFields fields) {
        Duration duration = Duration.ofMillis(fields.count(DURATION).orElse(0L));
        return new VersionedState(fields.count(REVISION).orElse(0L), StateJson.read(fields, duration));
    }

    /** The keys that have a state. */
    Set<StateKey> keys() {
        return Set.copyOf(entries.keySet());
    }

    /** Whether a key has a state of a revision and an epoch. */
    boolean has(StateKey key, long revision, long epoch) {
        if (!entries.containsKey(key)) {
            return false;
        }
        VersionedState present = state(key);
        return present.revision() == revision && present.state().epoch() == epoch;
    }

    /** The state of a key; a new one if there is none. */
    VersionedState state(StateKey key) {
        ObjectNode entry = entries.get(key);
        return entry == null ? new VersionedState(0, ModelState.NEW) : stored(JsonFields.of(entry));
    }

    /** Sets a state. Fields of the present one that this version does not know stay. */
    void put(StateKey key, long revision, ModelState state) {
        ObjectNode present = entries.get(key);
        ObjectNode entry = present == null ? created(key) : present;
        StateJson.write(
                entry,
                state,
                object -> object.put(DURATION, state.syncDuration().toMillis()));
        entry.put(REVISION, revision);
    }

    private ObjectNode created(StateKey key) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        if (key.isUnassigned()) {
            root.withObject("/" + MODELS).set(key.model().value(), entry);
        } else {
            entry.put(SOURCE, key.source()).put(MODEL, key.model().value()).put(SINK, key.sink());
            states.add(entry);
        }
        entries.put(key, entry);
        return entry;
    }

    /** Gives a state another key, which has none, with all of its fields. */
    void move(StateKey from, StateKey to) {
        ObjectNode entry = entries.get(from);
        if (entry == null) {
            throw new IllegalArgumentException("There is no state of " + from);
        }
        long revision = state(from).revision() + 1;
        remove(from);
        entry.remove(List.of(SOURCE, MODEL, SINK));
        ObjectNode moved = created(to);
        moved.setAll(entry);
        moved.put(REVISION, revision);
    }

    /** Removes a state. */
    void remove(StateKey key) {
        ObjectNode entry = entries.remove(key);
        if (entry == null) {
            return;
        }
        if (key.isUnassigned()) {
            root.withObject("/" + MODELS).remove(key.model().value());
        } else {
            for (int i = 0; i < states.size(); i++) {
                if (entry.equals(states.get(i))) {
                    states.remove(i);
                    return;
                }
            }
        }
    }

    /** The whole document, in the present version. */
    ObjectNode json() {
        root.set(STATES, states);
        return root.put("version", VERSION);
    }
}

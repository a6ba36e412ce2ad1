package io.syncline.core.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.core.port.metadata.ModelState;
import java.time.DateTimeException;
import java.time.Duration;

/**
 * A model's state as one line of JSON, for metadata stores that store it as a document: field names as in the state
 * file, instants and durations in ISO 8601, in a fixed order, without empty fields. The revision is not part of it.
 */
public final class StateText {

    private StateText() {}

    /**
     * Writes a state.
     *
     * @param state any state
     * @return a JSON object that {@link #read} turns into an equal state
     */
    public static String write(ModelState state) {
        ObjectNode json = StateFile.json().createObjectNode();
        StateJson.write(
                json,
                state,
                object -> object.put("sync_duration", state.syncDuration().toString()));
        return json.toString();
    }

    /**
     * Reads a state. A document that {@link #write} would not write with the same content is refused, since replacing it
     * would lose something.
     *
     * @param text a document from {@link #write}
     * @return the state
     * @throws IllegalArgumentException if it is damaged, or of a later version; the message names the place
     */
    public static ModelState read(String text) {
        try {
            JsonNode json = StateFile.json().readTree(text);
            JsonFields fields = JsonFields.of(json);
            String duration = fields.required("sync_duration", fields.text("sync_duration"));
            ModelState state = StateJson.read(fields, Duration.parse(duration));
            if (!StateFile.json().readTree(write(state)).equals(json)) {
                throw new IllegalArgumentException("fields are missing, or unknown to this version");
            }
            return state;
        } catch (JsonProcessingException | DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}

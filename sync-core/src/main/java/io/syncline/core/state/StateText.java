package io.syncline.core.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.core.port.metadata.ModelState;
import java.time.DateTimeException;
import java.time.Duration;

/**
 * A model's state as one line of JSON, for metadata stores that keep it as a document: names as in the state file,
 * instants and durations in ISO 8601, always in the same order, what is empty left out. The revision is not part of it.
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
        ObjectNode json = JsonTree.object();
        StateJson.write(
                json,
                state,
                object -> object.put("sync_duration", state.syncDuration().toString()));
        return JsonTree.write(json);
    }

    /**
     * Reads a state. Nothing is guessed or passed over: a document that would not be written in just this way is refused,
     * since replacing it would lose something.
     *
     * @param text what {@link #write} has made
     * @return the state
     * @throws IllegalArgumentException if it is damaged, or of a later version; the message says where, not what to do
     */
    public static ModelState read(String text) {
        try {
            JsonNode json = JsonTree.read(text);
            JsonFields fields = JsonFields.of(json);
            String duration = fields.required("sync_duration", fields.text("sync_duration"));
            ModelState state = StateJson.read(fields, Duration.parse(duration));
            if (!JsonTree.read(write(state)).equals(json)) {
                throw new IllegalArgumentException("it lacks fields, or has some that this version does not know");
            }
            return state;
        } catch (JsonProcessingException | DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}

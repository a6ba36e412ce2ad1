package io.syncline.core.adapter.embedding;

import io.syncline.core.port.embedding.InputType;
import java.util.List;
import java.util.OptionalLong;

/** A model of another library: texts in, numbers out. Thread-safe. */
@FunctionalInterface
public interface TextModel {

    /**
     * What a model answered, as it is; nothing is checked yet.
     *
     * @param vectors a vector a text, in the order of the texts
     * @param tokens what the service counted, or empty if it told nothing
     */
    record Answer(List<float[]> vectors, OptionalLong tokens) {

        /** Copies the list. */
        public Answer {
            vectors = List.copyOf(vectors);
        }
    }

    /**
     * Sends one request, and repeats nothing.
     *
     * @param texts at least one, none of them blank, within the declared limits
     * @param type what for
     * @return the answer
     * @throws io.syncline.api.failure.SyncException by what is known after the failure
     */
    Answer embed(List<String> texts, InputType type);
}

package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.api.failure.SetupException;
import io.syncline.cli.output.Json;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.OfferedModel;
import io.syncline.core.port.record.RecordScope;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A model that the source offers or the configuration names.
 *
 * @param configured whether the configuration names it
 * @param problem why its records cannot be read; empty if they can, or the source does not say
 */
record KnownModel(OfferedModel model, boolean configured, Optional<String> problem) {

    /** Asks the source about a model. */
    static KnownModel read(RecordSource source, ModelName name, String title) {
        try {
            ModelDescription description = source.describe(name);
            long records = source.count(RecordScope.builder().model(name).build());
            return new KnownModel(
                    new OfferedModel(name, title, true, OptionalLong.of(records), description.hasChangeTime()),
                    true,
                    Optional.empty());
        } catch (SetupException refusal) {
            return new KnownModel(
                    new OfferedModel(name, title, false, OptionalLong.empty(), false),
                    true,
                    Optional.ofNullable(refusal.getMessage()));
        }
    }

    Json json() {
        return new Json()
                .with("model_name", model.name())
                .with("title", model.title())
                .with("configured", configured)
                .with("readable", model.readable())
                .with("records", model.records().isPresent() ? model.records().getAsLong() : null)
                .with("change_times", model.hasChangeTime())
                .with("problem", problem.orElse(null));
    }
}

package io.syncline.core.internal.run;

import io.syncline.api.ModelName;
import io.syncline.core.internal.quota.EmbedAdmission;
import io.syncline.core.internal.runtime.Patience;
import io.syncline.core.port.Ports;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.settings.ModelSettings;
import io.syncline.core.text.TextFilter;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What an engine was built from, with defaults filled in; shared by its runs.
 *
 * @param ports the adapters
 * @param settings how the engine works
 * @param models how models are made into documents, where that is not the default
 * @param listener receives what runs do
 * @param random behind waits and lease owners; thread-safe
 * @param filter what all texts go through
 * @param gate admits requests to the embedder, for all runs
 * @param patience how long calls are retried, for all runs
 */
public record EngineContext(
        Ports ports,
        EngineSettings settings,
        Map<ModelName, ModelSettings> models,
        SafeListener listener,
        RandomGenerator random,
        TextFilter filter,
        EmbedAdmission gate,
        Patience patience) {

    public EngineContext(
            Ports ports,
            EngineSettings settings,
            Map<ModelName, ModelSettings> models,
            SafeListener listener,
            RandomGenerator random) {
        this(ports, settings, models, listener, random, TextFilter.NONE);
    }

    public EngineContext(
            Ports ports,
            EngineSettings settings,
            Map<ModelName, ModelSettings> models,
            SafeListener listener,
            RandomGenerator random,
            TextFilter filter) {
        this(
                ports,
                settings,
                models,
                listener,
                random,
                filter,
                new EmbedAdmission(ports, settings, random),
                new Patience(settings.retry()));
    }

    public ModelSettings model(ModelName name) {
        return models.getOrDefault(name, ModelSettings.defaults());
    }

    /** Whether the settings of one of some models, or of any if none is given, name a field of the payload, perhaps in another case. */
    public boolean isPayload(Set<ModelName> searched, String field) {
        return models.entrySet().stream()
                .filter(entry -> searched.isEmpty() || searched.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .anyMatch(model -> model.payload().stream().anyMatch(field::equalsIgnoreCase));
    }
}

package io.syncline.cli.config;

import io.syncline.api.ModelName;
import io.syncline.core.adapter.ConfigNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sections of a service, not read yet; any may be absent.
 *
 * @param server where it listens
 * @param schedule the schedules of all models
 * @param models the schedules of single models, of all models that the file names
 */
public record ServiceSections(ConfigNode server, ConfigNode schedule, Map<ModelName, ConfigNode> models) {

    /** Copies the map and keeps its order. */
    public ServiceSections {
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
    }
}

package io.syncline.core;

import io.syncline.api.ModelName;
import io.syncline.api.SyncListener;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.settings.ModelSettings;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a builder was given beside the adapters; null for defaults. */
record EngineParts(
        @Nullable EngineSettings settings,
        Map<ModelName, ModelSettings> models,
        @Nullable SyncListener listener,
        @Nullable ExecutorService executor,
        @Nullable RandomGenerator random) {}

package io.syncline.testkit.contract;

import io.syncline.core.port.Embedder;

/** The whole contract of {@link Embedder}. */
public interface EmbedderContract
        extends EmbedderDescriptionContract,
                EmbedderVectorsContract,
                EmbedderLimitsContract,
                EmbedderLifecycleContract {}

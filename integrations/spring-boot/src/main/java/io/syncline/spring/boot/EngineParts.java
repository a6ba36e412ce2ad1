package io.syncline.spring.boot;

import io.syncline.api.SyncListener;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import java.util.List;

/** The beans that an engine is made of, opened in this order. */
record EngineParts(
        RecordSource source,
        Embedder embedder,
        VectorSink sink,
        MetadataStore metadata,
        List<SyncListener> listeners) {}

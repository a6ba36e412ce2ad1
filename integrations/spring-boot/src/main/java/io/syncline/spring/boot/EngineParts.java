package io.syncline.spring.boot;

import io.syncline.api.SyncListener;
import io.syncline.core.SyncEngine;
import io.syncline.core.SyncEngineBuilder;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.core.text.TextFilter;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;

/** The beans that the engine of the starter is made of; an application with an engine of its own need not have them. */
@ConditionalOnMissingBean(SyncEngine.class)
record EngineParts(
        RecordSource source,
        Embedder embedder,
        VectorSink sink,
        MetadataStore metadata,
        ObjectProvider<TextFilter> textFilter,
        List<SyncListener> listeners) {

    SyncEngineBuilder builder() {
        return SyncEngine.builder()
                .source(source)
                .embedder(embedder)
                .sink(sink)
                .metadata(metadata)
                .textFilter(textFilter.getIfAvailable(() -> TextFilter.NONE))
                .listener(SyncListener.all(listeners));
    }
}

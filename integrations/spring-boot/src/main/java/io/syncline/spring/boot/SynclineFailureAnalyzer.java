package io.syncline.spring.boot;

import io.syncline.core.adapter.ConfigException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a configuration that cannot be used as such, without a stack trace. */
final class SynclineFailureAnalyzer extends AbstractFailureAnalyzer<ConfigException> {

    private static final String ACTION =
            "Change the property that is named. Keys and values are those of syncline.yaml, below"
                    + " 'syncline.' (docs/configuration.md). To start without Syncline, set syncline.enabled=false; to bring a part of"
                    + " your own, declare a bean of RecordSource, Embedder, VectorSink or MetadataStore.";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ConfigException cause) {
        return new FailureAnalysis("Syncline cannot be configured: " + cause.getMessage(), ACTION, cause);
    }
}

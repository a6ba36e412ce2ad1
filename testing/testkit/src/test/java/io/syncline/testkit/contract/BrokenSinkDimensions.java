package io.syncline.testkit.contract;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.testkit.forward.ForwardingVectorSink;
import java.util.List;

/** Contract tests of sinks that refuse a vector of another dimension incorrectly. */
final class BrokenSinkDimensions {

    private BrokenSinkDimensions() {}

    static class FailsTheRecord extends BrokenSinks.Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingVectorSink(sink) {
                @Override
                public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
                    try {
                        sink.upsert(key, epoch, documents);
                    } catch (SetupException e) {
                        throw new RejectedException("The record has a vector of another dimension", e);
                    }
                }
            };
        }
    }

    static class ChecksEachDocumentWhenItIsWritten extends BrokenSinks.Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingVectorSink(sink) {
                @Override
                public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
                    documents.forEach(document -> sink.upsert(key, epoch, List.of(document)));
                }
            };
        }
    }
}

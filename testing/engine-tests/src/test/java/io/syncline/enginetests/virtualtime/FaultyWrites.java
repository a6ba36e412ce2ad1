package io.syncline.enginetests.virtualtime;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.testkit.forward.ForwardingCatalogSink;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes as faulty engines or sinks would do them. */
final class FaultyWrites {

    private FaultyWrites() {}

    static final class Unfenced extends ForwardingCatalogSink {

        private final VirtualTime time;

        Unfenced(VectorSink next, VirtualTime time) {
            super(next);
            this.time = time;
        }

        private long newest() {
            return (1L << 40) + time.steps();
        }

        @Override
        public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
            next.upsert(key, newest(), documents);
        }

        @Override
        public void trim(ModelKey key, long epoch, Map<RecordId, Integer> keep) {
            next.trim(key, newest(), keep);
        }

        @Override
        public void delete(ModelKey key, long epoch, Collection<RecordId> ids) {
            next.delete(key, newest(), ids);
        }
    }

    static final class OfOneEpoch extends ForwardingCatalogSink {

        private long first;

        OfOneEpoch(VectorSink next) {
            super(next);
        }

        private long first(long epoch) {
            first = first == 0 ? epoch : first;
            return first;
        }

        @Override
        public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
            next.upsert(key, first(epoch), documents);
        }

        @Override
        public void trim(ModelKey key, long epoch, Map<RecordId, Integer> keep) {
            next.trim(key, first(epoch), keep);
        }

        @Override
        public void delete(ModelKey key, long epoch, Collection<RecordId> ids) {
            next.delete(key, first(epoch), ids);
        }
    }

    static final class Impatient extends ForwardingCatalogSink {

        Impatient(VectorSink next) {
            super(next);
        }

        @Override
        public QuarantinePage quarantined(ModelKey key, IdRange range, int limit) {
            QuarantinePage page = super.quarantined(key, range, limit);
            List<QuarantinePage.Entry> over = page.entries().stream()
                    .map(entry -> new QuarantinePage.Entry(
                            entry.id(), Quarantine.of(entry.quarantine().since(), Duration.ZERO)))
                    .toList();
            return new QuarantinePage(over, page.resumeAfter(), page.end());
        }
    }

    static final class DeletingFirst extends ForwardingCatalogSink {

        DeletingFirst(VectorSink next) {
            super(next);
        }

        @Override
        public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
            Set<RecordId> ids = documents.stream().map(EmbeddedDocument::id).collect(Collectors.toSet());
            next.delete(key, epoch, ids);
            next.upsert(key, epoch, documents);
        }
    }
}

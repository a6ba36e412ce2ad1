package io.syncline.enginetests.virtualtime;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedDocument;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.testkit.forward.ForwardingMetadataStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** States as faulty engines would keep them. */
final class FaultyStates {

    private FaultyStates() {}

    /** Changes what is saved, and keeps shared documents as they are. */
    static MetadataStore changingShared(MetadataStore store, UnaryOperator<ModelState> change) {
        return store instanceof SharedDocuments documents ? new Changing(store, documents, change) : store;
    }

    private static final class Changing extends ForwardingMetadataStore implements SharedDocuments {

        private final SharedDocuments documents;
        private final UnaryOperator<ModelState> change;

        Changing(MetadataStore next, SharedDocuments documents, UnaryOperator<ModelState> change) {
            super(next);
            this.documents = documents;
            this.change = change;
        }

        @Override
        public boolean compareAndSet(StateKey key, long expectedRevision, ModelState state) {
            return next.compareAndSet(key, expectedRevision, change.apply(state));
        }

        @Override
        public VersionedDocument document(String name) {
            return documents.document(name);
        }

        @Override
        public boolean compareAndSetDocument(String name, long expectedRevision, String text) {
            return documents.compareAndSetDocument(name, expectedRevision, text);
        }
    }

    /** Files everything under other keys. */
    static final class Renamed extends ForwardingMetadataStore {

        private final UnaryOperator<StateKey> renamed;

        Renamed(MetadataStore next, UnaryOperator<StateKey> renamed) {
            super(next);
            this.renamed = renamed;
        }

        @Override
        public VersionedState read(StateKey key) {
            return next.read(renamed.apply(key));
        }

        @Override
        public boolean compareAndSet(StateKey key, long expectedRevision, ModelState state) {
            return next.compareAndSet(renamed.apply(key), expectedRevision, state);
        }

        @Override
        public void putFailures(StateKey key, long epoch, Collection<FailedRecord> failures) {
            next.putFailures(renamed.apply(key), epoch, failures);
        }

        @Override
        public void removeFailures(StateKey key, long epoch, Collection<RecordId> ids) {
            next.removeFailures(renamed.apply(key), epoch, ids);
        }

        @Override
        public List<FailedRecord> failures(StateKey key, Cursor after, int limit) {
            return next.failures(renamed.apply(key), after, limit);
        }

        @Override
        public Optional<FailedRecord> failure(StateKey key, RecordId id) {
            return next.failure(renamed.apply(key), id);
        }

        @Override
        public long failureCount(StateKey key) {
            return next.failureCount(renamed.apply(key));
        }
    }

    /** Stores the failures of documents that lack fields after the documents. */
    static final class Late extends ForwardingMetadataStore {

        private final SimRun run;

        Late(MetadataStore next, SimRun run) {
            super(next);
            this.run = run;
        }

        @Override
        public void putFailures(StateKey key, long epoch, Collection<FailedRecord> failures) {
            next.putFailures(
                    key,
                    epoch,
                    failures.stream()
                            .filter(failure ->
                                    !failure.reason().startsWith("incomplete") || !isAboutToLoseFields(failure.id()))
                            .toList());
        }

        /** Whether the sink holds a complete document of another version than the one that was read without all fields. */
        private boolean isAboutToLoseFields(RecordId id) {
            RecordStamp stamp = run.route.expectations.stamp(id);
            return run.wasIncomplete(id)
                    && stamp != null
                    && run.route.expectations.isMadeBy(stamp, run.deployment)
                    && stamp.sourceVersion() != run.version(id);
        }
    }

    /** Stores the source's time as the watermark, and shows no mark that lies in the future. */
    static final class Credulous extends ForwardingMetadataStore {

        private final SimRun run;
        private Optional<Instant> shown = Optional.empty();

        Credulous(MetadataStore next, SimRun run) {
            super(next);
            this.run = run;
        }

        @Override
        public VersionedState read(StateKey key) {
            VersionedState stored = next.read(key);
            shown = stored.state().watermark().map(mark -> mark.isAfter(earlier()) ? earlier() : mark);
            return new VersionedState(
                    stored.revision(),
                    stored.state().toBuilder().watermark(shown).build());
        }

        private Instant earlier() {
            Instant source = run.route.users.now();
            Instant store = run.route.store.clock.instant();
            return source.isBefore(store) ? source : store;
        }

        @Override
        public boolean compareAndSet(StateKey key, long expectedRevision, ModelState state) {
            Optional<Instant> stored = next.read(key).state().watermark();
            boolean moves =
                    !state.watermark().equals(shown) && state.watermark().isPresent();
            Optional<Instant> mark =
                    moves ? Optional.of(run.sourceStart) : state.watermark().flatMap(same -> stored);
            return next.compareAndSet(
                    key, expectedRevision, state.toBuilder().watermark(mark).build());
        }
    }

    /** An acquisition leaves what the state says as it is. */
    static final class Hasty extends ForwardingMetadataStore {

        Hasty(MetadataStore next) {
            super(next);
        }

        @Override
        public boolean compareAndSet(StateKey key, long expectedRevision, ModelState state) {
            ModelState before = next.read(key).state();
            boolean acquires = state.epoch() > before.epoch() && state.lease().isPresent();
            return next.compareAndSet(key, expectedRevision, acquires ? saying(before, state) : state);
        }

        private static ModelState saying(ModelState before, ModelState state) {
            return state.toBuilder()
                    .watermark(before.watermark())
                    .lastMaxWriteDate(before.lastMaxWriteDate())
                    .checkpoint(before.checkpoint())
                    .fingerprint(before.fingerprint())
                    .build();
        }
    }
}

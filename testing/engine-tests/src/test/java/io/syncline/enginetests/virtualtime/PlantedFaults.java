package io.syncline.enginetests.virtualtime;

import io.syncline.api.FailedRecord;
import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.testkit.forward.ForwardingMetadataStore;
import io.syncline.testkit.forward.ForwardingQuarantiningSink;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Faults that have lost data in other systems, simulated at the ports. */
enum PlantedFaults implements PlantedFault {
    /** Changes after the watermark are read, those at the watermark are not. */
    STRICT_WATERMARK {
        @Override
        public RecordSource source(SimRun run, SimWorld world, RecordSource source) {
            return new FaultyListings.Strict(source);
        }
    },
    /** The next run starts from the newest change that this one saw. */
    WATERMARK_FROM_NEWEST_CHANGE {
        @Override
        public MetadataStore metadata(SimRun run, SimWorld world, MetadataStore store) {
            Duration overlap = world.profile.overlap;
            return changing(
                    store,
                    state -> state.lastMaxWriteDate().isEmpty()
                                    || state.watermark().isEmpty()
                            ? state
                            : state.toBuilder()
                                    .watermark(state.lastMaxWriteDate().get().plus(overlap))
                                    .build());
        }
    },
    /** A run that failed or was limited moves the watermark nevertheless. */
    WATERMARK_MOVED_BY_UNFINISHED_RUN {
        @Override
        public MetadataStore metadata(SimRun run, SimWorld world, MetadataStore store) {
            return changing(
                    store,
                    state -> run.isCleanup()
                                    || state.lease().isPresent()
                                    || state.watermark().isEmpty()
                            ? state
                            : state.toBuilder()
                                    .watermark(run.sourceStart)
                                    .checkpoint(Optional.empty())
                                    .build());
        }
    },
    /** The source is read by offset. */
    OFFSET_PAGING {
        @Override
        public RecordSource source(SimRun run, SimWorld world, RecordSource source) {
            return new FaultyListings.ByOffset(source);
        }
    },
    /** A cleanup lists the source first. */
    SOURCE_LISTED_BEFORE_SINK {
        @Override
        public RecordSource source(SimRun run, SimWorld world, RecordSource source) {
            return run.isCleanup() ? new FaultyListings.Early(source, world.profile.includeArchived) : source;
        }
    },
    /** A cleanup deletes what is missing in the listing, without a re-check. */
    NO_SECOND_QUESTION {
        @Override
        public RecordSource source(SimRun run, SimWorld world, RecordSource source) {
            return new FaultyListings.Unquestioned(source);
        }
    },
    /** An empty listing is trusted. */
    EMPTY_LISTING_TRUSTED {
        @Override
        public boolean ignoresLimits() {
            return true;
        }
    },
    /** Records in quarantine are deleted by the next cleanup. */
    GRACE_TIME_IGNORED {
        @Override
        public VectorSink sink(SimRun run, SimWorld world, VectorSink sink) {
            return new FaultyWrites.Impatient(sink);
        }
    },
    /** Records in quarantine are considered deleted without asking the source. */
    REAPPEARED_RECORD_DELETED {
        @Override
        public RecordSource source(SimRun run, SimWorld world, RecordSource source) {
            return run.isCleanup() ? new FaultyListings.WithoutHidden(source, run.route) : source;
        }
    },
    /** Records that exist again stay hidden. */
    LIFT_FORGOTTEN {
        @Override
        public VectorSink sink(SimRun run, SimWorld world, VectorSink sink) {
            return new ForwardingQuarantiningSink(sink) {
                @Override
                public void lift(ModelKey key, long epoch, Collection<RecordId> ids) {}
            };
        }
    },
    /** The sink treats every write as one of the newest run. */
    NO_FENCING_BY_THE_SINK {
        @Override
        public VectorSink sink(SimRun run, SimWorld world, VectorSink sink) {
            return new FaultyWrites.Unfenced(sink, world.time);
        }
    },
    /** A run writes without checking its lease. */
    NO_FENCING_BY_THE_RUN {
        @Override
        public boolean trustsItsLease() {
            return true;
        }
    },
    /** Old points are deleted before new ones are written. */
    DELETE_BEFORE_WRITE {
        @Override
        public VectorSink sink(SimRun run, SimWorld world, VectorSink sink) {
            return new FaultyWrites.DeletingFirst(sink);
        }
    },
    /** Failed records are not stored. */
    FAILED_RECORD_FORGOTTEN {
        @Override
        public MetadataStore metadata(SimRun run, SimWorld world, MetadataStore store) {
            return new ForwardingMetadataStore(store) {
                @Override
                public void putFailures(StateKey key, long epoch, Collection<FailedRecord> failures) {}
            };
        }
    },
    /** The checkpoint follows what was read, not what was stored. */
    CHECKPOINT_AHEAD {
        @Override
        public MetadataStore metadata(SimRun run, SimWorld world, MetadataStore store) {
            return changing(
                    store,
                    state -> state.checkpoint().isEmpty() || run.isCleanup()
                            ? state
                            : state.toBuilder()
                                    .checkpoint(Checkpoint.builder()
                                            .from(state.checkpoint().get())
                                            .cursor(Cursor.max(
                                                    state.checkpoint().get().cursor(), run.lastDelivered()))
                                            .build())
                                    .build());
        }
    };

    private static MetadataStore changing(MetadataStore store, UnaryOperator<ModelState> change) {
        return new ForwardingMetadataStore(store) {
            @Override
            public boolean compareAndSet(StateKey key, long expectedRevision, ModelState state) {
                return next.compareAndSet(key, expectedRevision, change.apply(state));
            }
        };
    }

    /** Writes as a faulty engine or sink would do them. */
    private static final class FaultyWrites {

        private static final class Unfenced extends ForwardingQuarantiningSink {

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

        private static final class Impatient extends ForwardingQuarantiningSink {

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

        private static final class DeletingFirst extends ForwardingQuarantiningSink {

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
}

package io.syncline.enginetests.virtualtime;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.ModelState;
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

/** Faults that others have lost data by, planted at the ports. */
enum Plants implements Plant {
    /** Changes after the mark are read, those at the mark are not. */
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
    /** A run that failed or was limited moves the mark all the same. */
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
    /** A cleanup deletes what the listing lacks. */
    NO_SECOND_QUESTION {
        @Override
        public RecordSource source(SimRun run, SimWorld world, RecordSource source) {
            return new FaultyListings.Unquestioned(source);
        }
    },
    /** A listing without any record is believed. */
    EMPTY_LISTING_TRUSTED {
        @Override
        public boolean ignoresLimits() {
            return true;
        }
    },
    /** What is in quarantine is deleted by the next cleanup. */
    GRACE_TIME_IGNORED {
        @Override
        public VectorSink sink(SimRun run, SimWorld world, VectorSink sink) {
            return new FaultyWrites.Impatient(sink);
        }
    },
    /** What is in quarantine is taken for gone without a question to the source. */
    REAPPEARED_RECORD_DELETED {
        @Override
        public RecordSource source(SimRun run, SimWorld world, RecordSource source) {
            return run.isCleanup() ? new FaultyListings.WithoutHidden(source, world.sink) : source;
        }
    },
    /** What has come back stays hidden. */
    LIFT_FORGOTTEN {
        @Override
        public VectorSink sink(SimRun run, SimWorld world, VectorSink sink) {
            return new ForwardingQuarantiningSink(sink) {
                @Override
                public void lift(ModelKey key, long epoch, Collection<RecordId> ids) {}
            };
        }
    },
    /** The sink takes every write for one of the newest run. */
    NO_FENCING_BY_THE_SINK {
        @Override
        public VectorSink sink(SimRun run, SimWorld world, VectorSink sink) {
            return new FaultyWrites.Unfenced(sink, world.time);
        }
    },
    /** A run writes without a look at its lease. */
    NO_FENCING_BY_THE_RUN {
        @Override
        public boolean trustsItsLease() {
            return true;
        }
    },
    /** Old points go first. */
    DELETE_BEFORE_WRITE {
        @Override
        public VectorSink sink(SimRun run, SimWorld world, VectorSink sink) {
            return new FaultyWrites.DeletingFirst(sink);
        }
    },
    /** What failed is not kept. */
    FAILED_RECORD_FORGOTTEN {
        @Override
        public MetadataStore metadata(SimRun run, SimWorld world, MetadataStore store) {
            return new ForwardingMetadataStore(store) {
                @Override
                public void putFailures(ModelName model, long epoch, Collection<FailedRecord> failures) {}
            };
        }
    },
    /** The checkpoint is where reading is, not where storing is. */
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
                                            .cursor(Math.max(
                                                    state.checkpoint().get().cursor(), run.lastDelivered()))
                                            .build())
                                    .build());
        }
    };

    private static MetadataStore changing(MetadataStore store, UnaryOperator<ModelState> change) {
        return new ForwardingMetadataStore(store) {
            @Override
            public boolean compareAndSet(ModelName model, long expectedRevision, ModelState state) {
                return next.compareAndSet(model, expectedRevision, change.apply(state));
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

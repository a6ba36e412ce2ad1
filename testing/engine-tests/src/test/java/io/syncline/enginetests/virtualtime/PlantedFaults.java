package io.syncline.enginetests.virtualtime;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.testkit.forward.ForwardingCatalogSink;
import io.syncline.testkit.forward.ForwardingEmbedder;
import io.syncline.testkit.forward.ForwardingMetadataStore;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

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
    /** Each run has an allowance of its own for the touched records that it removes. */
    LIMITS_OF_ONE_RUN {
        @Override
        public MetadataStore metadata(SimRun run, SimWorld world, MetadataStore store) {
            return FaultyStates.changingShared(
                    store, state -> state.toBuilder().removedByTouch(0).build());
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
    /** A sync deletes touched records that a read did not deliver, without a re-check. */
    TOUCHED_RECORD_DELETED_UNASKED {
        @Override
        public RecordSource source(SimRun run, SimWorld world, RecordSource source) {
            return run.isSync() ? new FaultyListings.Undelivered(source) : source;
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
    GRACE_PERIOD_IGNORED {
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
            return new ForwardingCatalogSink(sink) {
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
    /** A run writes what it was told of and what it lists under one epoch. */
    TOUCHED_AND_LISTED_UNDER_ONE_EPOCH {
        @Override
        public VectorSink sink(SimRun run, SimWorld world, VectorSink sink) {
            return run.isSync() ? new FaultyWrites.OfOneEpoch(sink) : sink;
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
    /** What is stored without some of its fields is not marked. */
    MISSING_FIELD_UNMARKED {
        @Override
        public RecordSource source(SimRun run, SimWorld world, RecordSource source) {
            return FaultyFields.unmarked(source);
        }
    },
    /** A field that cannot be read for one record is left out of all. */
    FIELD_DROPPED_FOR_ALL {
        @Override
        public RecordSource source(SimRun run, SimWorld world, RecordSource source) {
            return FaultyFields.droppedForAll(source);
        }
    },
    /** A field that cannot be read for one record ends the run. */
    UNREADABLE_FIELD_ENDS_THE_RUN {
        @Override
        public RecordSource source(SimRun run, SimWorld world, RecordSource source) {
            return FaultyFields.ending(source, SimUsers.SEAL);
        }
    },
    /** A linked record that cannot be read ends the run. */
    UNREADABLE_LINK_ENDS_THE_RUN {
        @Override
        public RecordSource source(SimRun run, SimWorld world, RecordSource source) {
            return FaultyFields.ending(source, SimTeams.TEAM);
        }
    },
    /** A page that fails once is read without a field. */
    PASSING_FAULT_DROPS_A_FIELD {
        @Override
        public RecordSource source(SimRun run, SimWorld world, RecordSource source) {
            return FaultyFields.droppedAfterOneFault(source);
        }
    },
    /** A description that fails once ends the run. */
    PASSING_FAULT_OF_THE_DESCRIPTION_ENDS_THE_RUN {
        @Override
        public RecordSource source(SimRun run, SimWorld world, RecordSource source) {
            return FaultyFields.describedOnce(source);
        }
    },
    /** What a linked record has changed is not read again. */
    LINKED_CHANGE_UNSEEN {
        @Override
        public RecordSource source(SimRun run, SimWorld world, RecordSource source) {
            return FaultyFields.withoutLinkedChanges(source);
        }
    },
    /** Records that lack fields are marked, and not attempted again. */
    INCOMPLETE_RECORD_NOT_RETRIED {
        @Override
        public MetadataStore metadata(SimRun run, SimWorld world, MetadataStore store) {
            return new ForwardingMetadataStore(store) {
                @Override
                public void putFailures(StateKey key, long epoch, Collection<FailedRecord> failures) {
                    next.putFailures(
                            key,
                            epoch,
                            failures.stream()
                                    .filter(failure -> !failure.reason().startsWith("incomplete"))
                                    .toList());
                }
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
    },
    /** What is remembered of a model is remembered for all its sources and sinks. */
    STATE_BY_MODEL_ONLY {
        @Override
        public StateKey stateKey(StateKey key) {
            return new StateKey("any source", key.model(), "any-sink");
        }

        @Override
        public MetadataStore metadata(SimRun run, SimWorld world, MetadataStore store) {
            return new FaultyStates.Renamed(store, this::stateKey);
        }
    },
    /** A sink is what its name says, whichever store is behind it. */
    NO_IDENTITY_OF_THE_FILLING {
        @Override
        public StateKey stateKey(StateKey key) {
            return new StateKey(key.source(), key.model(), "records");
        }

        @Override
        public MetadataStore metadata(SimRun run, SimWorld world, MetadataStore store) {
            return new FaultyStates.Renamed(store, this::stateKey);
        }
    },
    /** The mark is not stored with the points, so that it outlives them. */
    NO_MARK {
        @Override
        public VectorSink sink(SimRun run, SimWorld world, VectorSink sink) {
            return new FaultyMarks.Outliving(sink, run.route);
        }

        @Override
        public long mark(SimRoute route) {
            return route.outliving.getOrDefault(route.key(), 0L);
        }
    },
    /** The watermark is whatever the source's clock says, and counts although it lies in the future. */
    WATERMARK_IN_THE_FUTURE_ACCEPTED {
        @Override
        public MetadataStore metadata(SimRun run, SimWorld world, MetadataStore store) {
            return new FaultyStates.Credulous(store, run);
        }
    },
    /** A failure ends only if the record is read again on purpose. */
    FAILURE_NOT_ENDED {
        @Override
        public MetadataStore metadata(SimRun run, SimWorld world, MetadataStore store) {
            return new ForwardingMetadataStore(store) {
                @Override
                public void removeFailures(StateKey key, long epoch, Collection<RecordId> ids) {
                    next.removeFailures(
                            key, epoch, ids.stream().filter(run::wasReadById).toList());
                }
            };
        }
    },
    /** A text that fails alone is taken for an outage, since no other text shows that the embedder works. */
    LONE_TEXT_WITHOUT_CONTROL {
        @Override
        public Embedder embedder(SimRun run, SimWorld world, Embedder embedder) {
            return new ForwardingEmbedder(embedder) {
                @Override
                public EmbeddingResult embed(List<String> texts, InputType type) {
                    if (texts.stream()
                            .noneMatch(text -> SimExpectations.number(text).isPresent())) {
                        throw new TransientException("No text but those of records is sent", null);
                    }
                    return next.embed(texts, type);
                }
            };
        }
    },
    /** The control is taken for embedded whatever the service does, so that texts fail in an outage. */
    CONTROL_WITHOUT_THE_SERVICE {
        @Override
        public Embedder embedder(SimRun run, SimWorld world, Embedder embedder) {
            return new ForwardingEmbedder(embedder) {
                @Override
                public EmbeddingResult embed(List<String> texts, InputType type) {
                    boolean control = texts.stream()
                            .noneMatch(text -> SimExpectations.number(text).isPresent());
                    return control ? world.embedder.embed(texts, type) : next.embed(texts, type);
                }
            };
        }
    },
    /** A request beyond the rate is taken for a refusal of its texts. */
    RATE_LIMIT_TAKEN_FOR_A_REFUSAL {
        @Override
        public Embedder embedder(SimRun run, SimWorld world, Embedder embedder) {
            return new ForwardingEmbedder(embedder) {
                @Override
                public EmbeddingResult embed(List<String> texts, InputType type) {
                    try {
                        return next.embed(texts, type);
                    } catch (TransientException failure) {
                        throw failure.isRateLimit() ? new RejectedException("Planted: refused") : failure;
                    }
                }
            };
        }
    },
    /** A text that fails is taken for a wrong setup, and ends the run: the control says the same whatever is sent. */
    TEXT_TAKEN_FOR_THE_SETUP {
        @Override
        public Embedder embedder(SimRun run, SimWorld world, Embedder embedder) {
            return new ForwardingEmbedder(embedder) {
                @Override
                public EmbeddingResult embed(List<String> texts, InputType type) {
                    if (texts.stream()
                            .noneMatch(text -> SimExpectations.number(text).isPresent())) {
                        throw new SetupException("The setup is wrong");
                    }
                    return next.embed(texts, type);
                }
            };
        }
    },
    /** That a document lacks fields is saved after it was written, although it has replaced a complete one. */
    LACK_SAVED_AFTER_THE_WRITE {
        @Override
        public MetadataStore metadata(SimRun run, SimWorld world, MetadataStore store) {
            return new FaultyStates.Late(store, run);
        }
    },
    /** Chunks of a longer text stay where a shorter one is stored. */
    TRIM_FORGOTTEN {
        @Override
        public VectorSink sink(SimRun run, SimWorld world, VectorSink sink) {
            return new ForwardingCatalogSink(sink) {
                @Override
                public void trim(ModelKey key, long epoch, Map<RecordId, Integer> keep) {}
            };
        }
    },
    /** A rename moves a state whatever the sink has lost, and lets it rely on whatever mark is there. */
    RENAME_WITHOUT_COMPARISON {
        @Override
        public VectorSink sink(SimRun run, SimWorld world, VectorSink sink) {
            return run.task == SimRun.Task.RENAME ? new FaultyMarks.Presumed(sink, run) : sink;
        }
    },
    /** A run takes the epoch that hides unknown writes before it makes the state start over because of them. */
    EPOCH_BEFORE_THE_COMPARISON {
        @Override
        public MetadataStore metadata(SimRun run, SimWorld world, MetadataStore store) {
            return new FaultyStates.Hasty(store);
        }
    },
    /** A limited run does not look at the mark, and raises it. */
    LIMITED_RUN_HIDES_A_LOSS {
        @Override
        public VectorSink sink(SimRun run, SimWorld world, VectorSink sink) {
            return run.task == SimRun.Task.LIMITED ? new FaultyMarks.Hiding(sink, run) : sink;
        }
    },
    /** A run raises the mark whatever it finds. */
    LOSS_DURING_A_RUN_IGNORED {
        @Override
        public VectorSink sink(SimRun run, SimWorld world, VectorSink sink) {
            return new FaultyMarks.Forcing(sink);
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
}

package io.syncline.testkit.contract;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.testkit.forward.ForwardingQuarantiningSink;
import io.syncline.testkit.memory.InMemoryVectorSink;
import io.syncline.testkit.memory.MemorySinkFixture;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Contract tests of sinks with one defect in their quarantine. */
final class BrokenQuarantines {

    private BrokenQuarantines() {}

    abstract static class Broken implements SinkQuarantineContract {

        private final VectorSinkFixture fixture = new MemorySinkFixture(new InMemoryVectorSink(), this::broken);

        abstract VectorSink broken(VectorSink sink);

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }
    }

    static class ShowsHiddenRecords extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingQuarantiningSink(sink) {
                @Override
                public List<SinkHit> search(SinkQuery query) {
                    return sink.search(withHidden(query));
                }
            };
        }
    }

    static class FiltersHiddenRecordsAfterTheSearch extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new Stamping(sink) {
                @Override
                public List<SinkHit> search(SinkQuery query) {
                    return sink.search(withHidden(query)).stream()
                            .filter(hit -> query.includeQuarantined() || !isHidden(query.source(), hit))
                            .toList();
                }

                private boolean isHidden(String source, SinkHit hit) {
                    return stamp(new ModelKey(source, hit.model()), hit.id())
                            .quarantine()
                            .isPresent();
                }
            };
        }
    }

    static class HidesWhatANewerRunWrote extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new Stamping(sink) {
                @Override
                public void quarantine(ModelKey key, long epoch, Collection<RecordId> ids, Quarantine quarantine) {
                    try {
                        super.quarantine(key, epoch, ids, quarantine);
                    } catch (LostRaceException e) {
                        ids.forEach(id -> super.quarantine(key, stamp(key, id).epoch(), List.of(id), quarantine));
                    }
                }
            };
        }
    }

    static class LiftsWhatANewerRunHid extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new Stamping(sink) {
                @Override
                public void lift(ModelKey key, long epoch, Collection<RecordId> ids) {
                    try {
                        super.lift(key, epoch, ids);
                    } catch (LostRaceException e) {
                        ids.forEach(id -> super.lift(key, stamp(key, id).epoch(), List.of(id)));
                    }
                }
            };
        }
    }

    static class RestartsEachTime extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingQuarantiningSink(sink) {
                @Override
                public void quarantine(ModelKey key, long epoch, Collection<RecordId> ids, Quarantine quarantine) {
                    lift(key, epoch, ids);
                    super.quarantine(key, epoch, ids, quarantine);
                }
            };
        }
    }

    static class StoresTimesInSeconds extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingQuarantiningSink(sink) {
                @Override
                public void quarantine(ModelKey key, long epoch, Collection<RecordId> ids, Quarantine quarantine) {
                    super.quarantine(
                            key,
                            epoch,
                            ids,
                            new Quarantine(
                                    quarantine.since().truncatedTo(ChronoUnit.SECONDS),
                                    quarantine.until().truncatedTo(ChronoUnit.SECONDS)));
                }
            };
        }
    }

    static class LeavesStoredRecordsHidden extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingQuarantiningSink(sink) {
                @Override
                public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
                    Map<RecordId, RecordStamp> before = sink.stamps(
                            key, documents.stream().map(EmbeddedDocument::id).toList());
                    sink.upsert(key, epoch, documents);
                    before.forEach((id, stamp) -> stamp.quarantine()
                            .ifPresent(quarantine -> quarantine(key, epoch, List.of(id), quarantine)));
                }
            };
        }
    }

    static class ListsTheBeginningOfARangeToo extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingQuarantiningSink(sink) {
                @Override
                public QuarantinePage quarantined(ModelKey key, IdRange range, int limit) {
                    return super.quarantined(key, range.remainingAfter(earlier(range.after())), limit);
                }
            };
        }

        private static Cursor earlier(Cursor after) {
            return after.isStart() ? after : Cursor.after(after.id().number() - 1);
        }
    }

    private static SinkQuery withHidden(SinkQuery query) {
        return SinkQuery.builder().from(query).includeQuarantined(true).build();
    }

    private abstract static class Stamping extends ForwardingQuarantiningSink {

        Stamping(VectorSink sink) {
            super(sink);
        }

        RecordStamp stamp(ModelKey key, RecordId id) {
            return stamps(key, List.of(id)).get(id);
        }
    }
}

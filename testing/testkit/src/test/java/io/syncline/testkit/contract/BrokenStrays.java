package io.syncline.testkit.contract;

import io.syncline.api.RecordId;
import io.syncline.api.StrayPoint;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.StrayPoints;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.vector.StrayPage;
import io.syncline.testkit.forward.ForwardingStraySink;
import io.syncline.testkit.memory.InMemoryVectorSink;
import io.syncline.testkit.memory.MemorySinkFixture;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Contract tests of sinks that are blind to some stray points, or treat them wrongly. */
final class BrokenStrays {

    private BrokenStrays() {}

    abstract static class Broken implements StrayPointsContract {

        private final VectorSinkFixture fixture = new MemorySinkFixture(new InMemoryVectorSink(), this::broken);

        abstract VectorSink broken(VectorSink sink);

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }
    }

    private static StrayPage without(StrayPage page, StrayPoint.Kind kind) {
        return new StrayPage(
                page.points().stream().filter(point -> point.kind() != kind).toList(), page.resumeAfter(), page.end());
    }

    /** What the Qdrant adapter did: points under ids of nobody were ignored. */
    static class SeesNoCopies extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingStraySink(sink) {
                @Override
                public StrayPage strays(ModelKey key, String after, int limit) {
                    return without(super.strays(key, after, limit), StrayPoint.Kind.COPY);
                }
            };
        }
    }

    static class SeesNoDamage extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingStraySink(sink) {
                @Override
                public StrayPage strays(ModelKey key, String after, int limit) {
                    return without(super.strays(key, after, limit), StrayPoint.Kind.DAMAGED);
                }
            };
        }
    }

    static class CountsCopiesAsChunks extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingStraySink(sink) {
                @Override
                public Map<RecordId, RecordStamp> stamps(ModelKey key, Collection<RecordId> ids) {
                    Map<RecordId, RecordStamp> stamps = new HashMap<>(super.stamps(key, ids));
                    for (StrayPoint stray :
                            super.strays(key, StrayPoints.START, 1000).points()) {
                        stray.record().ifPresent(id -> stamps.computeIfPresent(id, (same, stamp) -> more(stamp)));
                    }
                    return stamps;
                }
            };
        }

        private static RecordStamp more(RecordStamp stamp) {
            return new RecordStamp(
                    stamp.id(),
                    stamp.sourceVersion(),
                    stamp.contentHash(),
                    stamp.fingerprint(),
                    stamp.chunkCount(),
                    stamp.storedChunks() + 1,
                    stamp.epoch(),
                    stamp.intact(),
                    stamp.quarantine());
        }
    }

    /** What the Qdrant adapter did: one bad point ended the run of its model. */
    static class FailsTheModel extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingStraySink(sink) {
                @Override
                public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
                    try {
                        super.upsert(key, epoch, documents);
                    } catch (RejectedException e) {
                        throw new SetupException("Give " + key + " a collection of its own", e);
                    }
                }
            };
        }
    }

    static class DoesNotReplaceDamage extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingStraySink(sink) {
                @Override
                public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
                    for (StrayPoint stray :
                            super.strays(key, StrayPoints.START, 1000).points()) {
                        if (stray.kind() == StrayPoint.Kind.DAMAGED) {
                            throw new SetupException("Point " + stray.point() + " does not belong to " + key);
                        }
                    }
                    super.upsert(key, epoch, documents);
                }
            };
        }
    }

    static class DeletesWhateverIsNamed extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingStraySink(sink) {
                private final List<RecordId> damaged = new ArrayList<>();

                @Override
                public StrayPage strays(ModelKey key, String after, int limit) {
                    StrayPage page = super.strays(key, after, limit);
                    page.points().forEach(point -> point.record().ifPresent(damaged::add));
                    return page;
                }

                @Override
                public void deleteStrays(ModelKey key, long epoch, Collection<String> points) {
                    super.deleteStrays(key, epoch, points);
                    delete(key, epoch, damaged);
                }
            };
        }
    }

    static class DeletesWhatANewerRunWrote extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingStraySink(sink) {
                @Override
                public void deleteStrays(ModelKey key, long epoch, Collection<String> points) {
                    super.deleteStrays(key, Long.MAX_VALUE, points);
                }
            };
        }
    }

    static class ListsOnePageOnly extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingStraySink(sink) {
                @Override
                public StrayPage strays(ModelKey key, String after, int limit) {
                    StrayPage page = super.strays(key, after, limit);
                    return new StrayPage(page.points(), page.resumeAfter(), true);
                }
            };
        }
    }

    static class LetsCopiesCrowdOutRecords extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingStraySink(sink) {
                @Override
                public List<SinkHit> search(SinkQuery query) {
                    int copies = super.strays(SinkContent.PARTNERS, StrayPoints.START, 1000)
                            .points()
                            .size();
                    List<SinkHit> hits = super.search(query);
                    return hits.subList(0, Math.max(0, Math.min(hits.size(), query.limit() - copies)));
                }
            };
        }
    }
}

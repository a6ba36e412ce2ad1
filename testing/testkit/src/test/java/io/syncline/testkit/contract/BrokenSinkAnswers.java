package io.syncline.testkit.contract;

import io.syncline.api.RecordId;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.testkit.forward.ForwardingVectorSink;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Contract tests of sinks that store correctly and answer wrongly. */
final class BrokenSinkAnswers {

    private BrokenSinkAnswers() {}

    static class StoresNumbersAsDoubles extends BrokenSinks.Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingVectorSink(sink) {
                @Override
                public List<SinkHit> search(SinkQuery query) {
                    return sink.search(query).stream()
                            .map(hit -> new SinkHit(
                                    hit.model(),
                                    hit.id(),
                                    hit.score(),
                                    hit.text(),
                                    hit.chunkIndex(),
                                    Payload.of(doubles(hit.payload().values()))))
                            .toList();
                }
            };
        }

        private static Map<String, Object> doubles(Map<String, Object> values) {
            return values.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            entry -> entry.getValue() instanceof Long number
                                    ? (Object) (long) (double) number
                                    : entry.getValue()));
        }
    }

    static class ReportsEverythingAsIntact extends BrokenSinks.Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingVectorSink(sink) {
                @Override
                public Map<RecordId, RecordStamp> stamps(ModelKey key, Collection<RecordId> ids) {
                    Map<RecordId, RecordStamp> stamps = new HashMap<>();
                    sink.stamps(key, ids).forEach((id, stamp) -> stamps.put(id, with(stamp, true)));
                    return stamps;
                }
            };
        }
    }

    static class ComparesSurplusChunks extends BrokenSinks.Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingVectorSink(sink) {
                @Override
                public Map<RecordId, RecordStamp> stamps(ModelKey key, Collection<RecordId> ids) {
                    Map<RecordId, RecordStamp> stamps = new HashMap<>();
                    sink.stamps(key, ids).forEach((id, stamp) -> stamps.put(id, compared(key, stamp)));
                    return stamps;
                }

                private RecordStamp compared(ModelKey key, RecordStamp stamp) {
                    boolean same = ((InMemoryVectorSink) sink)
                            .points(key).stream()
                                    .filter(point -> point.record().equals(stamp.id()))
                                    .allMatch(point -> point.contentHash().equals(stamp.contentHash()));
                    return with(stamp, stamp.intact() && same);
                }
            };
        }
    }

    private static RecordStamp with(RecordStamp stamp, boolean intact) {
        return new RecordStamp(
                stamp.id(),
                stamp.sourceVersion(),
                stamp.contentHash(),
                stamp.fingerprint(),
                stamp.chunkCount(),
                stamp.storedChunks(),
                stamp.epoch(),
                intact);
    }

    static class CountsPoints extends BrokenSinks.Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingVectorSink(sink) {
                @Override
                public long count(ModelKey key) {
                    return ((InMemoryVectorSink) sink).points(key).size() + 0 * sink.count(key);
                }
            };
        }
    }

    static class SearchesPointsInsteadOfRecords extends BrokenSinks.Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingVectorSink(sink) {
                @Override
                public List<SinkHit> search(SinkQuery query) {
                    if (query.models().isEmpty()) {
                        return sink.search(query);
                    }
                    Map<RecordId, SinkHit> best = new LinkedHashMap<>();
                    ModelKey key = new ModelKey(
                            query.source(), query.models().iterator().next());
                    ((InMemoryVectorSink) sink)
                            .points(key).stream()
                                    .map(point -> new SinkHit(
                                            key.model(),
                                            point.record(),
                                            EmbedderTexts.cosine(point.embedding(), query.embedding()),
                                            point.text(),
                                            point.chunkIndex(),
                                            point.payload()))
                                    .sorted((a, b) -> Double.compare(b.score(), a.score()))
                                    .limit(query.limit())
                                    .forEach(hit -> best.putIfAbsent(hit.id(), hit));
                    return List.copyOf(best.values());
                }
            };
        }
    }

    static class MixesSources extends BrokenSinks.Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingVectorSink(sink) {
                @Override
                public long count(ModelKey key) {
                    return sink.count(new ModelKey("test:one", key.model()));
                }

                @Override
                public void delete(ModelKey key, long epoch, Collection<RecordId> ids) {
                    sink.delete(key, epoch, ids);
                    sink.delete(new ModelKey("test:one:two", key.model()), epoch, ids);
                }
            };
        }
    }
}

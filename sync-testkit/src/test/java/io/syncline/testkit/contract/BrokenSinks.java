package io.syncline.testkit.contract;

import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.core.port.EmbeddedDocument;
import io.syncline.core.port.ModelKey;
import io.syncline.core.port.Payload;
import io.syncline.core.port.RecordStamp;
import io.syncline.core.port.SinkHit;
import io.syncline.core.port.SinkQuery;
import io.syncline.core.port.SinkSchema;
import io.syncline.core.port.VectorSink;
import io.syncline.testkit.memory.InMemoryVectorSink;
import io.syncline.testkit.memory.MemorySinkFixture;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Contract tests of sinks that are wrong in one place. */
final class BrokenSinks {

    private BrokenSinks() {}

    abstract static class Broken implements VectorSinkContract {

        private final InMemoryVectorSink memory = memory();
        private final VectorSinkFixture fixture = new MemorySinkFixture(memory, this::broken);

        InMemoryVectorSink memory() {
            return new InMemoryVectorSink();
        }

        abstract VectorSink broken(VectorSink sink);

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }
    }

    private static EmbeddedDocument with(EmbeddedDocument document, Payload payload) {
        return new EmbeddedDocument(
                document.id(),
                document.sourceVersion(),
                document.contentHash(),
                document.fingerprint(),
                payload,
                document.chunks());
    }

    static class HasNoGuard extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new DelegatingSink(sink) {
                @Override
                public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
                    try {
                        sink.upsert(key, epoch, documents);
                    } catch (LostRaceException e) {
                        sink.delete(
                                key,
                                Long.MAX_VALUE,
                                documents.stream().map(EmbeddedDocument::id).toList());
                        sink.upsert(key, epoch, documents);
                    }
                }
            };
        }
    }

    static class DeletesWhatANewerRunWrote extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new DelegatingSink(sink) {
                @Override
                public void delete(ModelKey key, long epoch, Collection<RecordId> ids) {
                    sink.delete(key, Long.MAX_VALUE, ids);
                }
            };
        }
    }

    static class DoesNotTellOfItsGuard extends Broken {
        @Override
        InMemoryVectorSink memory() {
            return InMemoryVectorSink.silent();
        }

        @Override
        VectorSink broken(VectorSink sink) {
            return sink;
        }
    }

    static class PatchesPayloads extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            Map<RecordId, Map<String, Object>> payloads = new ConcurrentHashMap<>();
            return new DelegatingSink(sink) {
                @Override
                public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
                    sink.upsert(
                            key, epoch, documents.stream().map(this::patched).toList());
                }

                private EmbeddedDocument patched(EmbeddedDocument document) {
                    Map<String, Object> merged = new HashMap<>(payloads.getOrDefault(document.id(), Map.of()));
                    merged.putAll(document.payload().values());
                    payloads.put(document.id(), merged);
                    return with(document, Payload.of(merged));
                }
            };
        }
    }

    static class StoresNumbersAsDoubles extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new DelegatingSink(sink) {
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

    static class TrimsAtOnce extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new DelegatingSink(sink) {
                @Override
                public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
                    sink.upsert(key, epoch, documents);
                    sink.trim(
                            key,
                            epoch,
                            documents.stream()
                                    .collect(Collectors.toMap(
                                            EmbeddedDocument::id,
                                            document -> document.chunks().size())));
                }
            };
        }
    }

    static class BelievesThatAllIsIntact extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new DelegatingSink(sink) {
                @Override
                public Map<RecordId, RecordStamp> stamps(ModelKey key, Collection<RecordId> ids) {
                    Map<RecordId, RecordStamp> stamps = new HashMap<>();
                    sink.stamps(key, ids)
                            .forEach((id, stamp) -> stamps.put(
                                    id,
                                    new RecordStamp(
                                            id,
                                            stamp.sourceVersion(),
                                            stamp.contentHash(),
                                            stamp.fingerprint(),
                                            stamp.chunkCount(),
                                            stamp.storedChunks(),
                                            stamp.epoch(),
                                            true)));
                    return stamps;
                }
            };
        }
    }

    static class CountsPoints extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new DelegatingSink(sink) {
                @Override
                public long count(ModelKey key) {
                    return ((InMemoryVectorSink) sink).points(key).size() + 0 * sink.count(key);
                }
            };
        }
    }

    static class SearchesPointsInsteadOfRecords extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new DelegatingSink(sink) {
                @Override
                public List<SinkHit> search(SinkQuery query) {
                    if (query.model().isEmpty()) {
                        return sink.search(query);
                    }
                    Map<RecordId, SinkHit> best = new LinkedHashMap<>();
                    ModelKey key = new ModelKey(query.source(), query.model().get());
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

    static class MixesSources extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new DelegatingSink(sink) {
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

    static class TakesAnyDimension extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new DelegatingSink(sink) {
                @Override
                public void prepare(SinkSchema schema) {
                    sink.prepare(SinkContent.SCHEMA);
                }
            };
        }
    }

    static class ForgetsWhenItCloses implements VectorSinkContract {

        private final VectorSinkFixture fixture = new VectorSinkFixture() {
            private VectorSink sink = new InMemoryVectorSink();

            @Override
            public VectorSink sink() {
                return sink;
            }

            @Override
            public VectorSink reopen() {
                sink = new InMemoryVectorSink();
                return sink;
            }

            @Override
            public void close() {
                sink.close();
            }
        };

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }
    }
}

package io.syncline.testkit.contract;

import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.testkit.forward.ForwardingVectorSink;
import io.syncline.testkit.memory.InMemoryVectorSink;
import io.syncline.testkit.memory.MemorySinkFixture;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Contract tests of sinks with one defect in their writes. */
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
            return new ForwardingVectorSink(sink) {
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
            return new ForwardingVectorSink(sink) {
                @Override
                public void delete(ModelKey key, long epoch, Collection<RecordId> ids) {
                    sink.delete(key, Long.MAX_VALUE, ids);
                }
            };
        }
    }

    static class HasASilentGuard extends Broken {
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
            return new ForwardingVectorSink(sink) {
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

    static class TrimsDuringUpsert extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingVectorSink(sink) {
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

    static class AcceptsAnyDimension extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingVectorSink(sink) {
                @Override
                public SinkIdentity prepare(SinkSchema schema) {
                    return sink.prepare(SinkContent.SCHEMA);
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
            public VectorSink lose() {
                return reopen();
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

package io.syncline.testkit.contract;

import io.syncline.api.RecordId;
import io.syncline.core.port.HybridSink;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.testkit.forward.ForwardingCatalogSink;
import io.syncline.testkit.memory.InMemoryVectorSink;
import io.syncline.testkit.memory.MemorySinkFixture;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Contract tests of sinks with one defect in their search by words. */
final class BrokenWords {

    private BrokenWords() {}

    abstract static class Broken implements SinkHiddenWordsContract {

        private final VectorSinkFixture fixture = new MemorySinkFixture(new InMemoryVectorSink(), this::broken);

        abstract VectorSink broken(VectorSink sink);

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }
    }

    /** Delegates the search by words too. */
    private static class Searching extends ForwardingCatalogSink implements HybridSink {

        final HybridSink hybrid;

        Searching(VectorSink sink) {
            super(sink);
            this.hybrid = (HybridSink) sink;
        }

        @Override
        public List<SinkHit> searchWords(SinkQuery query, String words) {
            return hybrid.searchWords(query, words);
        }

        @Override
        public boolean isHybrid() {
            return hybrid.isHybrid();
        }

        static SinkQuery wider(SinkQuery query) {
            return SinkQuery.builder().from(query).limit(1000).build();
        }
    }

    static class KnowsNoWords extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new Searching(sink) {
                @Override
                public boolean isHybrid() {
                    return false;
                }
            };
        }
    }

    static class RanksByMeaning extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new Searching(sink) {
                @Override
                public List<SinkHit> searchWords(SinkQuery query, String words) {
                    return sink.search(query);
                }
            };
        }
    }

    static class ForgetsHowRareAWordIs extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new Searching(sink) {
                @Override
                public List<SinkHit> searchWords(SinkQuery query, String words) {
                    List<SinkHit> hits = new ArrayList<>(super.searchWords(wider(query), words));
                    hits.sort((a, b) ->
                            Integer.compare(a.text().length(), b.text().length()));
                    return hits.stream().limit(query.limit()).toList();
                }
            };
        }
    }

    static class NeedsTheExactSpelling extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new Searching(sink) {
                @Override
                public List<SinkHit> searchWords(SinkQuery query, String words) {
                    return super.searchWords(query, words).stream()
                            .filter(hit -> hit.text()
                                    .toLowerCase(Locale.ROOT)
                                    .contains(words.split(" ", 2)[0].toLowerCase(Locale.ROOT)))
                            .toList();
                }
            };
        }
    }

    static class IgnoresConditions extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new Searching(sink) {
                @Override
                public List<SinkHit> searchWords(SinkQuery query, String words) {
                    return super.searchWords(
                            SinkQuery.builder()
                                    .from(query)
                                    .where(Optional.empty())
                                    .build(),
                            words);
                }
            };
        }
    }

    static class AppliesConditionsToTheBestOnly extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new Searching(sink) {
                @Override
                public List<SinkHit> searchWords(SinkQuery query, String words) {
                    SinkQuery unfiltered = SinkQuery.builder()
                            .from(query)
                            .where(Optional.empty())
                            .build();
                    return super.searchWords(unfiltered, words).stream()
                            .filter(hit -> query.accepts(hit.id(), hit.payload()))
                            .toList();
                }
            };
        }
    }

    static class ScoresByWords extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new Searching(sink) {
                @Override
                public List<SinkHit> searchWords(SinkQuery query, String words) {
                    List<SinkHit> hits = super.searchWords(query, words);
                    return IntStream.range(0, hits.size())
                            .mapToObj(rank -> scored(hits.get(rank), 1.0 / (rank + 1)))
                            .toList();
                }

                private SinkHit scored(SinkHit hit, double score) {
                    return new SinkHit(hit.model(), hit.id(), score, hit.text(), hit.chunkIndex(), hit.payload());
                }
            };
        }
    }

    static class ShowsTheFirstChunk extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new Searching(sink) {
                @Override
                public List<SinkHit> searchWords(SinkQuery query, String words) {
                    return super.searchWords(query, words).stream()
                            .map(hit -> new SinkHit(hit.model(), hit.id(), hit.score(), hit.text(), 0, Payload.EMPTY))
                            .toList();
                }
            };
        }
    }

    static class SearchesAllModels extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new Searching(sink) {
                @Override
                public List<SinkHit> searchWords(SinkQuery query, String words) {
                    return super.searchWords(
                            SinkQuery.builder()
                                    .source(query.source())
                                    .embedding(query.embedding())
                                    .limit(query.limit())
                                    .includeQuarantined(query.includeQuarantined())
                                    .build(),
                            words);
                }
            };
        }
    }

    static class FindsHiddenRecords extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new Searching(sink) {
                @Override
                public List<SinkHit> searchWords(SinkQuery query, String words) {
                    return super.searchWords(
                            SinkQuery.builder()
                                    .from(query)
                                    .includeQuarantined(true)
                                    .build(),
                            words);
                }
            };
        }
    }

    static class RefusesPunctuation extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new Searching(sink) {
                @Override
                public List<SinkHit> searchWords(SinkQuery query, String words) {
                    if (words.contains("\"")) {
                        throw new IllegalStateException("syntax error near \"");
                    }
                    return super.searchWords(query, words);
                }
            };
        }
    }

    /** Indexes words where they were first stored, and never again. */
    static class KeepsOldWords extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new Searching(sink) {
                private final InMemoryVectorSink first = new InMemoryVectorSink();

                @Override
                public SinkIdentity prepare(SinkSchema schema) {
                    first.prepare(schema);
                    return super.prepare(schema);
                }

                @Override
                public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
                    super.upsert(key, epoch, documents);
                    for (EmbeddedDocument document : documents) {
                        if (first.stamps(key, List.of(document.id())).isEmpty()) {
                            first.upsert(key, epoch, List.of(document));
                        }
                    }
                }

                @Override
                public void delete(ModelKey key, long epoch, Collection<RecordId> ids) {
                    super.delete(key, epoch, ids);
                    first.delete(key, epoch, ids);
                }

                @Override
                public List<SinkHit> searchWords(SinkQuery query, String words) {
                    return first.searchWords(query, words);
                }
            };
        }
    }

    /** Deletes points and leaves their words. */
    static class KeepsDeletedWords extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new Searching(sink) {
                private final InMemoryVectorSink words = new InMemoryVectorSink();

                @Override
                public SinkIdentity prepare(SinkSchema schema) {
                    words.prepare(schema);
                    return super.prepare(schema);
                }

                @Override
                public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
                    super.upsert(key, epoch, documents);
                    words.upsert(key, epoch, documents);
                }

                @Override
                public void trim(ModelKey key, long epoch, Map<RecordId, Integer> keep) {
                    super.trim(key, epoch, keep);
                    words.trim(key, epoch, keep);
                }

                @Override
                public List<SinkHit> searchWords(SinkQuery query, String text) {
                    return words.searchWords(query, text);
                }
            };
        }
    }
}

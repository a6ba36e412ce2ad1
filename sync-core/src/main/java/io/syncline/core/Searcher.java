package io.syncline.core;

import io.syncline.api.ModelName;
import io.syncline.api.RecordAccess;
import io.syncline.api.SearchHit;
import io.syncline.api.SearchRequest;
import io.syncline.api.failure.SetupException;
import io.syncline.api.filter.Condition;
import io.syncline.core.internal.run.Preparation;
import io.syncline.core.port.HybridSink;
import io.syncline.core.port.Ports;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Answers questions. The sink is opened once, not for each question, so a store that was replaced by one for another
 * embedder still answers questions until it is dropped. Thread-safe.
 */
final class Searcher {

    private final Ports ports;
    private final LongConsumer spent;
    private final FilteredFields filters;
    private volatile boolean opened;

    /**
     * A searcher.
     *
     * @param isConfigured whether the settings of one of some models name a field of the payload
     * @param spent takes the tokens that a question cost
     */
    Searcher(Ports ports, BiPredicate<Set<ModelName>, String> isConfigured, LongConsumer spent) {
        this.ports = ports;
        this.spent = spent;
        this.filters = new FilteredFields(ports, isConfigured);
    }

    List<SearchHit> search(SearchRequest request) {
        requireWords(request);
        request.visibleTo().ifPresent(this::requireSameSource);
        Set<String> fields = request.where().map(Condition::fields).orElse(Set.of());
        FilteredFields.refuseReserved(fields);
        boolean first = openFirst();
        if (request.visibleTo().isEmpty()) {
            filters.require(request.models(), fields, names -> find(names, first));
        }
        EmbeddingResult result =
                ports.embedder().embed(List.of(QueryLimit.fit(ports.embedder(), request.query())), InputType.QUERY);
        spent.accept(result.tokens());
        Embedding embedding = result.embeddings().get(0);
        SinkQuery query = query(request, embedding);
        return request
                .visibleTo()
                .map(access -> readable(access, request, query, first))
                .orElseGet(() -> ranked(request, query, wanted(request), first))
                .each(hits -> near(request, hits))
                .fused()
                .stream()
                .skip(request.offset())
                .limit(request.limit())
                .toList();
    }

    private void requireWords(SearchRequest request) {
        if (request.hybrid().orElse(false) && !(ports.sink() instanceof HybridSink)) {
            throw new SetupException(
                    "This sink searches by meaning only. Search without hybrid, or use a sink that supports it,"
                            + " such as SQLite, Qdrant or pgvector");
        }
    }

    /** Ids of another source mean other records. */
    private void requireSameSource(RecordAccess access) {
        if (!access.source().equals(ports.source().name())) {
            throw new SetupException("The rights to search by are of the source " + access.source()
                    + ", but this engine searches records of " + ports.source().name()
                    + ". Use the same source with other credentials");
        }
    }

    private static int wanted(SearchRequest request) {
        return request.offset() + request.limit();
    }

    /**
     * What a search finds under the rights of a person: what one over a store finds that has nothing else than what the person may read.
     * The order of the best hits may depend on how many are ranked, so all that may be checked are.
     */
    private Rankings readable(RecordAccess access, SearchRequest request, SinkQuery query, boolean first) {
        ReadableHits readable = new ReadableHits(access);
        Rankings all = ranked(request, query, ReadableHits.RANKED, first);
        Rankings found = readable.first(all, all.depth(wanted(request)));
        readable.requireLogin();
        request.where()
                .ifPresent(where -> new ReadableFields(
                                each -> find(() -> ports.sink().search(each), first), readable)
                        .require(query, filters.notConfigured(request.models(), where.fields()), found));
        return found;
    }

    /** Opens the sink before the first search; returns whether this was it. */
    private boolean openFirst() {
        boolean first = !opened;
        if (first) {
            open();
        }
        return first;
    }

    private void open() {
        Preparation.open(ports);
        filters.forget();
        opened = true;
    }

    /** The best records by each search. */
    private Rankings ranked(SearchRequest request, SinkQuery query, int limit, boolean first) {
        return find(
                () -> ports.sink() instanceof HybridSink sink
                                && request.hybrid().orElseGet(sink::isHybrid)
                        ? byBoth(request, query, sink, limit)
                        : new Rankings(ports.sink().search(limited(query, limit)), Optional.empty()),
                first);
    }

    private Rankings byBoth(SearchRequest request, SinkQuery query, HybridSink sink, int limit) {
        SinkQuery deep = limited(query, RankFusion.depth(limit));
        return new Rankings(ports.sink().search(deep), Optional.of(sink.searchWords(deep, request.query())));
    }

    private static SinkQuery limited(SinkQuery query, int limit) {
        return SinkQuery.builder().from(query).limit(limit).build();
    }

    private static List<SinkHit> near(SearchRequest request, List<SinkHit> hits) {
        return hits.stream().filter(hit -> isNear(request, hit)).toList();
    }

    private static boolean isNear(SearchRequest request, SinkHit hit) {
        return hit.score() >= request.minScore().orElse(-Double.MAX_VALUE);
    }

    private SinkQuery query(SearchRequest request, Embedding embedding) {
        return SinkQuery.builder()
                .source(ports.source().name())
                .models(request.models())
                .records(request.records())
                .where(request.where())
                .embedding(embedding)
                .limit(wanted(request))
                .includeQuarantined(request.includeQuarantined())
                .build();
    }

    private <T> T find(Supplier<T> search, boolean justOpened) {
        try {
            return search.get();
        } catch (SetupException e) {
            if (justOpened) {
                throw e;
            }
            // the store may have been dropped and another one be in its place
            open();
            return search.get();
        }
    }
}

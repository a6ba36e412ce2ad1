package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkDocument.doc;

import io.syncline.api.filter.Condition;
import io.syncline.core.port.vector.SinkQuery;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Records with payloads, numbered from 1, and what searches with conditions find of them. */
final class SinkFilters {

    private final SinkContract contract;
    private final SinkContent content;
    private int stored;

    private SinkFilters(SinkContract contract) {
        this.contract = contract;
        this.content = SinkContent.prepared(contract);
    }

    /** Stores one record per payload. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    static SinkFilters of(SinkContract contract, Map<String, Object>... payloads) {
        return of(contract, Arrays.stream(payloads).toList());
    }

    static SinkFilters of(SinkContract contract, List<Map<String, Object>> payloads) {
        SinkFilters filters = new SinkFilters(contract);
        SinkDocument[] documents = payloads.stream()
                .map(payload -> {
                    filters.stored++;
                    return doc(filters.stored).payload(payload).chunk("Text " + filters.stored, filters.stored);
                })
                .toArray(SinkDocument[]::new);
        filters.content.upsert(1, documents);
        return filters;
    }

    SinkContent content() {
        return content;
    }

    /** A search of all partners near 0 degrees. */
    SinkQuery.Builder query() {
        return SinkQuery.builder()
                .source(PARTNERS.source())
                .model(PARTNERS.model())
                .embedding(SinkContent.angle(0))
                .limit(stored + 5);
    }

    /** The numbers of the records that satisfy a condition. */
    List<Long> matching(Condition where) {
        return found(query().where(where));
    }

    /** The same for a condition as people write it. */
    List<Long> matching(String where) {
        return matching(Condition.parse(where));
    }

    /** The numbers of the records that a query finds, in ascending order. */
    List<Long> found(SinkQuery.Builder query) {
        return content.sink().search(query.build()).stream()
                .map(hit -> contract.number(hit.id()))
                .sorted()
                .toList();
    }
}

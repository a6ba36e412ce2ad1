package io.syncline.testkit.contract;

import io.syncline.api.RecordId;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.testkit.forward.ForwardingVectorSink;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Contract tests of sinks with one defect in how they tell record ids apart or order them. */
final class BrokenIds {

    private BrokenIds() {}

    abstract static class OfOddTexts extends BrokenSinks.Broken {
        @Override
        public IdKind kind() {
            return IdKind.ODD_TEXTS;
        }
    }

    /** As a database column whose collation ignores case. */
    static class IgnoresCase extends OfOddTexts {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingVectorSink(sink) {
                @Override
                public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
                    sink.upsert(key, epoch, documents.stream().map(this::folded).toList());
                }

                @Override
                public Map<RecordId, RecordStamp> stamps(ModelKey key, Collection<RecordId> ids) {
                    return sink.stamps(
                            key, ids.stream().map(IgnoresCase::folded).collect(Collectors.toSet()));
                }

                private EmbeddedDocument folded(EmbeddedDocument document) {
                    return new EmbeddedDocument(
                            IgnoresCase.folded(document.id()),
                            document.sourceVersion(),
                            document.contentHash(),
                            document.fingerprint(),
                            document.payload(),
                            document.chunks());
                }
            };
        }

        private static RecordId folded(RecordId id) {
            return id.isNumber() ? id : RecordId.of(id.text().toLowerCase(Locale.ROOT));
        }
    }

    /** As a list that is sorted by the comparison of the Java class String. */
    static class OrdersTextsByTheirUtf16 extends OfOddTexts {

        private static final Comparator<RecordId> UTF16 = Comparator.<RecordId>comparingLong(
                        id -> id.isNumber() ? id.number() : Long.MAX_VALUE)
                .thenComparing(id -> id.isNumber() ? "" : id.text());

        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingVectorSink(sink) {
                @Override
                public IdPage ids(ModelKey key, IdRange range, int limit) {
                    List<IdAndVersion> all = sink.ids(key, IdRange.ALL, 10_000).entries();
                    List<IdAndVersion> rest = all.stream()
                            .sorted(Comparator.comparing(IdAndVersion::id, UTF16))
                            .filter(entry -> range.after().isStart()
                                    || (!range.after().isEnd()
                                            && UTF16.compare(
                                                            entry.id(),
                                                            range.after().id())
                                                    > 0))
                            .toList();
                    List<IdAndVersion> page = rest.subList(0, Math.min(limit, rest.size()));
                    Cursor last = page.isEmpty()
                            ? range.after()
                            : Cursor.after(page.get(page.size() - 1).id());
                    return new IdPage(page, last, page.size() == rest.size());
                }
            };
        }
    }

    static class ClaimsToListInOrder extends OfOddTexts {
        @Override
        InMemoryVectorSink memory() {
            return InMemoryVectorSink.builder().unordered(true).build();
        }

        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingVectorSink(sink) {
                @Override
                public boolean listsInOrder(ModelKey key) {
                    return sink.count(key) >= 0;
                }
            };
        }
    }

    /** As a payload that stores every id as a text. */
    static class ReadsDigitsAsNumbers extends BrokenSinks.Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingVectorSink(sink) {
                @Override
                public IdPage ids(ModelKey key, IdRange range, int limit) {
                    IdPage page = sink.ids(key, range, limit);
                    return new IdPage(
                            page.entries().stream()
                                    .map(entry -> new IdAndVersion(
                                            RecordId.parse(entry.id().toString()), entry.version()))
                                    .toList(),
                            page.resumeAfter(),
                            page.end());
                }
            };
        }
    }
}

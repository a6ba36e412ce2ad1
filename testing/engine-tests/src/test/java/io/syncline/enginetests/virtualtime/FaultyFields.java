package io.syncline.enginetests.virtualtime;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.testkit.forward.ForwardingRecordSource;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Pages with fields that could not be read, as faulty engines would treat them. */
final class FaultyFields extends ForwardingRecordSource {

    private final UnaryOperator<RecordPage> treatment;

    private FaultyFields(RecordSource next, UnaryOperator<RecordPage> treatment) {
        super(next);
        this.treatment = treatment;
    }

    /** What is missing is not marked. */
    static RecordSource unmarked(RecordSource next) {
        return new FaultyFields(
                next,
                page -> with(
                        page,
                        page.records().stream()
                                .map(record -> new SourceRecord(record.id(), record.version(), record.fields()))
                                .toList()));
    }

    /** A field that fails for one record of a page is taken from all of them. */
    static RecordSource droppedForAll(RecordSource next) {
        return new FaultyFields(
                next,
                page -> fails(page)
                        ? with(
                                page,
                                page.records().stream()
                                        .map(FaultyFields::stripped)
                                        .toList())
                        : page);
    }

    /** A field that fails for one record ends the run. */
    static RecordSource ending(RecordSource next, String field) {
        return new FaultyFields(next, page -> {
            if (page.records().stream().anyMatch(record -> record.unreadable().containsKey(field))) {
                throw new SetupException("Planted: a field of one record cannot be read");
            }
            return page;
        });
    }

    /** A page that fails is read without the field that may be the reason, and not marked. */
    static RecordSource droppedAfterOneFault(RecordSource next) {
        return new ForwardingRecordSource(next) {
            @Override
            public RecordPage page(RecordScope scope, IdRange range, int limit) {
                try {
                    return next.page(scope, range, limit);
                } catch (TransientException e) {
                    RecordPage page = next.page(scope, range, limit);
                    return with(
                            page,
                            page.records().stream().map(FaultyFields::stripped).toList());
                }
            }
        };
    }

    /** A fault of the description is taken for a wrong setup. */
    static RecordSource describedOnce(RecordSource next) {
        return new ForwardingRecordSource(next) {
            @Override
            public ModelDescription describe(ModelName model) {
                try {
                    return next.describe(model);
                } catch (TransientException e) {
                    throw new SetupException("Planted: the model cannot be described", e);
                }
            }
        };
    }

    /** Records that only a linked record has changed are not listed. */
    static RecordSource withoutLinkedChanges(RecordSource next) {
        return new ForwardingRecordSource(next) {
            @Override
            public RecordPage page(RecordScope scope, IdRange range, int limit) {
                RecordPage page = next.page(scope, range, limit);
                long since = scope.changedSince().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
                return with(
                        page,
                        page.records().stream()
                                .filter(record -> record.version() >= since)
                                .toList());
            }
        };
    }

    private static boolean fails(RecordPage page) {
        return page.records().stream().anyMatch(record -> !record.unreadable().isEmpty());
    }

    private static SourceRecord stripped(SourceRecord record) {
        Map<String, FieldValue> fields = new HashMap<>(record.fields());
        fields.remove(SimUsers.SEAL);
        return new SourceRecord(record.id(), record.version(), fields);
    }

    private static RecordPage with(RecordPage page, List<SourceRecord> records) {
        return new RecordPage(records, page.rejected(), page.resumeAfter(), page.end());
    }

    @Override
    public RecordPage page(RecordScope scope, IdRange range, int limit) {
        return treatment.apply(next.page(scope, range, limit));
    }

    @Override
    public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
        return treatment.apply(next.read(scope, ids));
    }
}

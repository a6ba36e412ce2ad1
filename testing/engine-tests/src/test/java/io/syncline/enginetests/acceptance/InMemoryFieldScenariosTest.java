package io.syncline.enginetests.acceptance;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.RestrictedField;
import io.syncline.api.RestrictionReason;
import io.syncline.core.port.FieldRestrictions;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.forward.ForwardingRecordSource;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;

class InMemoryFieldScenariosTest implements FieldScenarios {

    private static final FieldDescription NAME = new FieldDescription("name", "Name", FieldType.TEXT);
    private static final FieldDescription PARENT = new FieldDescription("parent_id.name", "Parent", FieldType.TEXT);
    private static final FieldDescription OVERDUE = new FieldDescription("overdue", "Overdue", FieldType.TEXT);

    @Override
    public Company company() {
        return new MemoryCompany();
    }

    private static final class MemoryCompany implements Company {

        private final ManualClock clock = new ManualClock(Instant.parse("2026-11-24T08:00:00Z"));
        private final InMemoryRecordSource records = InMemoryRecordSource.builder()
                .clock(clock)
                .model(MODEL, NAME, PARENT, OVERDUE)
                .build();
        private final InMemoryVectorSink sink = new InMemoryVectorSink();
        private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);

        MemoryCompany() {
            for (RecordId id : ids()) {
                rename(id, "Partner " + id);
            }
        }

        @Override
        public List<RecordId> ids() {
            return LongStream.rangeClosed(1, RECORDS).mapToObj(RecordId::of).toList();
        }

        @Override
        public void rename(RecordId id, String name) {
            records.put(
                    MODEL,
                    id,
                    Map.of(
                            "name", new FieldValue.Text(name),
                            "parent_id.name", new FieldValue.Text("Parent of " + id),
                            "overdue", new FieldValue.Text("never delivered")));
        }

        @Override
        public RecordSource connect() {
            return new RestrictedSource(records);
        }

        @Override
        public VectorSink sink() {
            return sink;
        }

        @Override
        public MetadataStore metadata() {
            return metadata;
        }

        @Override
        public void close() {
            records.close();
            sink.close();
            metadata.close();
        }
    }

    /**
     * Describes only the name unless more fields are requested. Nobody may read {@code credit_limit}; that
     * {@code overdue} cannot be computed shows when the first page is read.
     */
    private static final class RestrictedSource extends ForwardingRecordSource implements FieldRestrictions {

        private final Set<String> restricted = new TreeSet<>();

        RestrictedSource(RecordSource next) {
            super(next);
        }

        @Override
        public ModelDescription describe(ModelName model) {
            return describe(model, List.of());
        }

        @Override
        public ModelDescription describe(ModelName model, Collection<String> fields) {
            if (fields.contains("credit_limit")) {
                restricted.add("credit_limit");
            }
            return ModelDescription.builder()
                    .model(model)
                    .addFields(NAME)
                    .addAllFields(Stream.of(PARENT, OVERDUE)
                            .filter(field -> fields.contains(field.name()))
                            .toList())
                    .addDefaultFields("name")
                    .restrictedFields(restrictedFields(model))
                    .build();
        }

        @Override
        public List<RestrictedField> restrictedFields(ModelName model) {
            return restricted.stream()
                    .map(name -> new RestrictedField(name, RestrictionReason.SECURITY_RESTRICTION))
                    .toList();
        }

        @Override
        public RecordPage page(RecordScope scope, IdRange range, int limit) {
            return next.page(readable(scope), range, limit);
        }

        @Override
        public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
            return next.read(readable(scope), ids);
        }

        private RecordScope readable(RecordScope scope) {
            if (!scope.fields().contains("overdue")) {
                return scope;
            }
            restricted.add("overdue");
            return RecordScope.builder()
                    .from(scope)
                    .fields(scope.fields().stream()
                            .filter(field -> !field.equals("overdue"))
                            .toList())
                    .build();
        }

        @Override
        public void close() {}
    }
}

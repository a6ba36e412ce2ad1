package io.syncline.core.evaluation;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds records of a model by name. Reads the names of all of its records once. */
final class RecordNames {

    /** In the order of preference: what the source shows for the record, then its own name. */
    private static final List<String> FIELDS = List.of("display_name", "name");

    private static final int PAGE = 500;

    private final RecordSource source;
    private final ModelName model;
    private final List<String> fields;
    private final Map<String, Set<RecordId>> ids = new HashMap<>();

    private RecordNames(RecordSource source, ModelDescription description) {
        this.source = source;
        this.model = description.model();
        this.fields = FIELDS.stream()
                .filter(name -> description.field(name).isPresent())
                .toList();
    }

    static RecordNames read(RecordSource source, ModelDescription description) {
        RecordNames names = new RecordNames(source, description);
        if (names.isNamed()) {
            names.readAll();
        }
        return names;
    }

    /** Whether the model has a field for names. */
    boolean isNamed() {
        return !fields.isEmpty();
    }

    /** The records of this name, archived ones included. */
    Set<RecordId> find(String name) {
        return ids.getOrDefault(name.strip(), Set.of());
    }

    private void readAll() {
        RecordScope scope =
                RecordScope.builder().model(model).addAllFields(fields).build();
        IdRange rest = IdRange.ALL;
        boolean end = false;
        while (!end) {
            RecordPage page = source.page(scope, rest, PAGE);
            page.records().forEach(this::add);
            rest = rest.remainingAfter(page.resumeAfter());
            end = page.end();
        }
    }

    private void add(SourceRecord record) {
        for (String field : fields) {
            if (record.field(field) instanceof FieldValue.Text name
                    && !name.value().isBlank()) {
                ids.computeIfAbsent(name.value().strip(), any -> new LinkedHashSet<>())
                        .add(record.id());
            }
        }
    }
}

package io.syncline.core.internal.preview;

import io.syncline.api.ModelName;
import io.syncline.api.PreviewReport;
import io.syncline.api.PreviewRequest;
import io.syncline.api.PreviewedChunk;
import io.syncline.api.PreviewedRecord;
import io.syncline.api.RestrictedField;
import io.syncline.api.failure.RejectedException;
import io.syncline.core.internal.run.Prices;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.FieldRestrictions;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.settings.ModelSettings;
import io.syncline.core.text.Document;
import io.syncline.core.text.DocumentMaker;
import io.syncline.core.text.DocumentPlan;
import io.syncline.core.text.TextFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Makes the documents of some records. Blocks. Thread-safe. */
public final class Previewer {

    private final RecordSource source;
    private final Embedder embedder;
    private final EngineSettings settings;
    private final Map<ModelName, ModelSettings> models;
    private final TextFilter filter;

    /**
     * A preview of what an engine of these parts would store.
     *
     * @param embedder counts tokens, and is not called otherwise
     */
    public Previewer(
            RecordSource source,
            Embedder embedder,
            EngineSettings settings,
            Map<ModelName, ModelSettings> models,
            TextFilter filter) {
        this.source = source;
        this.embedder = embedder;
        this.settings = settings;
        this.models = Map.copyOf(models);
        this.filter = filter;
    }

    /** Reads and shows the records of a request. */
    public PreviewReport preview(PreviewRequest request) {
        ModelSettings model = models.getOrDefault(request.model(), ModelSettings.defaults());
        ModelDescription description = source instanceof FieldRestrictions restrictions
                ? restrictions.describe(
                        request.model(), DocumentPlan.named(model.fields(), model.template(), model.payload()))
                : source.describe(request.model());
        DocumentPlan plan = DocumentPlan.of(description, model.fields(), model.template(), model.payload());
        DocumentMaker maker = DocumentMaker.of(plan, embedder, settings.chunkTokens(), settings.chunkOverlapTokens())
                .filtered(filter);
        List<PreviewedRecord> records = records(request, plan, maker);
        long tokens = records.stream().mapToLong(PreviewedRecord::tokens).sum();
        return PreviewReport.builder()
                .model(request.model())
                .records(records)
                .leftOutFields(description.leftOutFields())
                .restrictedFields(restricted(description))
                .cost(Prices.of(embedder, tokens))
                .warnings(description.warnings())
                .notes(description.notes())
                .build();
    }

    private List<RestrictedField> restricted(ModelDescription description) {
        return source instanceof FieldRestrictions restrictions
                ? restrictions.restrictedFields(description.model())
                : description.restrictedFields();
    }

    private List<PreviewedRecord> records(PreviewRequest request, DocumentPlan plan, DocumentMaker maker) {
        RecordScope scope = RecordScope.builder()
                .model(request.model())
                .fields(plan.fields())
                .includeArchived(request.includeArchived())
                .build();
        List<PreviewedRecord> records = new ArrayList<>();
        if (!request.ids().isEmpty()) {
            add(source.read(scope, request.ids()), maker, records);
            return records;
        }
        IdRange range = IdRange.ALL;
        boolean end = false;
        while (!end && records.size() < request.sample()) {
            RecordPage page = source.page(scope, range, request.sample() - records.size());
            add(page, maker, records);
            end = page.end();
            range = range.remainingAfter(page.resumeAfter());
        }
        return records;
    }

    private static void add(RecordPage page, DocumentMaker maker, List<PreviewedRecord> records) {
        page.records().forEach(record -> records.add(preview(record, maker)));
        page.rejected()
                .forEach(rejected ->
                        records.add(new PreviewedRecord(rejected.id(), List.of(), Map.of(), rejected.reason())));
        records.sort(Comparator.comparing(PreviewedRecord::id));
    }

    private static PreviewedRecord preview(SourceRecord record, DocumentMaker maker) {
        try {
            Document document = maker.make(record);
            List<PreviewedChunk> chunks = document.chunks().stream()
                    .map(chunk -> new PreviewedChunk(chunk.text(), chunk.tokens()))
                    .toList();
            return new PreviewedRecord(record.id(), chunks, document.payload().values(), "");
        } catch (RejectedException e) {
            return new PreviewedRecord(record.id(), List.of(), Map.of(), e.getMessage());
        }
    }
}

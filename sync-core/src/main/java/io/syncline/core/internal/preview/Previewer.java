package io.syncline.core.internal.preview;

import io.syncline.api.ModelName;
import io.syncline.api.PreviewReport;
import io.syncline.api.PreviewRequest;
import io.syncline.api.PreviewedChunk;
import io.syncline.api.PreviewedRecord;
import io.syncline.api.RecordId;
import io.syncline.api.RestrictedField;
import io.syncline.api.failure.RejectedException;
import io.syncline.core.internal.run.LackedFields;
import io.syncline.core.internal.run.Prices;
import io.syncline.core.internal.run.RecordFailure;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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
        PreviewedTexts texts = new PreviewedTexts(maker);
        read(request, plan, texts);
        List<PreviewedRecord> records = texts.records();
        long tokens = records.stream().mapToLong(PreviewedRecord::tokens).sum();
        return PreviewReport.builder()
                .model(request.model())
                .records(records)
                .leftOutFields(description.leftOutFields())
                .restrictedFields(restricted(description))
                .cost(Prices.of(embedder, tokens))
                .missing(missing(request, records))
                .warnings(Stream.of(description.warnings(), texts.lacks(request.model()))
                        .flatMap(List::stream)
                        .toList())
                .notes(description.notes())
                .build();
    }

    private List<RestrictedField> restricted(ModelDescription description) {
        return source instanceof FieldRestrictions restrictions
                ? restrictions.restrictedFields(description.model())
                : description.restrictedFields();
    }

    private static Set<RecordId> missing(PreviewRequest request, List<PreviewedRecord> records) {
        Set<RecordId> missing = new LinkedHashSet<>(request.ids());
        records.forEach(record -> missing.remove(record.id()));
        return missing;
    }

    private void read(PreviewRequest request, DocumentPlan plan, PreviewedTexts texts) {
        RecordScope scope = RecordScope.builder()
                .model(request.model())
                .fields(plan.fields())
                .includeArchived(request.includeArchived())
                .build();
        if (!request.ids().isEmpty()) {
            texts.add(source.read(scope, request.ids()));
            return;
        }
        IdRange range = IdRange.ALL;
        boolean end = false;
        while (!end && texts.records().size() < request.sample()) {
            RecordPage page =
                    source.page(scope, range, request.sample() - texts.records().size());
            texts.add(page);
            end = page.end();
            range = range.remainingAfter(page.resumeAfter());
        }
    }

    /** What becomes of the records that are read. */
    private static final class PreviewedTexts {

        private final DocumentMaker maker;
        private final List<PreviewedRecord> records = new ArrayList<>();
        private final LackedFields lacks = new LackedFields();

        PreviewedTexts(DocumentMaker maker) {
            this.maker = maker;
        }

        void add(RecordPage page) {
            page.records().forEach(record -> records.add(preview(record)));
            page.rejected()
                    .forEach(rejected ->
                            records.add(new PreviewedRecord(rejected.id(), List.of(), Map.of(), rejected.reason())));
            records.sort(Comparator.comparing(PreviewedRecord::id));
        }

        private PreviewedRecord preview(SourceRecord record) {
            try {
                Document document = maker.make(record);
                if (!document.isComplete()) {
                    lacks.isAmongTheFirst(RecordFailure.lacking(record.id(), document.lacking()));
                }
                List<PreviewedChunk> chunks = document.chunks().stream()
                        .map(chunk -> new PreviewedChunk(chunk.text(), chunk.tokens()))
                        .toList();
                return new PreviewedRecord(
                        record.id(), chunks, document.payload().values(), "");
            } catch (RejectedException e) {
                return new PreviewedRecord(record.id(), List.of(), Map.of(), e.getMessage());
            }
        }

        List<PreviewedRecord> records() {
            return records;
        }

        List<String> lacks(ModelName model) {
            return lacks.all(model.toString());
        }
    }
}

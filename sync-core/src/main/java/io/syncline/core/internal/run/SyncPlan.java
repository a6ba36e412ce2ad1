package io.syncline.core.internal.run;

import io.syncline.api.Difference;
import io.syncline.api.RestrictedField;
import io.syncline.api.failure.RejectedException;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.FieldRestrictions;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.settings.ModelSettings;
import io.syncline.core.text.Document;
import io.syncline.core.text.DocumentMaker;
import io.syncline.core.text.DocumentPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a model is synced, once the source has described it.
 *
 * @param description the model
 * @param document which fields go where
 * @param maker makes documents
 * @param includeArchived whether archived records are in scope
 * @param pointFingerprint what makes text and vectors; stored with every point
 * @param runFingerprint that, and which records are in scope; stored with the state
 */
public record SyncPlan(
        ModelDescription description,
        DocumentPlan document,
        DocumentMaker maker,
        boolean includeArchived,
        String pointFingerprint,
        String runFingerprint) {

    static SyncPlan of(EngineContext engine, ModelDescription description, boolean includeArchived) {
        ModelSettings model = engine.model(description.model());
        EngineSettings settings = engine.settings();
        Embedder embedder = engine.ports().embedder();
        DocumentPlan document = DocumentPlan.of(description, model.fields(), model.template(), model.payload());
        DocumentMaker maker = DocumentMaker.of(
                        document, embedder, settings.chunkTokens(), settings.chunkOverlapTokens())
                .filtered(engine.filter());
        String filter = engine.filter().name().isEmpty()
                ? ""
                : ";filter=" + engine.filter().name();
        String point = embedder.fingerprint() + ";text=" + document.fingerprint() + filter + ";chunks="
                + Math.min(settings.chunkTokens(), embedder.limits().tokensPerInput()) + "/"
                + settings.chunkOverlapTokens();
        String scope = description.scope().isEmpty() ? "" : ";scope=" + description.scope();
        String run = point + (includeArchived ? "" : ";active") + scope;
        return new SyncPlan(description, document, maker, includeArchived, point, run);
    }

    /** The technical names of the fields that make up the text. */
    public Set<String> textFields() {
        return document.textFields().stream().map(FieldDescription::name).collect(Collectors.toUnmodifiableSet());
    }

    /** All records of the model, with the fields of their documents. */
    public RecordScope scope() {
        return RecordScope.builder()
                .model(description.model())
                .fields(document.fields())
                .includeArchived(includeArchived)
                .build();
    }

    /** The records that changed since a time, or all of them. */
    public RecordScope scope(Optional<Instant> changedSince) {
        return RecordScope.builder().from(scope()).changedSince(changedSince).build();
    }

    /**
     * Makes the document of a record.
     *
     * @throws io.syncline.api.failure.RejectedException if the record has none
     */
    public Document document(SourceRecord record) {
        return maker.make(record);
    }

    /** What made the text and the vectors of a document, and which fields it lacks; stored with its points. */
    public String fingerprint(Document document) {
        return RecordComparison.fingerprint(pointFingerprint, document);
    }

    /** How a document of a version of a record compares with what is stored of the record. */
    public RecordComparison compare(Document document, long version, @Nullable RecordStamp stamp) {
        return RecordComparison.of(document, version, pointFingerprint, stamp);
    }

    /** How a record differs from what is stored of it; empty if it is stored with all fields and does not. */
    public Optional<Difference.Kind> difference(SourceRecord record, @Nullable RecordStamp stamp) {
        try {
            Document document = document(record);
            return compare(document, record.version(), stamp)
                    .difference()
                    .or(() -> isStoredWithoutFields(stamp)
                            ? Optional.of(Difference.Kind.LACKS_FIELDS)
                            : Optional.empty());
        } catch (RejectedException e) {
            return Optional.of(Difference.Kind.FAILED);
        }
    }

    private boolean isStoredWithoutFields(@Nullable RecordStamp stamp) {
        return stamp != null && RecordComparison.lacksFields(pointFingerprint, stamp);
    }

    /** The difference of a record that cannot be read, by its stamp. */
    public Optional<Difference.Kind> compareWithoutContent(RecordStamp stamp) {
        return RecordComparison.withoutContent(pointFingerprint, stamp);
    }

    /** Whether a record of this version has to be read to find out whether its stamp is current. */
    public boolean needsContent(long version, @Nullable RecordStamp stamp) {
        return RecordComparison.needsContent(version, pointFingerprint, stamp);
    }

    /** The fields that could not be read, including those that the source found unreadable during the run. */
    public List<RestrictedField> restrictedFields(RecordSource source) {
        Map<String, RestrictedField> all = new TreeMap<>();
        description.restrictedFields().forEach(field -> all.put(field.name(), field));
        if (source instanceof FieldRestrictions restrictions) {
            restrictions.restrictedFields(description.model()).forEach(field -> all.put(field.name(), field));
        }
        return List.copyOf(all.values());
    }
}

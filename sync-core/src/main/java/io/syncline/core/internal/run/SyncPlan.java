package io.syncline.core.internal.run;

import io.syncline.api.ModelName;
import io.syncline.api.RestrictedField;
import io.syncline.api.SyncRequest;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.FieldRestrictions;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.settings.ModelSettings;
import io.syncline.core.text.DocumentMaker;
import io.syncline.core.text.DocumentPlan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a model is synced, once the source has described it.
 *
 * @param description the model
 * @param document which fields go where
 * @param maker makes documents
 * @param pointFingerprint what makes text and vectors; stored with every point
 * @param runFingerprint that, which records are in scope, and where they go; stored with the state
 */
public record SyncPlan(
        ModelDescription description,
        DocumentPlan document,
        DocumentMaker maker,
        String pointFingerprint,
        String runFingerprint) {

    public static SyncPlan of(
            SyncRequest request, ModelDescription description, ModelSettings model, EngineContext wiring) {
        DocumentPlan document = DocumentPlan.of(description, model.fields(), model.template(), model.payload());
        EngineSettings settings = wiring.settings();
        Embedder embedder = wiring.ports().embedder();
        DocumentMaker maker =
                DocumentMaker.of(document, embedder, settings.chunkTokens(), settings.chunkOverlapTokens());
        String point = embedder.fingerprint() + ";text=" + document.fingerprint() + ";chunks="
                + Math.min(settings.chunkTokens(), embedder.limits().tokensPerInput()) + "/"
                + settings.chunkOverlapTokens();
        String scope = description.scope().isEmpty() ? "" : ";scope=" + description.scope();
        String run = point + (request.includeArchived() ? "" : ";active") + scope;
        return new SyncPlan(description, document, maker, point, run);
    }

    public static ModelDescription describe(RecordSource source, ModelName name, ModelSettings model) {
        return source instanceof FieldRestrictions restrictions
                ? restrictions.describe(name, DocumentPlan.named(model.fields(), model.template(), model.payload()))
                : source.describe(name);
    }

    /** The same for one of several stores that a sink may have: what is remembered counts for that one only. */
    SyncPlan in(String generation) {
        return new SyncPlan(description, document, maker, pointFingerprint, runFingerprint + ";in=" + generation);
    }

    public RecordScope scope(SyncRequest request) {
        return RecordScope.builder()
                .model(request.model())
                .fields(document.fields())
                .includeArchived(request.includeArchived())
                .build();
    }

    /** The fields that could not be read, those among them that turned out so in the course of the run. */
    public List<RestrictedField> restrictedFields(RecordSource source) {
        Map<String, RestrictedField> all = new TreeMap<>();
        description.restrictedFields().forEach(field -> all.put(field.name(), field));
        if (source instanceof FieldRestrictions restrictions) {
            restrictions.restrictedFields(description.model()).forEach(field -> all.put(field.name(), field));
        }
        return List.copyOf(all.values());
    }
}

package io.syncline.testkit.memory;

import static java.util.Objects.requireNonNull;

import io.syncline.api.ModelName;
import io.syncline.core.adapter.Setting;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.ModelDescription;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Builds an {@link InMemoryRecordSource}; not thread-safe. */
public final class InMemoryRecordSourceBuilder {

    final Setting<String> name = Setting.named("name");
    final Setting<String> database = Setting.named("database");
    final Setting<InstantSource> clock = Setting.named("clock");
    final Setting<PageShape> pages = Setting.named("pages");
    final Map<ModelName, ModelDescription> models = new LinkedHashMap<>();

    InMemoryRecordSourceBuilder() {}

    /**
     * Names the source; {@code memory:test} unless set.
     *
     * @param value a name of 1 to 200 characters
     * @return this builder
     */
    public InMemoryRecordSourceBuilder name(String value) {
        if (requireNonNull(value, "name").isBlank() || value.length() > 200) {
            throw new IllegalArgumentException("The name of a source has 1 to 200 characters: '" + value + "'");
        }
        name.set(value);
        return this;
    }

    /**
     * Sets the identity of the database behind the source; none unless set.
     *
     * @param value what {@link RecordSource#database} tells
     * @return this builder
     */
    public InMemoryRecordSourceBuilder database(String value) {
        database.set(value);
        return this;
    }

    /**
     * Sets the clock that stamps changes; the system's unless set.
     *
     * @param value a clock that does not show a time before 1970
     * @return this builder
     */
    public InMemoryRecordSourceBuilder clock(InstantSource value) {
        clock.set(value);
        return this;
    }

    /**
     * Sets how full pages come back; {@link PageShape#FULL} unless set.
     *
     * @param value a shape
     * @return this builder
     */
    public InMemoryRecordSourceBuilder pages(PageShape value) {
        pages.set(value);
        return this;
    }

    /**
     * Adds a model whose documents are made from all of its fields.
     *
     * @param model its name
     * @param fields its fields
     * @return this builder
     */
    public InMemoryRecordSourceBuilder model(ModelName model, FieldDescription... fields) {
        requireNonNull(fields, "fields");
        return model(ModelDescription.builder()
                .model(requireNonNull(model, "model"))
                .addFields(fields)
                .addAllDefaultFields(
                        Stream.of(fields).map(FieldDescription::name).toList())
                .build());
    }

    /**
     * Adds a model.
     *
     * @param description what {@link RecordSource#describe} tells of it
     * @return this builder
     * @throws IllegalStateException if the source has this model already
     */
    public InMemoryRecordSourceBuilder model(ModelDescription description) {
        if (models.putIfAbsent(requireNonNull(description, "model").model(), description) != null) {
            throw new IllegalStateException("The model " + description.model() + " was already added");
        }
        return this;
    }

    /**
     * Builds the source, without records.
     *
     * @return the source
     * @throws IllegalStateException if it has no model
     */
    public InMemoryRecordSource build() {
        if (models.isEmpty()) {
            throw new IllegalStateException("An in-memory source needs: model");
        }
        return new InMemoryRecordSource(this);
    }
}

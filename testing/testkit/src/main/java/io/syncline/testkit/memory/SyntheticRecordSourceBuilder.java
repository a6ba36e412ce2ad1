package io.syncline.testkit.memory;

import io.syncline.api.ModelName;
import io.syncline.core.adapter.Setting;
import io.syncline.core.port.RecordSource;
import java.time.Instant;
import java.time.InstantSource;

/** Builds a {@link SyntheticRecordSource}; not thread-safe. */
public final class SyntheticRecordSourceBuilder {

    final Setting<ModelName> model = Setting.named("model");
    final Setting<SyntheticKeys> keys = Setting.named("keys");
    final Setting<Long> records = Setting.named("records");
    final Setting<Integer> words = Setting.named("words");
    final Setting<InstantSource> clock = Setting.named("clock");
    final Setting<Instant> importedAt = Setting.named("importedAt");

    SyntheticRecordSourceBuilder() {}

    /**
     * Names the model; {@code synthetic.record} unless set.
     *
     * @param value its name
     * @return this builder
     */
    public SyntheticRecordSourceBuilder model(ModelName value) {
        model.set(value);
        return this;
    }

    /**
     * Sets what the ids are; {@link SyntheticKeys#NUMBERS} unless set.
     *
     * @param value the kind of ids
     * @return this builder
     */
    public SyntheticRecordSourceBuilder keys(SyntheticKeys value) {
        keys.set(value);
        return this;
    }

    /**
     * Sets how many records there are; 1000 unless set.
     *
     * @param value their number, not negative
     * @return this builder
     */
    public SyntheticRecordSourceBuilder records(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("The number of records cannot be negative: " + value);
        }
        records.set(value);
        return this;
    }

    /**
     * Sets the length of the descriptions; 40 words unless set.
     *
     * @param value a number of words, positive
     * @return this builder
     */
    public SyntheticRecordSourceBuilder words(int value) {
        Entrance.requirePositive("number of words", value);
        words.set(value);
        return this;
    }

    /**
     * Sets the source's clock; the system's unless set.
     *
     * @param value what {@link RecordSource#now} tells
     * @return this builder
     */
    public SyntheticRecordSourceBuilder clock(InstantSource value) {
        clock.set(value);
        return this;
    }

    /**
     * Sets the change time of all records; the beginning of 2024 unless set.
     *
     * @param value an instant from 1970 on; cut to whole seconds
     * @return this builder
     */
    public SyntheticRecordSourceBuilder importedAt(Instant value) {
        importedAt.set(value);
        return this;
    }

    /**
     * Builds the source.
     *
     * @return the source
     */
    public SyntheticRecordSource build() {
        return new SyntheticRecordSource(this);
    }
}

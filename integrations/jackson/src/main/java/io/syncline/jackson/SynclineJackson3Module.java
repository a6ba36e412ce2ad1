package io.syncline.jackson;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.json.JsonForm;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Writes the values of {@link JsonForm} with Jackson 3, names of models as texts, and record ids as the numbers or texts that
 * they are. Reads nothing. Whatever the mapper is configured to do with names, instants and nulls, the form stays. Jackson
 * finds the module by itself if it is asked to ({@code JsonMapper.builder().findAndAddModules()}).
 */
public final class SynclineJackson3Module extends SimpleModule {

    private static final long serialVersionUID = 1L;

    /** The module. */
    public SynclineJackson3Module() {
        super("syncline");
        JsonForm.all().forEach(this::addForm);
        addSerializer(ModelName.class, new ValueSerializer<>() {
            @Override
            public void serialize(ModelName name, JsonGenerator json, SerializationContext context) {
                json.writeString(name.value());
            }
        });
        addSerializer(RecordId.class, new ValueSerializer<>() {
            @Override
            public void serialize(RecordId id, JsonGenerator json, SerializationContext context) {
                json.writePOJO(id.value());
            }
        });
        addKeySerializer(ModelName.class, new ValueSerializer<>() {
            @Override
            public void serialize(ModelName name, JsonGenerator json, SerializationContext context) {
                json.writeName(name.value());
            }
        });
    }

    private <T> void addForm(JsonForm<T> form) {
        addSerializer(form.type(), new ValueSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializationContext context) {
                PlainJson3.write(form.of(value), json);
            }
        });
    }
}

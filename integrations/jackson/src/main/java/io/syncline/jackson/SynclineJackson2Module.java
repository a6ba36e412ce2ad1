package io.syncline.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.json.JsonForm;
import java.io.IOException;

/**
 * Writes the values of {@link JsonForm} with Jackson 2, names of models as texts, and record ids as the numbers or texts that
 * they are. Reads nothing. Whatever the mapper is configured to do with names, instants and nulls, the form stays. Jackson
 * finds the module by itself if it is asked to ({@code ObjectMapper.findAndRegisterModules()}).
 */
public final class SynclineJackson2Module extends SimpleModule {

    private static final long serialVersionUID = 1L;

    /** The module. */
    public SynclineJackson2Module() {
        super("syncline");
        JsonForm.all().forEach(this::addForm);
        addSerializer(ModelName.class, new JsonSerializer<>() {
            @Override
            public void serialize(ModelName name, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeString(name.value());
            }
        });
        addSerializer(RecordId.class, new JsonSerializer<>() {
            @Override
            public void serialize(RecordId id, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writePOJO(id.value());
            }
        });
        addKeySerializer(ModelName.class, new JsonSerializer<>() {
            @Override
            public void serialize(ModelName name, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeFieldName(name.value());
            }
        });
    }

    private <T> void addForm(JsonForm<T> form) {
        addSerializer(form.type(), new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
                PlainJson2.write(form.of(value), json);
            }
        });
    }
}

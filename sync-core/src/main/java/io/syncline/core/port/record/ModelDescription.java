package io.syncline.core.port.record;

import io.syncline.api.LeftOutField;
import io.syncline.api.ModelName;
import io.syncline.api.RestrictedField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A model, and what of it this user may read. */
@Value.Immutable
public abstract class ModelDescription {

    ModelDescription() {}

    /**
     * The model.
     *
     * @return its name
     */
    public abstract ModelName model();

    /**
     * The fields that can be read.
     *
     * @return descriptions, each name once
     */
    public abstract List<FieldDescription> fields();

    /**
     * The fields that make a good document if nobody chose others: text first, no secrets, no bytes, no bookkeeping.
     *
     * @return names of some of {@link #fields()}, in the order in which a reader wants them
     */
    public abstract List<String> defaultFields();

    /**
     * Fields that exist but cannot be read.
     *
     * @return names with reasons
     */
    public abstract List<RestrictedField> restrictedFields();

    /**
     * The field that names a record. Each chunk of a long document opens with its label and value.
     *
     * @return the name of one of {@link #fields()}, whose label is what people call such records, or empty if there is none
     */
    public abstract Optional<String> titleField();

    /**
     * The fields that go to the payload if nobody chose any field of the model.
     *
     * @return names of some of {@link #fields()}
     */
    public abstract List<String> defaultPayload();

    /**
     * The fields without which a record has nothing to say, if nobody chose others.
     *
     * @return names of some of {@link #fields()}; a record in which all of them are empty is not embedded. If there are none,
     *     any text will do
     */
    public abstract List<String> essentialFields();

    /**
     * The fields whose texts form chunks of their own, such as the messages of a record.
     *
     * @return names of some of {@link #defaultFields()}
     */
    public abstract List<String> separateFields();

    /**
     * The keys of choices that nobody made: values that new records have. They are not part of a text unless the field was
     * chosen by name.
     *
     * @return keys by name of the field
     */
    public abstract Map<String, String> defaultChoices();

    /**
     * Fields that could be read and are left out of the default fields, because they are private.
     *
     * @return names with reasons
     */
    public abstract List<LeftOutField> leftOutFields();

    /**
     * Whether records have a change time, so that changes can be listed.
     *
     * @return true by default; if false, every run reads all records
     */
    @Value.Default
    public boolean hasChangeTime() {
        return true;
    }

    /**
     * Whatever else decides how this source renders a record, such as its language. A change of it is treated like a
     * change of the field list.
     *
     * @return a short stable text, empty by default
     */
    @Value.Default
    public String rendering() {
        return "";
    }

    /**
     * Whatever else decides which records this source shows, such as a filter. A change of it makes the next run read all
     * records; those that are stored already are not embedded again.
     *
     * @return a short stable text, empty by default
     */
    @Value.Default
    public String scope() {
        return "";
    }

    /**
     * Why this description may lack something that the model has: a call that it can do without broke, and may be answered the
     * next time. A run that would replace documents of another description fails then, and so does the first sync of a model,
     * unless a full sync was asked for: the same records would be embedded in each run in which the call comes or goes.
     *
     * @return the cause; empty if everything was answered, or refused for good
     */
    public abstract Optional<String> provisional();

    /**
     * What a person should know.
     *
     * @return messages for the report
     */
    public abstract List<String> warnings();

    /**
     * Notes that are not problems, such as the companies whose records this user sees.
     *
     * @return messages for the report
     */
    public abstract List<String> notes();

    /**
     * Finds a field.
     *
     * @param name technical name
     * @return its description, or empty if there is none
     */
    public Optional<FieldDescription> field(String name) {
        return fields().stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /**
     * Starts a description.
     *
     * @return a builder; not thread-safe
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link ModelDescription}; not thread-safe. */
    public static final class Builder extends ImmutableModelDescription.Builder {
        Builder() {}
    }
}

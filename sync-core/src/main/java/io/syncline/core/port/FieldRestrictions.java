package io.syncline.core.port;

import io.syncline.api.ModelName;
import io.syncline.api.RestrictedField;
import io.syncline.core.port.record.ModelDescription;
import java.util.Collection;
import java.util.List;

/**
 * A second interface of a {@link RecordSource} that finds out only by reading which fields can be read: a field that is
 * closed to this user may not be listed at all, and a field that the source cannot deliver may fail within a listing.
 *
 * <p>Thread-safe.
 */
public interface FieldRestrictions {

    /**
     * Describes a model like {@link RecordSource#describe}, knowing which fields will be asked for.
     *
     * @param model the model
     * @param fields technical names, in addition to the default fields; may be empty
     * @return its description; of the named fields, those that exist and cannot be read are among its restricted ones, as
     *     far as the source can tell
     * @throws io.syncline.api.failure.SetupException if there is no such model or the user may not read it
     */
    ModelDescription describe(ModelName model, Collection<String> fields);

    /**
     * The fields that have turned out not to be readable so far. Returns immediately, from memory.
     *
     * @param model the model
     * @return names with reasons, in the order of the names; empty if the model was not described yet
     */
    List<RestrictedField> restrictedFields(ModelName model);
}

package io.syncline.odoo;

import io.syncline.api.ModelName;
import io.syncline.api.RestrictionReason;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.IdRange;
import io.syncline.odoo.CallFailure.Kind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the models: reads their fields once, and again when asked to.
 *
 * <p>Thread-safe.
 */
final class ModelReader {

    private static final Logger LOG = LoggerFactory.getLogger(ModelReader.class);

    private final OdooApi api;
    private final int pageSize;
    private final ModelProbe probe;
    private final Map<ModelName, OdooModel> models = new ConcurrentHashMap<>();

    ModelReader(OdooApi api, Watches watches, int pageSize) {
        this.api = api;
        this.pageSize = pageSize;
        probe = new ModelProbe(api, watches);
    }

    /** A model as it was last described. */
    OdooModel known(ModelName name) {
        OdooModel model = models.get(name);
        return model == null ? read(name) : model;
    }

    /** A model as it is now, with what this user may not read of it found out. */
    OdooModel read(ModelName name) {
        Map<String, OdooField> fields = new HashMap<>();
        try {
            api.fields(name.value()).forEach((field, attributes) -> fields.put(field, field(field, attributes)));
        } catch (CallFailure failure) {
            throw failure.kind() == Kind.REFUSED
                    ? new SetupException(
                            "Model " + name + " cannot be described; does it exist in this database? "
                                    + failure.getMessage(),
                            failure)
                    : failure;
        }
        OdooModel before = models.get(name);
        OdooModel model =
                new OdooModel(name, fields, before == null ? new OdooModel.Learnt(name, pageSize) : before.learnt());
        closedFields(name).stream()
                .filter(field -> !fields.containsKey(field))
                .forEach(field -> model.drop(field, RestrictionReason.SECURITY_RESTRICTION));
        probe.run(model);
        models.put(name, model);
        return model;
    }

    /** All fields that the model has; of those, {@code fields_get} leaves out what is closed to this user. */
    private Set<String> closedFields(ModelName name) {
        Set<String> all = new TreeSet<>();
        try {
            Domain domain = Domain.in(IdRange.ALL).and("model", "=", name.value());
            for (Map<String, Object> row : api.searchRead("ir.model.fields", domain, List.of("name"), 0)) {
                all.add(String.valueOf(row.get("name")));
            }
        } catch (CallFailure closed) {
            if (closed.kind() != Kind.ACCESS && closed.kind() != Kind.REFUSED && closed.kind() != Kind.INVALID) {
                throw closed;
            }
            LOG.debug("Fields of {} that are closed to this user cannot be named: {}", name, closed.getMessage());
        }
        return all;
    }

    static OdooField field(String name, Map<String, Object> attributes) {
        return new OdooField(
                name,
                attributes.get("string") instanceof String label ? label : name,
                String.valueOf(attributes.get("type")),
                Boolean.TRUE.equals(attributes.get("store")),
                !Boolean.FALSE.equals(attributes.get("searchable")),
                text(attributes.get("relation")),
                selection(attributes.get("selection")),
                text(attributes.get("currency_field")));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : null;
    }

    private static Map<String, String> selection(@Nullable Object value) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (value instanceof List<?> pairs) {
            for (Object pair : pairs) {
                if (pair instanceof List<?> two && two.size() == 2) {
                    labels.put(String.valueOf(two.get(0)), String.valueOf(two.get(1)));
                }
            }
        }
        return labels;
    }
}

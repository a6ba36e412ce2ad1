package io.syncline.odoo;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.FieldType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Resolves paths of fields, such as {@code order_line.product_id}, through the models that they link to. Versions before 19
 * treat a condition on a non-searchable field as always true, so every step is checked.
 *
 * <p>Thread-safe.
 */
final class FieldPaths {

    /** The types of which each linked record contributes a text. */
    private static final Set<FieldType> ONE_OF_MANY =
            EnumSet.of(FieldType.TEXT, FieldType.CHOICE, FieldType.REFERENCE, FieldType.WHOLE, FieldType.DECIMAL);

    private static final Set<FieldType> NEVER =
            EnumSet.of(FieldType.BINARY, FieldType.OTHER, FieldType.REFERENCES, FieldType.PROPERTIES);

    private final OdooApi api;
    private final Map<String, Map<String, OdooField>> models = new ConcurrentHashMap<>();

    FieldPaths(OdooApi api) {
        this.api = api;
    }

    /** Discards the cached fields of the models. */
    void renew() {
        models.clear();
    }

    /** The fields of a linked model; none if it cannot be described. */
    Map<String, OdooField> fieldsOf(String model) {
        return api.optional(() -> fields(model), failure -> Map.of());
    }

    /** Whether a path exists, goes through searchable links only, and ends at records with a change time. */
    boolean isWatchable(OdooModel model, String path) {
        try {
            return api.optional(() -> endsAtChangeTime(model, path), failure -> false);
        } catch (SetupException unknown) {
            return false;
        }
    }

    private boolean endsAtChangeTime(OdooModel model, String path) {
        List<String> targets = targets(model, path);
        return !targets.isEmpty() && hasChangeTime(targets.get(targets.size() - 1));
    }

    private Map<String, OdooField> fields(String model) {
        return models.computeIfAbsent(model, name -> ModelReader.fields(api, name));
    }

    /**
     * The fields of a path, the last of which may be of any type.
     *
     * @throws SetupException if a field does not exist, is not searchable, or is followed by another without being a link
     */
    List<OdooField> searchable(OdooModel model, String path) {
        List<OdooField> found = new ArrayList<>();
        Map<String, OdooField> fields = model.fields();
        String owner = model.name().value();
        for (String step : path.split("\\.", -1)) {
            OdooField before = found.isEmpty() ? null : found.get(found.size() - 1);
            if (before != null) {
                owner = target(before, path, owner);
                fields = fields(owner);
            }
            OdooField field = fields.get(step);
            if (field == null) {
                throw new SetupException("Cannot use " + path + " of " + model.name() + " in a condition: " + step
                        + " is no field of " + owner + " that this user may read");
            }
            if (!field.searchable()) {
                throw new SetupException("Cannot use " + path + " of " + model.name() + " in a condition: " + step
                        + " of " + owner + " cannot be searched by");
            }
            found.add(field);
        }
        return found;
    }

    private static String target(OdooField link, String path, String owner) {
        String target = link.links() ? link.relation() : null;
        if (target == null) {
            throw new SetupException(
                    "Cannot follow " + path + ": " + link.name() + " of " + owner + " is no link to other records");
        }
        return target;
    }

    /** The models that a path of links goes through, in order. */
    List<String> targets(OdooModel model, String path) {
        return searchable(model, path).stream()
                .map(field -> target(field, path, model.name().value()))
                .toList();
    }

    /** Whether records of a model have a searchable change time. */
    boolean hasChangeTime(String model) {
        return OdooModel.hasChangeTime(fields(model));
    }

    /**
     * The field that a dotted name denotes.
     *
     * @return the field, or empty if the name has no dot or its link does not exist
     * @throws SetupException if the link exists and the field behind it cannot be read
     */
    Optional<SubField> subField(OdooModel model, String name) {
        if (model.part(name) != null) {
            return Optional.empty();
        }
        int dot = name.indexOf('.');
        OdooField link = dot < 0 ? null : model.field(name.substring(0, dot));
        if (link == null) {
            return Optional.empty();
        }
        String owner = target(link, name, model.name().value());
        OdooField field = fields(owner).get(name.substring(dot + 1));
        if (field == null) {
            throw new SetupException("Cannot read " + name + " of " + model.name() + ": " + owner + " has no field "
                    + name.substring(dot + 1) + " that this user may read");
        }
        if (NEVER.contains(field.type()) || (link.linksToMany() && !ONE_OF_MANY.contains(field.type()))) {
            throw new SetupException("Cannot read " + name + " of " + model.name() + ": a field of type "
                    + field.odooType() + " of linked records cannot be made into text");
        }
        return Optional.of(new SubField(link, field));
    }
}

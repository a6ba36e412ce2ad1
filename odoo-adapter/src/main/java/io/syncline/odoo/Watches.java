package io.syncline.odoo;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.FieldType;
import io.syncline.odoo.ReadingSettings.Reading;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which links of a model are watched: a change of their targets is a change of the record that shows their names. */
final class Watches {

    private final Reading reading;
    private final FieldPaths paths;

    Watches(Reading reading, FieldPaths paths) {
        this.reading = reading;
        this.paths = paths;
    }

    /**
     * The links to watch for the given fields.
     *
     * @throws SetupException if a configured link does not exist or cannot be used in a condition
     */
    List<String> of(OdooModel model, List<String> fields) {
        Set<String> found = new LinkedHashSet<>();
        if (reading.watchRelated()) {
            for (String name : fields) {
                addLinks(model, name, found);
            }
            if (fields.containsAll(readable(model))) {
                found.addAll(model.text().watch());
            }
        }
        found.addAll(configured(model));
        found.removeIf(model.unwatched()::containsKey);
        return new ArrayList<>(found);
    }

    /** The fields and parts of the text that this user may read: only those are requested. */
    private static List<String> readable(OdooModel model) {
        return model.text().fields().stream()
                .filter(name -> !model.isDropped(name))
                .toList();
    }

    private static void addLinks(OdooModel model, String name, Set<String> found) {
        RecipePart part = model.part(name);
        if (part != null) {
            addLink(model, part.field(), found);
            if (found.contains(part.field().name())) {
                part.targets().values().stream()
                        .filter(target -> target.type() == FieldType.REFERENCE && isWatchable(target))
                        .forEach(target -> found.add(part.field().name() + "." + target.name()));
            }
            return;
        }
        SubField sub = model.subField(name);
        if (sub != null && isWatchable(model, sub.link())) {
            found.add(sub.link().name());
            if (isWatchable(sub.target())) {
                found.add(sub.name());
            }
            return;
        }
        OdooField field = model.field(name);
        if (field != null) {
            addLink(model, field, found);
            addLink(model, named(model, field.currencyField()), found);
            addLink(model, named(model, field.derivedFrom()), found);
        }
    }

    private static @Nullable OdooField named(OdooModel model, @Nullable String name) {
        return name == null ? null : model.field(name);
    }

    private static void addLink(OdooModel model, @Nullable OdooField field, Set<String> found) {
        if (field != null && isWatchable(model, field)) {
            found.add(field.name());
        }
    }

    private static boolean isWatchable(OdooModel model, OdooField field) {
        return isWatchable(field) && !model.isDropped(field.name());
    }

    /** The same for a field of linked records, whose names say nothing about those of the model. */
    private static boolean isWatchable(OdooField field) {
        return field.links() && field.stored() && field.searchable();
    }

    /** The links that were configured. */
    List<String> configured(OdooModel model) {
        List<String> chosen = reading.watchedPaths().getOrDefault(model.name(), List.of());
        for (String path : chosen) {
            List<String> targets = paths.targets(model, path);
            String last = targets.get(targets.size() - 1);
            if (!paths.hasChangeTime(last)) {
                throw new SetupException("Cannot watch " + path + " of " + model.name() + ": records of " + last
                        + " have no change time");
            }
        }
        return chosen;
    }

    /** The models that must be readable to watch a path, in order. */
    List<String> targets(OdooModel model, String path) {
        return paths.targets(model, path);
    }
}

package io.syncline.odoo;

import io.syncline.api.failure.SetupException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which links of a model are watched: a change of their targets is a change of the record that shows their names. */
final class Watches {

    private final OdooConfig.Reading reading;

    Watches(OdooConfig.Reading reading) {
        this.reading = reading;
    }

    /**
     * The links to watch for some fields.
     *
     * @throws SetupException if a configured one does not exist or cannot be used in a condition
     */
    List<String> of(OdooModel model, List<String> fields) {
        Set<String> paths = new LinkedHashSet<>();
        if (reading.watchRelated()) {
            for (String name : fields) {
                OdooField field = model.field(name);
                if (field != null && isWatchable(model, field)) {
                    paths.add(name);
                }
                OdooField currency =
                        field == null || field.currencyField() == null ? null : model.field(field.currencyField());
                if (currency != null && isWatchable(model, currency)) {
                    paths.add(currency.name());
                }
            }
        }
        for (String path : reading.watchedPaths().getOrDefault(model.name(), List.of())) {
            check(model, path);
            paths.add(path);
        }
        paths.removeIf(model.unwatched()::containsKey);
        return new ArrayList<>(paths);
    }

    private static boolean isWatchable(OdooModel model, OdooField field) {
        return field.links() && field.stored() && field.searchable() && !model.isDropped(field.name());
    }

    private static void check(OdooModel model, String path) {
        String first = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
        OdooField field = model.field(first);
        if (field == null || !field.links() || !field.searchable()) {
            throw new SetupException("Cannot watch " + path + " of " + model.name() + ": " + first
                    + (field == null
                            ? " is no field that this user may read"
                            : field.links() ? " cannot be searched by" : " is no link to other records"));
        }
    }
}

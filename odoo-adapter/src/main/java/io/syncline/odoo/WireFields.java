package io.syncline.odoo;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.FieldType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which fields to read for a query.
 *
 * @param wanted the fields that the caller gets
 * @param names what to ask Odoo for: those, their currencies and the change time
 */
record WireFields(List<OdooField> wanted, List<String> names) {

    static WireFields of(Query query) {
        OdooModel model = query.model();
        List<OdooField> wanted = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (String name : query.fields()) {
            OdooField field = model.field(name);
            if (field == null && !model.isDropped(name)) {
                throw new SetupException(
                        "Model " + model.name() + " has no field " + name + ", or this user may not read it");
            }
            if (field == null || model.isDropped(name) || field.type() == FieldType.BINARY) {
                continue;
            }
            wanted.add(field);
            names.add(name);
            String currency = field.currencyField();
            if (currency != null && model.field(currency) != null && !model.isDropped(currency)) {
                names.add(currency);
            }
        }
        names.add("id");
        if (model.hasChangeTime()) {
            names.add("write_date");
        }
        return new WireFields(wanted, List.copyOf(names));
    }

    /** The same without some of the fields. */
    WireFields without(Collection<String> left) {
        return new WireFields(
                wanted.stream().filter(field -> !left.contains(field.name())).toList(),
                names.stream().filter(name -> !left.contains(name)).toList());
    }
}

package io.syncline.odoo;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.FieldType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields to request for a query.
 *
 * @param wanted the fields to return
 * @param names the fields to request from Odoo: those, their currencies, those that decide what is private, and the change
 *     time
 */
record WireFields(List<Wanted> wanted, List<String> names) {

    /**
     * A field to return.
     *
     * @param name its name, dotted if it belongs to linked records
     * @param field the field of the model
     * @param sub the field of the linked records, or null
     * @param part the part of a recipe, or null
     */
    record Wanted(
            String name,
            OdooField field,
            @Nullable OdooField sub,
            @Nullable RecipePart part) {}

    static WireFields of(Query query) {
        OdooModel model = query.model();
        List<Wanted> wanted = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (String name : query.fields()) {
            Wanted field = find(model, name);
            if (field == null || model.isDropped(name) || field.field().type() == FieldType.BINARY) {
                continue;
            }
            wanted.add(field);
            names.add(field.field().name());
            if (field.part() != null) {
                names.addAll(field.part().when().fields());
                names.addAll(filesOf(model, field.part()));
            }
            currency(model, field.field()).ifPresent(names::add);
        }
        if (!wanted.isEmpty()) {
            names.addAll(query.decidingToRead());
        }
        names.add("id");
        if (model.hasChangeTime()) {
            names.add("write_date");
        }
        return new WireFields(wanted, List.copyOf(names));
    }

    /** What has to be known of a file before it is fetched. */
    private static List<String> filesOf(OdooModel model, RecipePart part) {
        boolean own = part.files().filter(files -> !files.attached()).isPresent();
        return AttachedFile.FIELDS.stream()
                .filter(name -> own && model.field(name) != null && !model.isDropped(name))
                .toList();
    }

    private static Optional<String> currency(OdooModel model, OdooField field) {
        return Optional.ofNullable(field.currencyField())
                .filter(currency -> model.field(currency) != null && !model.isDropped(currency));
    }

    private static @Nullable Wanted find(OdooModel model, String name) {
        if (!model.isKnown(name)) {
            throw new SetupException(
                    "Model " + model.name() + " has no field " + name + ", or this user may not read it");
        }
        RecipePart part = model.part(name);
        if (part != null) {
            return new Wanted(name, part.field(), null, part);
        }
        SubField sub = model.subField(name);
        if (sub != null) {
            return new Wanted(name, sub.link(), sub.target(), null);
        }
        OdooField field = model.field(name);
        return field == null ? null : new Wanted(name, field, null, null);
    }

    /** The same fields without some of them. */
    WireFields without(Collection<String> left) {
        return new WireFields(
                wanted.stream()
                        .filter(one -> !left.contains(one.field().name()))
                        .toList(),
                names.stream().filter(name -> !left.contains(name)).toList());
    }
}

package io.syncline.odoo;

import io.syncline.core.port.record.FieldType;
import io.syncline.odoo.CallFailure.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the fields that make a request fail: first those that the fault names, then, by bisection, those whose values are
 * made when they are read.
 */
final class FieldTriage {

    private final OdooModel model;
    private final WireFields fields;
    private final CallFailure failure;
    private final Predicate<WireFields> works;

    /**
     * Prepares the search.
     *
     * @param works whether the request succeeds with a subset of the fields
     */
    FieldTriage(OdooModel model, WireFields fields, CallFailure failure, Predicate<WireFields> works) {
        this.model = model;
        this.fields = fields;
        this.failure = failure;
        this.works = works;
    }

    /** The failing fields, without which the request succeeds; empty if there are none. */
    Set<String> run() {
        Set<String> named = named();
        if (!named.isEmpty() && works.test(fields.without(named))) {
            return named;
        }
        List<String> suspects = suspects();
        return new HashSet<>(Culprits.among(suspects, some -> works.test(fields.without(some))));
    }

    private Set<String> named() {
        Set<String> names = NamesInFaults.of(failure);
        Set<String> found = new HashSet<>();
        for (String name : fields.names()) {
            OdooField field = model.field(name);
            boolean byTarget = field != null
                    && field.linksToMany()
                    && field.relation() != null
                    && names.contains(field.relation());
            if (byTarget || (names.contains(name) && !name.equals("id"))) {
                found.add(name);
            }
        }
        return found;
    }

    private List<String> suspects() {
        List<String> found = new ArrayList<>();
        for (String name : fields.names()) {
            OdooField field = model.field(name);
            if (field != null && !name.equals("id") && isSuspect(field)) {
                found.add(name);
            }
        }
        return found;
    }

    private boolean isSuspect(OdooField field) {
        boolean made = field.type() == FieldType.PROPERTIES || field.type() == FieldType.JSON || !field.stored();
        return made || (failure.kind() != Kind.MARSHALLING && field.links());
    }
}

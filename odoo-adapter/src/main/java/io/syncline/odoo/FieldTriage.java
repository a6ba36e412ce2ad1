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

    /** Whether one record alone is read, so that few attempts find out which of its fields fails. */
    private final boolean alone;

    /**
     * Prepares the search.
     *
     * @param works whether the request succeeds with a subset of the fields
     */
    FieldTriage(OdooModel model, WireFields fields, CallFailure failure, Predicate<WireFields> works) {
        this(model, fields, failure, works, false);
    }

    private FieldTriage(
            OdooModel model, WireFields fields, CallFailure failure, Predicate<WireFields> works, boolean alone) {
        this.model = model;
        this.fields = fields;
        this.failure = failure;
        this.works = works;
        this.alone = alone;
    }

    /** The same for a request that reads one record. */
    FieldTriage ofOneRecord() {
        return new FieldTriage(model, fields, failure, works, true);
    }

    /**
     * The failing fields, without which the request succeeds; empty if there are none.
     *
     * @param known fields that failed for other records
     */
    Set<String> run(Set<String> known) {
        Set<String> named = named();
        fields.names().stream().filter(known::contains).forEach(named::add);
        if (!named.isEmpty() && works.test(fields.without(named))) {
            return named;
        }
        Set<String> found = new HashSet<>(Bisection.among(candidates(), some -> works.test(fields.without(some))));
        return found.isEmpty() && alone ? amongStored() : found;
    }

    /** A stored field is at fault only if others of the record can be read. */
    private Set<String> amongStored() {
        Set<String> stored = new HashSet<>(fields.names());
        stored.removeAll(List.of("id", "write_date"));
        List<String> candidates = List.copyOf(stored);
        stored.retainAll(Bisection.among(candidates, some -> works.test(fields.without(some))));
        return stored.size() < candidates.size() ? stored : Set.of();
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

    private List<String> candidates() {
        List<String> found = new ArrayList<>();
        for (String name : fields.names()) {
            OdooField field = model.field(name);
            if (field != null && !name.equals("id") && mayFail(field)) {
                found.add(name);
            }
        }
        return found;
    }

    private boolean mayFail(OdooField field) {
        boolean made = field.type() == FieldType.PROPERTIES || field.type() == FieldType.JSON || !field.stored();
        return made || (failure.kind() != Kind.MARSHALLING && field.links());
    }
}

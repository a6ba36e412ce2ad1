package io.syncline.odoo;

import io.syncline.api.RestrictionReason;
import io.syncline.core.port.record.FieldType;
import io.syncline.odoo.CallFailure.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the fields that make a request fail: first those that the fault names, then, by bisection, those whose types are
 * known to fail. The fields found are dropped from the model until it is described again.
 */
final class FieldTriage {

    private static final Logger LOG = LoggerFactory.getLogger(FieldTriage.class);

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

    /** Drops the failing fields; returns whether the request succeeds without them. */
    boolean run() {
        Set<String> named = named();
        if (!named.isEmpty() && works.test(fields.without(named))) {
            named.forEach(this::drop);
            return true;
        }
        List<String> suspects = suspects();
        if (suspects.isEmpty() || !works.test(fields.without(suspects))) {
            return false;
        }
        atFault(suspects, suspects, true).forEach(this::drop);
        return true;
    }

    private Set<String> named() {
        Set<String> names = ModelProbe.namesIn(failure);
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
        boolean structured = field.type() == FieldType.PROPERTIES || field.type() == FieldType.JSON;
        return failure.kind() == Kind.MARSHALLING
                ? structured || !field.stored()
                : structured || !field.stored() || field.linksToMany();
    }

    /** The failing fields among some suspects; all other suspects are left out of the attempts. */
    private List<String> atFault(List<String> some, Collection<String> all, boolean knownToFail) {
        if (!knownToFail && works.test(fields.without(minus(all, some)))) {
            return List.of();
        }
        if (some.size() == 1) {
            return some;
        }
        List<String> first = atFault(some.subList(0, some.size() / 2), all, false);
        List<String> found = new ArrayList<>(first);
        found.addAll(atFault(some.subList(some.size() / 2, some.size()), all, first.isEmpty()));
        return found;
    }

    private static Set<String> minus(Collection<String> all, Collection<String> some) {
        Set<String> rest = new HashSet<>(all);
        some.forEach(rest::remove);
        return rest;
    }

    private void drop(String name) {
        OdooField field = model.field(name);
        RestrictionReason reason = switch (failure.kind()) {
            case ACCESS -> RestrictionReason.SECURITY_RESTRICTION;
            case MARSHALLING -> RestrictionReason.ODOO_ERROR;
            default -> field != null && !field.stored() ? RestrictionReason.COMPUTE_ERROR : RestrictionReason.UNKNOWN;
        };
        model.drop(name, reason);
        LOG.warn("Field left out: {} of {}, reason {}: {}", name, model.name(), reason, failure.getMessage());
    }
}

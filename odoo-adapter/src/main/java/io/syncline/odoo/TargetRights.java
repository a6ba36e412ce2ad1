package io.syncline.odoo;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks the server which models a user may not read. */
final class TargetRights {

    private final OdooApi api;

    TargetRights(OdooApi api) {
        this.api = api;
    }

    /**
     * Requests the rights on all models in one call. Older versions and portal users get no useful answer.
     *
     * @return the models that the user may not read; empty if that is unknown
     */
    Set<String> unreadable(Set<String> targets) {
        Set<String> closed = new HashSet<>();
        try {
            Object answer = api.call(new OdooCall("ir.model", "display_name_for").with("models", List.copyOf(targets)));
            if (answer instanceof List<?> models) {
                for (Object item : models) {
                    if (item instanceof Map<?, ?> entry
                            && entry.get("model") instanceof String target
                            && target.equals(entry.get("display_name"))) {
                        closed.add(target);
                    }
                }
            }
        } catch (CallFailure unknown) {
            if (!unknown.isAboutRequest()) {
                throw unknown;
            }
        }
        return closed.containsAll(targets) ? Set.of() : closed;
    }
}

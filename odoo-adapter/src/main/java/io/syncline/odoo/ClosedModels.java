package io.syncline.odoo;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which models this user may not read. Thread-safe. */
final class ClosedModels {

    private final OdooApi api;

    ClosedModels(OdooApi api) {
        this.api = api;
    }

    /** Asks for the rights on all targets in one call; older versions and portal users get no useful answer. */
    Set<String> among(Set<String> targets) {
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

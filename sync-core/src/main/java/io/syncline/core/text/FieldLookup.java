package io.syncline.core.text;

import io.syncline.api.RestrictedField;
import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.NearestNames;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.ModelDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds fields of a model, and explains an unknown name by the names that exist. */
final class FieldLookup {

    private static final int SUGGESTIONS = 3;

    private final ModelDescription description;
    private final Map<String, FieldDescription> known;
    private final Set<String> restricted;

    FieldLookup(ModelDescription description) {
        this.description = description;
        this.known =
                description.fields().stream().collect(Collectors.toMap(FieldDescription::name, Function.identity()));
        this.restricted = description.restrictedFields().stream()
                .map(RestrictedField::name)
                .collect(Collectors.toSet());
    }

    /** The descriptions of the named fields, without those that may not be read. */
    List<FieldDescription> readable(List<String> names, String purpose) {
        List<FieldDescription> found = new ArrayList<>();
        for (String name : names.stream().map(this::meant).distinct().toList()) {
            find(name, purpose).ifPresent(found::add);
        }
        return found;
    }

    private Optional<FieldDescription> find(String name, String purpose) {
        if (restricted.contains(name)) {
            return Optional.empty();
        }
        FieldDescription field = known.get(name);
        if (field == null) {
            throw new SetupException("The model " + description.model() + " has no field '" + name + "'" + closest(name)
                    + ". Correct the " + purpose + " fields of this model");
        }
        if (!DocumentPlan.hasText(field.type())) {
            throw new SetupException("The field '" + name + "' of " + description.model() + " is of type "
                    + field.type() + " and has no text. Leave it out of the " + purpose + " fields");
        }
        return Optional.of(field);
    }

    /** The field that a name means: that name, or the only one that differs just in case; the name itself if there is none. */
    String meant(String name) {
        if (known.containsKey(name) || restricted.contains(name)) {
            return name;
        }
        List<String> alike =
                known.keySet().stream().filter(name::equalsIgnoreCase).toList();
        return alike.size() == 1 ? alike.get(0) : name;
    }

    private String closest(String name) {
        List<String> near = NearestNames.to(name, known.keySet(), SUGGESTIONS);
        return near.isEmpty() ? "" : " (did you mean " + String.join(", ", near) + "?)";
    }
}

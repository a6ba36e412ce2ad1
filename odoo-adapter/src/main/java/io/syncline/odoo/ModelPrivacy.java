package io.syncline.odoo;

import io.syncline.api.LeftOutField;
import io.syncline.api.ModelName;
import io.syncline.api.failure.SetupException;
import io.syncline.odoo.internal.privacy.FieldFacts;
import io.syncline.odoo.internal.privacy.PrivacyReason;
import io.syncline.odoo.internal.privacy.PrivacyRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What of a model is private, and what of that the configuration names all the same. */
final class ModelPrivacy {

    private final OdooModel model;

    ModelPrivacy(OdooModel model) {
        this.model = model;
    }

    /**
     * Refuses a model whose records are private as a whole, unless fields of it are named.
     *
     * @throws SetupException if it is private and nothing is named
     */
    static void check(ModelName name, Collection<String> named) {
        Optional<String> content = PrivacyRules.reasonOfModel(name.value());
        if (content.isPresent() && named.isEmpty()) {
            throw new SetupException("Model " + name + " is not read by default, since it holds " + content.get()
                    + "; to read it nevertheless, name its 'fields', 'template' or 'recipe' in the configuration");
        }
    }

    /** Why a field of the model is private, or empty if it is not. */
    static Optional<PrivacyReason> reason(String model, OdooField field) {
        return reason(model, field, field.label());
    }

    /** The same for a field that a shipped recipe names: its meaning is known, so its label in some language does not count. */
    static Optional<PrivacyReason> reasonInRecipe(String model, OdooField field) {
        return reason(model, field, "");
    }

    private static Optional<PrivacyReason> reason(String model, OdooField field, String label) {
        return PrivacyRules.of(model, new FieldFacts(field.name(), label, field.relation(), field.grouped()));
    }

    boolean isPrivate(OdooField field) {
        return reason(model.name().value(), field).isPresent();
    }

    /** The private fields that hold something to read and that nobody named. */
    List<LeftOutField> leftOut(Collection<String> named) {
        List<LeftOutField> found = new ArrayList<>();
        for (OdooField field : model.fields().values()) {
            boolean shown = named.contains(field.name()) || model.text().shows(field.name());
            if (!shown && !DefaultFields.isBookkeeping(field) && DefaultFields.hasText(field)) {
                reason(model.name().value(), field)
                        .ifPresent(reason -> found.add(new LeftOutField(field.name(), reason.description())));
            }
        }
        if (named.isEmpty()) {
            model.text().leftOut().stream()
                    .filter(field ->
                            found.stream().noneMatch(other -> other.name().equals(field.name())))
                    .distinct()
                    .forEach(found::add);
        }
        return found;
    }

    /** A line about what was left out, empty if nothing was. */
    Optional<String> note(List<LeftOutField> leftOut) {
        return leftOut.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Left out of " + model.name() + " unless the configuration names them: " + byReason(leftOut));
    }

    /** A line about the private fields that are named, empty if there are none. */
    Optional<String> warning(Collection<String> named) {
        List<LeftOutField> found = new ArrayList<>();
        for (String name : new LinkedHashSet<>(named)) {
            reasonOf(name).ifPresent(reason -> found.add(new LeftOutField(name, reason.description())));
        }
        String whole = PrivacyRules.reasonOfModel(model.name().value())
                .map(content -> model.name() + " holds " + content)
                .orElse("");
        String fields = found.isEmpty() ? "" : "of " + model.name() + ", " + byReason(found);
        return whole.isEmpty() && fields.isEmpty()
                ? Optional.empty()
                : Optional.of("The configuration names private data, which is embedded and stored: "
                        + (whole.isEmpty() ? fields : whole + (fields.isEmpty() ? "" : "; " + fields)));
    }

    private Optional<PrivacyReason> reasonOf(String name) {
        SubField sub = model.subField(name);
        if (sub != null) {
            String owner = String.valueOf(sub.link().relation());
            return reason(owner, sub.target());
        }
        Optional<PrivacyReason> inLines = model.text().parts().values().stream()
                .filter(part ->
                        part.lines().isPresent() && name.startsWith(part.field().name() + "."))
                .flatMap(part -> reasonIn(part, name).stream())
                .findFirst();
        if (inLines.isPresent()) {
            return inLines;
        }
        OdooField field = model.field(name);
        return field == null ? Optional.empty() : reason(model.name().value(), field);
    }

    private static Optional<PrivacyReason> reasonIn(RecipePart part, String name) {
        OdooField target = part.targets().get(name.substring(part.field().name().length() + 1));
        return target == null
                ? Optional.empty()
                : reason(String.valueOf(part.field().relation()), target);
    }

    private static String byReason(List<LeftOutField> fields) {
        return LeftOutField.namesByReason(fields).entrySet().stream()
                .map(entry -> entry.getKey() + " (" + String.join(", ", entry.getValue()) + ")")
                .collect(Collectors.joining(", "));
    }
}

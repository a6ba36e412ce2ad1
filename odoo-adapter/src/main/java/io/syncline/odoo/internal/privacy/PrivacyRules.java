package io.syncline.odoo.internal.privacy;

import java.util.Optional;
import java.util.Set;

/** The rules of what is private unless the configuration names it. */
public final class PrivacyRules {

    private static final Set<String> NAMES = Set.of("name", "display_name", "complete_name");

    private PrivacyRules() {}

    /**
     * Why a field is private.
     *
     * @param model technical name of its model
     * @param field what is known about it
     * @return the reason, or empty if the field may be read by default
     */
    public static Optional<PrivacyReason> of(String model, FieldFacts field) {
        if (SecretNames.isSecret(model, field.name()) || SecretNames.isSecretLabel(field.label())) {
            return Optional.of(PrivacyReason.SECRET);
        }
        if (PersonalNames.isPersonal(model, field.name())
                || PersonalNames.isPersonalLabel(model, field.label(), field.isCustom())) {
            return Optional.of(PrivacyReason.PERSONAL);
        }
        if (NAMES.contains(field.name()) && PrivateModels.hasPrivateNames(model)) {
            return Optional.of(PrivacyReason.PRIVATE_NAME);
        }
        if (field.target() != null && PrivateModels.hasPrivateNames(field.target())) {
            return Optional.of(PrivacyReason.PRIVATE_LINK);
        }
        if (field.grouped()) {
            return Optional.of(PrivacyReason.RESTRICTED_TO_GROUPS);
        }
        return field.isCustom() && PersonalNames.isOfPeople(model)
                ? Optional.of(PrivacyReason.ADDED_TO_PEOPLE)
                : Optional.empty();
    }

    /**
     * Why a field is left out of a text that is chosen by the kinds of fields, although it may be shown by those who name it.
     *
     * @param field technical name
     * @param label what users see
     * @return the reason, or empty if it does not say how to reach somebody
     */
    public static Optional<PrivacyReason> unlessNamed(String field, String label) {
        return PersonalNames.isContact(field, label) ? Optional.of(PrivacyReason.CONTACT) : Optional.empty();
    }

    /**
     * Whether a value is private by its label alone, as that of a property is.
     *
     * @param model technical name of the model of the record that has the value
     * @param label what users see
     */
    public static boolean isPrivateLabel(String model, String label) {
        return SecretNames.isSecretLabel(label) || PersonalNames.isPersonalLabel(model, label, true);
    }

    /**
     * What makes a whole model private.
     *
     * @param model technical name
     * @return what its records hold, in words, or empty if it may be read by default
     */
    public static Optional<String> reasonOfModel(String model) {
        return PrivateModels.reason(model);
    }
}

package io.syncline.odoo.internal.privacy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of what is private unless the configuration names it. */
public final class PrivacyRules {

    private PrivacyRules() {}

    /**
     * Why a field is private.
     *
     * @param model technical name of its model
     * @param field its technical name
     * @param target the model that it links to, or null
     * @param grouped whether Odoo shows it to some groups only
     * @return the reason, or empty if the field may be read by default
     */
    public static Optional<PrivacyReason> of(String model, String field, @Nullable String target, boolean grouped) {
        if (SecretNames.isSecret(model, field)) {
            return Optional.of(PrivacyReason.SECRET);
        }
        if (PersonalNames.isPersonal(model, field)) {
            return Optional.of(PrivacyReason.PERSONAL);
        }
        if (target != null && ClosedModels.hasPrivateNames(target)) {
            return Optional.of(PrivacyReason.PRIVATE_LINK);
        }
        return grouped ? Optional.of(PrivacyReason.RESTRICTED_TO_GROUPS) : Optional.empty();
    }

    /**
     * What makes a whole model private.
     *
     * @param model technical name
     * @return what its records hold, in words, or empty if it may be read by default
     */
    public static Optional<String> ofModel(String model) {
        return ClosedModels.contentOf(model);
    }
}

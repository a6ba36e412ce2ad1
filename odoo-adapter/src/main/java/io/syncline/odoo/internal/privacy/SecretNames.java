package io.syncline.odoo.internal.privacy;

import io.syncline.core.adapter.privacy.PrivateWords;
import java.util.Map;
import java.util.Set;

/** Recognises fields that hold secrets by their names and labels. */
final class SecretNames {

    /** Fields whose names do not tell what they hold, by model. */
    private static final Map<String, Set<String>> BY_MODEL = Map.of(
            "ir.config_parameter", Set.of("value"),
            "discuss.channel", Set.of("uuid"),
            "mail.channel", Set.of("uuid"),
            "survey.survey", Set.of("session_link"),
            "event.registration", Set.of("barcode"));

    private SecretNames() {}

    static boolean isSecret(String model, String field) {
        return PrivateWords.LISTS.isSecretName(PrivateWords.LISTS.ofName(field))
                || BY_MODEL.getOrDefault(model, Set.of()).contains(field);
    }

    static boolean isSecretLabel(String label) {
        return PrivateWords.LISTS.isSecretLabel(PrivateWords.LISTS.ofLabel(label));
    }
}

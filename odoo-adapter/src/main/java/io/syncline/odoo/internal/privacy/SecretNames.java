package io.syncline.odoo.internal.privacy;

import io.syncline.odoo.internal.privacy.PrivateWords.Section;
import java.util.List;
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

    /** Words after which a key is still a key. */
    private static final Set<String> OF_KEYS = Set.of(
            "hex",
            "b",
            "base",
            "pem",
            "text",
            "live",
            "test",
            "sandbox",
            "prod",
            "production",
            "file",
            "value",
            "data",
            "string",
            "old",
            "new",
            "encrypted",
            "api");

    private SecretNames() {}

    static boolean isSecret(String model, String field) {
        NameWords words = PrivateWords.LISTS.ofName(field);
        return PrivateWords.LISTS.isName(Section.SECRET, words)
                || isKey(words.words())
                || BY_MODEL.getOrDefault(model, Set.of()).contains(field);
    }

    static boolean isSecretLabel(String label) {
        NameWords words = PrivateWords.LISTS.ofLabel(label);
        return PrivateWords.LISTS.isLabel(Section.SECRET, words)
                || (words.words().size() > 1 && isKey(words.words()));
    }

    /** Whether it ends with a key, as in {@code license_key_2} or {@code aes_key_hex}. */
    private static boolean isKey(List<String> words) {
        int key = words.lastIndexOf("key");
        return key >= 0 && OF_KEYS.containsAll(words.subList(key + 1, words.size()));
    }
}

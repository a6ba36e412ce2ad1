package io.syncline.odoo.internal.privacy;

import java.util.Map;
import java.util.Set;

/** Recognises fields that hold secrets by their names. */
final class SecretNames {

    private static final Set<String> WORDS = Set.of(
            "pass",
            "passwd",
            "password",
            "passwords",
            "passphrase",
            "pwd",
            "secret",
            "secrets",
            "token",
            "tokens",
            "rtoken",
            "apikey",
            "keys",
            "pin",
            "otp",
            "totp",
            "oauth",
            "signup",
            "credential",
            "credentials",
            "hmac",
            "shakey",
            "webhook",
            "signature",
            "cvv",
            "cvc");

    private static final Set<String> PHRASES = Set.of(
            "authorization_code",
            "session_code",
            "session_identifier",
            "access_code",
            "acc_number",
            "provider_ref",
            "callback_hash",
            "private_key",
            "api_key",
            "videocall_location",
            "smtp_user");

    /** Names that say nothing by themselves, by model. */
    private static final Map<String, Set<String>> BY_MODEL = Map.of(
            "ir.config_parameter", Set.of("value"),
            "loyalty.card", Set.of("code"),
            "discuss.channel", Set.of("uuid"),
            "mail.channel", Set.of("uuid"),
            "survey.survey", Set.of("session_link"),
            "event.registration", Set.of("barcode"));

    private SecretNames() {}

    static boolean isSecret(String model, String field) {
        NameWords words = NameWords.of(field);
        return words.hasAny(WORDS)
                || words.endsWith("key")
                || words.hasPhrase(PHRASES)
                || BY_MODEL.getOrDefault(model, Set.of()).contains(field);
    }
}

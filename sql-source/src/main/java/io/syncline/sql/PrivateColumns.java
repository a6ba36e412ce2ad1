package io.syncline.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises columns that hold secrets or personal data by the words of their names. They are left out of texts unless the
 * configuration names them. Rules about words leave {@code keyboard} and {@code passenger} alone.
 */
final class PrivateColumns {

    private static final Set<String> SECRETS = Set.of(
            "pass",
            "passwd",
            "password",
            "passwords",
            "passphrase",
            "pwd",
            "secret",
            "secrets",
            "salt",
            "hash",
            "token",
            "tokens",
            "apikey",
            "keys",
            "pin",
            "otp",
            "totp",
            "oauth",
            "credential",
            "credentials",
            "hmac",
            "webhook",
            "signature",
            "cvv",
            "cvc",
            "session",
            "cookie");

    private static final List<String> SECRET_PHRASES = List.of(
            "_api_key_",
            "_private_key_",
            "_access_key_",
            "_secret_key_",
            "_access_code_",
            "_authorization_code_",
            "_card_number_",
            "_account_number_");

    private static final Set<String> PERSONAL = Set.of(
            "ssn",
            "passport",
            "iban",
            "birth",
            "birthday",
            "birthdate",
            "birthplace",
            "dob",
            "gender",
            "sex",
            "marital",
            "spouse",
            "religion",
            "ethnicity",
            "health",
            "medical",
            "diagnosis",
            "disability",
            "salary",
            "wage",
            "payroll",
            "latitude",
            "longitude",
            "gps",
            "ip",
            "emergency");

    private static final List<String> PERSONAL_PHRASES = List.of(
            "_national_id_",
            "_social_security_",
            "_tax_number_",
            "_tax_id_",
            "_identity_card_",
            "_bank_account_",
            "_home_address_",
            "_license_plate_");

    private PrivateColumns() {}

    /** Why a column is private; empty if it may be shown by default. */
    static Optional<String> reason(String column) {
        List<String> words = words(column);
        String joined = "_" + String.join("_", words) + "_";
        if (words.stream().anyMatch(SECRETS::contains)
                || words.get(words.size() - 1).equals("key")
                || SECRET_PHRASES.stream().anyMatch(joined::contains)) {
            return Optional.of("secrets");
        }
        return words.stream().anyMatch(PERSONAL::contains)
                        || PERSONAL_PHRASES.stream().anyMatch(joined::contains)
                ? Optional.of("personal data")
                : Optional.empty();
    }

    /** What stands between underscores, spaces, hyphens and capitals, without trailing digits. */
    private static List<String> words(String name) {
        List<String> words = Arrays.stream(name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                        .toLowerCase(Locale.ROOT)
                        .split("[_\\s.-]+"))
                .map(word -> word.replaceFirst("(?<=[a-z])\\d+$", ""))
                .filter(word -> !word.isEmpty())
                .toList();
        return words.isEmpty() ? List.of(name) : words;
    }
}

package io.syncline.sql;

import io.syncline.core.adapter.privacy.NameWords;
import io.syncline.core.adapter.privacy.PrivateWords;
import io.syncline.core.adapter.privacy.PrivateWords.Section;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises columns that hold secrets, personal data or contact data by the words of their names. They are left out of texts unless the
 * configuration names them.
 */
final class PrivateColumns {

    /** What only the tables behind an application show. */
    private static final Set<String> SECRETS = Set.of("hash", "salt", "keys", "session", "cookie", "nonce");

    private PrivateColumns() {}

    /** Why a column is private; empty if it may be shown by default. */
    static Optional<String> reason(String column) {
        NameWords words = PrivateWords.LISTS.ofName(column);
        if (PrivateWords.LISTS.isSecretName(words) || words.words().stream().anyMatch(SECRETS::contains)) {
            return Optional.of("secrets");
        }
        if (PrivateWords.LISTS.isName(Section.IDENTITY, words) || PrivateWords.LISTS.isName(Section.PERSON, words)) {
            return Optional.of("personal data");
        }
        return PrivateWords.LISTS.isName(Section.CONTACT, words) ? Optional.of("contact data") : Optional.empty();
    }
}

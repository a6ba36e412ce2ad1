package io.syncline.odoo;

import io.syncline.api.failure.SetupException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The languages of the database, read once. Version 17 answers in English if a language is not installed, later ones refuse.
 *
 * <p>Thread-safe.
 */
final class Languages {

    private static final String SOURCE = "en_US";

    private final OdooApi api;
    private final Optional<String> chosen;
    private volatile @Nullable List<String> installed;

    Languages(OdooApi api, Optional<String> chosen) {
        this.api = api;
        this.chosen = chosen;
    }

    /**
     * Checks that the chosen language is installed.
     *
     * @throws SetupException if it is not
     */
    void check() {
        List<String> codes = installed();
        if (chosen.isPresent() && !codes.isEmpty() && !codes.contains(chosen.get())) {
            installed = null;
            throw new SetupException("Language " + chosen.get() + " is not installed in this database. Installed: "
                    + String.join(", ", new TreeSet<>(codes))
                    + ". Install it in Odoo under Settings, Languages, or correct"
                    + " 'language'");
        }
    }

    /** What a person should know who has chosen no language, if there is a choice. */
    Optional<String> warning() {
        TreeSet<String> others = new TreeSet<>(installed());
        others.remove(SOURCE);
        return chosen.isPresent() || others.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "No language is set: texts are not translated and usually English; set 'language' to one of "
                                + String.join(", ", others) + " if users read that");
    }

    /** Empty if this user may not know. */
    private List<String> installed() {
        List<String> known = installed;
        if (known == null) {
            known = read();
            installed = known;
        }
        return known;
    }

    private List<String> read() {
        return api.optional(api::installedLanguages, failure -> List.of());
    }
}

package io.syncline.cli.config;

import java.util.Optional;

/** Where records come from. */
public sealed interface SourceConfig {

    /**
     * An Odoo database.
     *
     * @param url where the server is
     * @param database the database
     * @param username the login
     * @param credential what the login is proved with
     * @param apiKey whether that is an API key; else it is a password
     * @param language the language of labels and texts, or empty for the untranslated ones
     */
    record Odoo(
            String url, String database, String username, Secret credential, boolean apiKey, Optional<String> language)
            implements SourceConfig {}
}

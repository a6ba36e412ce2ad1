package io.syncline.odoo;

import static java.util.Objects.requireNonNull;

import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import io.syncline.core.adapter.Setting;
import io.syncline.odoo.OdooRecordSource.Transport;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an {@link OdooRecordSourceBuilder} that say which database to read, as which user: their options in a
 * configuration, their rules, and what the source gets of them. Not thread-safe.
 */
final class LoginSettings {

    /**
     * The checked settings.
     *
     * @param name what distinguishes the source from all others
     * @param url the address of the server, normalised, without a trailing slash
     * @param database the name of the database
     * @param username the login, or null if the API key identifies the user
     * @param secret a password or an API key
     * @param hasKey whether the secret is an API key
     * @param transport which of Odoo's APIs to use
     */
    record Account(
            String name,
            URI url,
            String database,
            @Nullable String username,
            Secret secret,
            boolean hasKey,
            Transport transport) {

        /** Whether a secret is a part of what messages show anyway. */
        boolean isShown(Secret other) {
            return Stream.of(name, url.toString(), database, username == null ? "" : username)
                    .anyMatch(other::isIn);
        }
    }

    private static final int MAX_NAME = 200;

    private final Setting<String> name = Setting.named("name");
    private final Setting<URI> url = Setting.named("url");
    private final Setting<String> database = Setting.named("database");
    private final Setting<String> username = Setting.named("username");
    private final Setting<Secret> password = Setting.named("password");
    private final Setting<Secret> apiKey = Setting.named("apiKey");
    private final Setting<Transport> transport = Setting.named("transport");

    /** The options of a configuration, as the beginning of all options of the source. */
    static OptionSet<OdooRecordSourceBuilder> options() {
        return OptionSet.of(OdooRecordSource::builder)
                .with(
                        Option.text(
                                        "url",
                                        "address of the Odoo server, such as `https://erp.example.com`, without a path; redirects are not followed")
                                .confidential()
                                .required()
                                .example("${ODOO_URL:http://localhost:8069}"),
                        OdooRecordSourceBuilder::url)
                .with(
                        Option.text("database", "name of the Odoo database")
                                .required()
                                .example("${ODOO_DATABASE:odoo}"),
                        OdooRecordSourceBuilder::database)
                .with(
                        Option.text(
                                        "username",
                                        "login of the Odoo user; the records and fields that this user may read are synced")
                                .confidential()
                                .personal()
                                .common()
                                .defaultText("none; needed unless `transport` is `json-2`")
                                .example("${ODOO_USERNAME:admin}"),
                        OdooRecordSourceBuilder::username)
                .with(
                        Option.secret("api-key", "key made in Odoo under Preferences, Account Security")
                                .common()
                                .defaultText("none; needed unless there is a `password`")
                                .example("${ODOO_API_KEY}"),
                        OdooRecordSourceBuilder::apiKey)
                .with(
                        Option.secret("password", "password of the user; not with `transport: json-2`")
                                .defaultText("none; needed unless there is an `api-key`")
                                .example("${ODOO_PASSWORD}"),
                        OdooRecordSourceBuilder::password)
                .with(
                        Option.choice(
                                        "transport",
                                        "the interface of Odoo; see [Protocols](odoo.md#protocols)",
                                        Transport.class)
                                .defaultValue("auto"),
                        OdooRecordSourceBuilder::transport)
                .with(
                        Option.text(
                                        "name",
                                        "name under which the records are stored; see [Moving a source](operating.md#moving-a-source) before you change it")
                                .defaultText("`odoo:`, `url`, `/` and `database`")
                                .example("erp"),
                        OdooRecordSourceBuilder::name);
    }

    void name(String value) {
        String plain = OdooUrl.plainText("name", value);
        if (plain.length() > MAX_NAME
                || !plain.equals(plain.strip())
                || plain.indexOf('\n') >= 0
                || plain.indexOf('\t') >= 0) {
            throw new IllegalArgumentException("'name' must be one line of at most " + MAX_NAME
                    + " characters without spaces at its ends, not '" + plain + "'");
        }
        name.set(plain);
    }

    void url(String value) {
        url.set(OdooUrl.normalised(requireNonNull(value, "url")));
    }

    void database(String value) {
        database.set(OdooUrl.plainText("database", value));
    }

    void username(String value) {
        username.set(OdooUrl.plainText("username", value));
    }

    void password(String value) {
        password.excludes(apiKey);
        refusePasswordOverJson(true, isJson());
        password.set(new Secret(OdooUrl.plainText("password", value)));
    }

    void apiKey(String value) {
        apiKey.excludes(password);
        apiKey.set(new Secret(OdooUrl.key(requireNonNull(value, "apiKey"))));
    }

    void transport(Transport value) {
        refusePasswordOverJson(password.isSet(), value == Transport.JSON_2);
        transport.set(value);
    }

    private static void refusePasswordOverJson(boolean hasPassword, boolean isJson) {
        if (hasPassword && isJson) {
            throw new IllegalStateException(
                    "'password' cannot be combined with transport JSON_2, which takes an 'apiKey'");
        }
    }

    private boolean isJson() {
        return transport.or(Transport.AUTO) == Transport.JSON_2;
    }

    /** Checks that nothing is missing. JSON-2 needs no username, since it identifies the user by the key. */
    Account account() {
        List<Setting<?>> required = new ArrayList<>(List.of(url, database));
        if (password.isSet() || transport.or(Transport.AUTO) == Transport.XML_RPC) {
            required.add(username);
        }
        if (!password.isSet() && !apiKey.isSet()) {
            boolean named = username.isSet() || required.contains(username);
            Setting<?> secret = Setting.named(named ? "apiKey or password" : "apiKey, or username and password");
            required.add(isJson() ? apiKey : secret);
        }
        Setting.require("An Odoo source", required.toArray(Setting<?>[]::new));
        return new Account(
                name.or("odoo:" + url.get() + "/" + database.get()),
                url.get(),
                database.get(),
                username.optional().orElse(null),
                apiKey.isSet() ? apiKey.get() : password.get(),
                apiKey.isSet(),
                transport.or(Transport.AUTO));
    }
}

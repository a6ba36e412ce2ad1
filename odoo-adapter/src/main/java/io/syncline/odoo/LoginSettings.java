package io.syncline.odoo;

import static java.util.Objects.requireNonNull;

import io.syncline.core.adapter.Setting;
import io.syncline.odoo.OdooRecordSource.Transport;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The settings of an {@link OdooRecordSourceBuilder} that say which database to read, as which user. Not thread-safe. */
final class LoginSettings {

    private final Setting<URI> url = Setting.named("url");
    private final Setting<String> database = Setting.named("database");
    private final Setting<String> username = Setting.named("username");
    private final Setting<Secret> password = Setting.named("password");
    private final Setting<Secret> apiKey = Setting.named("apiKey");
    private final Setting<Transport> transport = Setting.named("transport");

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
        apiKey.set(new Secret(OdooUrl.plainText("API key", requireNonNull(value, "apiKey"))));
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
    OdooConfig config(OdooConfig.Reading reading, OdooConfig.Network network) {
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
        return new OdooConfig(
                url.get(),
                database.get(),
                username.optional().orElse(null),
                apiKey.isSet() ? apiKey.get() : password.get(),
                apiKey.isSet(),
                transport.or(Transport.AUTO),
                reading,
                network);
    }
}

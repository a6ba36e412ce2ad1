package io.syncline.odoo.testserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A user who may log in. Each method returns a changed copy.
 *
 * <p>Immutable; {@code toString} holds no secret.
 */
public final class OdooUser {
    private final String login;
    private String password;
    private List<String> apiKeys = List.of();
    private Set<String> groups = Set.of();
    private List<Long> companies = List.of(1L);
    private String language = "en_US";
    private boolean administrator;

    private OdooUser(String login, String password) {
        this.login = login;
        this.password = password;
    }

    private OdooUser with(Consumer<OdooUser> change) {
        OdooUser copy = new OdooUser(login, password);
        copy.apiKeys = apiKeys;
        copy.groups = groups;
        copy.companies = companies;
        copy.language = language;
        copy.administrator = administrator;
        change.accept(copy);
        return copy;
    }

    /**
     * A user who is in every group.
     *
     * @param login the login name
     * @param password the password
     * @return the user
     */
    public static OdooUser administrator(String login, String password) {
        return limited(login, password).with(user -> user.administrator = true);
    }

    /**
     * A user who is in the given groups only.
     *
     * @param login the login name
     * @param password the password
     * @param groups technical names such as {@code base.group_user}
     * @return the user
     */
    public static OdooUser limited(String login, String password, String... groups) {
        return new OdooUser(login, password).with(user -> user.groups = Set.of(groups));
    }

    /**
     * Adds an API key, which is accepted wherever the password is.
     *
     * @param key the key
     * @return a changed copy
     */
    public OdooUser apiKey(String key) {
        List<String> keys = new ArrayList<>(apiKeys);
        keys.add(key);
        return with(user -> user.apiKeys = List.copyOf(keys));
    }

    /**
     * Sets the companies that the user may act for.
     *
     * @param ids company ids, the user's own one first
     * @return a changed copy
     */
    public OdooUser companies(Long... ids) {
        if (ids.length == 0) {
            throw new IllegalArgumentException("User " + login + " needs a company");
        }
        return with(user -> user.companies = List.of(ids));
    }

    /**
     * Sets the user's own language, which the external API does not use unless a call asks for it.
     *
     * @param code a language code
     * @return a changed copy
     */
    public OdooUser language(String code) {
        return with(user -> user.language = code);
    }

    String login() {
        return login;
    }

    List<Long> companies() {
        return companies;
    }

    String language() {
        return language;
    }

    boolean isAdministrator() {
        return administrator;
    }

    boolean accepts(String secret) {
        return !secret.isEmpty() && (secret.equals(password) || apiKeys.contains(secret));
    }

    boolean hasKey(String key) {
        return apiKeys.contains(key);
    }

    boolean isInAny(List<String> names) {
        return names.isEmpty() || administrator || names.stream().anyMatch(groups::contains);
    }

    @Override
    public String toString() {
        return "OdooUser " + login;
    }
}

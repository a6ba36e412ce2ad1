package io.syncline.odoo.testserver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The caller, the language and the companies of a call, which decide what it may read. */
final class Env {
    private final Store store;
    private final OdooVersion version;
    private final long userId;
    private final OdooUser user;
    private final Map<String, @Nullable Object> context;
    private final String language;
    private final List<Long> companies;

    private Env(
            Store store,
            OdooVersion version,
            long userId,
            OdooUser user,
            Map<String, @Nullable Object> context,
            String language,
            List<Long> companies) {
        this.store = store;
        this.version = version;
        this.userId = userId;
        this.user = user;
        this.context = context;
        this.language = language;
        this.companies = companies;
    }

    static Env of(Store store, OdooVersion version, long userId, OdooUser user, Map<String, @Nullable Object> context) {
        Object asked = context.get("lang");
        String language = asked instanceof String code && !code.isEmpty() ? code : "en_US";
        if (!isInstalled(store, language)) {
            if (version != OdooVersion.V17) {
                throw OdooError.user("Invalid language code: " + language);
            }
            language = "en_US";
        }
        return new Env(store, version, userId, user, context, language, companies(store, userId, context));
    }

    private static boolean isInstalled(Store store, String language) {
        Table languages = store.required("res.lang");
        return languages.rows().values().stream()
                .map(row -> new OdooRecord(store, languages, row, OdooRecord.Scope.DEFAULT))
                .anyMatch(one -> language.equals(one.text("code")) && Boolean.TRUE.equals(one.get("active")));
    }

    private static List<Long> companies(Store store, long userId, Map<String, @Nullable Object> context) {
        OdooRecord user = store.find("res.users", userId, OdooRecord.Scope.DEFAULT)
                .orElseThrow(() -> OdooError.missing("res.users", userId, userId));
        Set<Long> own = new LinkedHashSet<>(Table.targets(user.get("company_id")));
        own.addAll(Table.targets(user.get("company_ids")));
        Object asked = context.get("allowed_company_ids");
        if (!(asked instanceof List<?> list) || list.isEmpty()) {
            return List.copyOf(own);
        }
        List<Long> ids = Cells.ids(list);
        if (!own.containsAll(ids)) {
            throw OdooError.access("Access to unauthorized or invalid companies.");
        }
        return ids;
    }

    /** The same caller, with archived records in or out of searches. */
    Env activeTest(boolean value) {
        Map<String, @Nullable Object> changed = new HashMap<>(context);
        changed.put("active_test", value);
        return new Env(store, version, userId, user, changed, language, companies);
    }

    Store store() {
        return store;
    }

    OdooVersion version() {
        return version;
    }

    long userId() {
        return userId;
    }

    OdooUser user() {
        return user;
    }

    String language() {
        return language;
    }

    OdooRecord.Scope scope() {
        return new OdooRecord.Scope(language, companies.get(0));
    }

    OdooAccess access() {
        return new OdooAccess(userId, user.login(), user.isAdministrator(), companies);
    }

    boolean activeTest() {
        return flag("active_test", true);
    }

    boolean flag(String key, boolean otherwise) {
        Object value = context.get(key);
        return value == null ? otherwise : !value.equals(false) && !value.equals(0) && !value.equals("");
    }

    OdooRecord record(Table table, Row row) {
        return new OdooRecord(store, table, row, scope());
    }

    /** Whether a record rule lets the caller see a row. */
    boolean sees(Table table, Row row) {
        return !table.model().hasRules() || table.model().allows(record(table, row), access());
    }

    boolean mayRead(Table table) {
        return user.isInAny(table.model().readGroups());
    }

    boolean mayWrite(Table table) {
        return user.isInAny(table.model().writeGroups());
    }

    boolean mayUse(Column column) {
        return user.isInAny(column.field().groups());
    }

    void requireRead(Table table) {
        if (!mayRead(table)) {
            throw denied(table, "access", table.model().readGroups());
        }
    }

    /** A closed model that has a public profile can be searched by what is in it. */
    void requireSearch(Table table, Domain domain) {
        if (mayRead(table) || !table.model().hasProfile()) {
            requireRead(table);
        } else if (domain.names(path -> !table.model().isInProfile(path.split("\\.", -1)[0]))) {
            throw OdooError.access("You do not have access to this document.");
        }
    }

    void requireWrite(Table table, String verb) {
        if (!mayWrite(table)) {
            throw denied(table, verb, table.model().writeGroups());
        }
    }

    private static OdooError denied(Table table, String verb, List<String> groups) {
        StringBuilder text = new StringBuilder("You are not allowed to ").append(verb);
        text.append(" '").append(table.model().label()).append("' (").append(table.name());
        text.append(") records.\n\nThis operation is allowed for the following groups:");
        groups.forEach(group -> text.append("\n\t- ").append(group));
        return OdooError.access(text.append("\n\nContact your administrator to request access if necessary.")
                .toString());
    }

    /** The columns of the named fields, which must exist and be open to the caller. */
    List<Column> columns(Table table, Collection<String> names) {
        List<Column> columns = new ArrayList<>(names.size());
        List<String> forbidden = new ArrayList<>();
        for (String name : names) {
            Column column = table.column(name);
            if (column == null) {
                throw OdooError.value(version.invalidField(name, table.name()));
            }
            if (!mayUse(column)) {
                forbidden.add(name);
            }
            columns.add(column);
        }
        if (!forbidden.isEmpty()) {
            throw forbidden(table, forbidden);
        }
        return columns;
    }

    /** Odoo 19 names the first field only. */
    OdooError forbidden(Table table, List<String> fields) {
        String which = version == OdooVersion.V19
                ? "field \"" + fields.get(0) + '"'
                : "fields \"" + String.join(",", fields) + '"';
        return OdooError.access("You do not have enough rights to access the " + which + " on "
                + table.model().label() + " (" + table.name()
                + "). Please contact your system administrator.\n\nOperation: read");
    }

    OdooError hidden(Table table, Row row) {
        return OdooError.access("Uh-oh! Looks like you have stumbled upon some top-secret records.\n\nSorry, "
                + user.login() + " (id=" + userId + ") doesn't have 'read' access to:\n- "
                + table.model().label() + " (" + table.name() + ": " + row.id()
                + ")\n\nIf you really, really need access, perhaps you can win over your friendly administrator with"
                + " a batch of freshly baked cookies.");
    }
}

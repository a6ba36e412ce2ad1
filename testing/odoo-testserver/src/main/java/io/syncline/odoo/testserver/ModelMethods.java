package io.syncline.odoo.testserver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The reading methods, and the table of all methods. */
final class ModelMethods {
    private final Map<String, MethodSpec> methods = new HashMap<>();
    private final OdooVersion version;

    ModelMethods(OdooVersion version, WriteMethods writes) {
        this.version = version;
        String context = version == OdooVersion.V19 ? "domain? operator? limit?" : "args? operator? limit?";
        add(MethodSpec.onModel("fields_get", "allfields? attributes?", ModelMethods::fieldsGet));
        add(MethodSpec.onModel("search", "domain offset? limit? order?", ModelMethods::search));
        add(MethodSpec.onModel("search_count", "domain limit?", ModelMethods::searchCount));
        add(MethodSpec.onModel("search_read", "domain? fields? offset? limit? order? load?", ModelMethods::searchRead));
        add(MethodSpec.onModel("name_search", "name? " + context, ModelMethods::nameSearch));
        add(MethodSpec.onModel("check_access_rights", "operation raise_exception?", ModelMethods::checkAccessRights));
        add(MethodSpec.onModel("read_group", Aggregates.PARAMETERS, Aggregates::readGroup));
        add(MethodSpec.onRecords("read", "fields? load?", ModelMethods::read));
        add(MethodSpec.onRecords("get_metadata", "", ModelMethods::metadata));
        if (version == OdooVersion.V19) {
            add(MethodSpec.onRecords("has_access", "operation", ModelMethods::hasAccess));
        } else {
            add(MethodSpec.onRecords("exists", "", ModelMethods::exists));
        }
        if (version == OdooVersion.V18) {
            add(MethodSpec.onRecords("has_access", "operation", ModelMethods::hasAccess));
        }
        add(MethodSpec.onModel("context_get", "", ModelMethods::contextGet));
        add(MethodSpec.onModel("get_installed", "", ModelMethods::installedLanguages));
        add(MethodSpec.onModel("display_name_for", "models", ModelMethods::labels));
        String requested = version == OdooVersion.V19 ? "fields" : "fields_list";
        add(MethodSpec.onModel("default_get", requested, call -> Map.of()));
        writes.methods().forEach(this::add);
    }

    private void add(MethodSpec method) {
        methods.put(method.name(), method);
    }

    /** The method of a model, or the error a caller gets for it. */
    MethodSpec method(Table table, String name) {
        MethodSpec method = methods.get(name);
        boolean special = switch (name) {
            case "context_get" -> !table.name().equals("res.users");
            case "display_name_for" -> !table.name().equals("ir.model");
            case "get_installed" -> !table.name().equals("res.lang");
            default -> false;
        };
        if (name.startsWith("_") || (version == OdooVersion.V19 && name.equals("exists"))) {
            throw OdooError.access(
                    "Private methods (such as '" + table.name() + "." + name + "') cannot be called remotely.");
        }
        if (method == null || special) {
            throw OdooError.unknownMethod(table.name(), name);
        }
        return method;
    }

    private static Object fieldsGet(Arguments call) {
        return new FieldsGet(call.env(), call.table()).describe(call.names("allfields"), call.names("attributes"));
    }

    static List<Row> find(Arguments call) {
        Domain domain = call.domain("domain");
        call.env().requireSearch(call.table(), domain);
        OrderBy order = OrderBy.of(call.env(), call.table(), call.text("order"));
        return new Search(call.env(), call.table(), domain).page(order, call.count("offset"), call.count("limit"));
    }

    private static Object search(Arguments call) {
        OdooModel model = call.table().model();
        return find(call).stream().map(row -> model.sentId(row.id())).toList();
    }

    private static Object searchCount(Arguments call) {
        Domain domain = call.domain("domain");
        call.env().requireSearch(call.table(), domain);
        long count = new Search(call.env(), call.table(), domain).count();
        int limit = call.count("limit");
        return limit == 0 ? count : Math.min(count, limit);
    }

    private static Object searchRead(Arguments call) {
        List<String> fields = call.names("fields");
        call.env().columns(call.table(), fields);
        return reader(call).read(find(call), fields);
    }

    private static RecordReader reader(Arguments call) {
        boolean plain = call.named().containsKey("load") && !"_classic_read".equals(call.get("load"));
        return new RecordReader(call.env(), call.table(), !plain);
    }

    private static Object read(Arguments call) {
        return reader(call).read(visible(call), call.names("fields"));
    }

    /** The rows of the ids given, in that order; one that a rule hides fails the whole call. */
    static Collection<Row> visible(Arguments call) {
        call.env().requireRead(call.table());
        List<Row> rows = new ArrayList<>();
        for (long id : call.ids()) {
            Row row = call.table().row(id);
            if (row != null) {
                if (!call.env().sees(call.table(), row)) {
                    throw call.env().hidden(call.table(), row);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static Object exists(Arguments call) {
        return call.ids().stream().filter(id -> call.table().row(id) != null).toList();
    }

    private static Object nameSearch(Arguments call) {
        call.env().requireRead(call.table());
        String name = Objects.requireNonNullElse(call.text("name"), "");
        String operator = Objects.requireNonNullElse(call.text("operator"), "ilike");
        Domain given = call.domain(call.env().version() == OdooVersion.V19 ? "domain" : "args");
        Domain domain = new Domain.All(List.of(given, new Domain.Leaf("display_name", operator, name)));
        int limit = call.named().containsKey("limit") ? call.count("limit") : 100;
        OrderBy order = OrderBy.of(call.env(), call.table(), null);
        return new Search(call.env(), call.table(), domain)
                .page(order, 0, limit).stream()
                        .map(row -> List.of(
                                row.id(), call.env().record(call.table(), row).displayName()))
                        .toList();
    }

    private static boolean mayDo(Arguments call) {
        return "read".equals(call.text("operation"))
                ? call.env().mayRead(call.table())
                : call.env().mayWrite(call.table());
    }

    private static Object checkAccessRights(Arguments call) {
        boolean may = mayDo(call);
        if (!may && call.flag("raise_exception", true)) {
            call.env().requireRead(call.table());
            call.env().requireWrite(call.table(), String.valueOf(call.text("operation")));
        }
        return may;
    }

    private static Object hasAccess(Arguments call) {
        return mayDo(call)
                && call.ids().stream()
                        .map(call.table()::row)
                        .allMatch(row -> row == null || call.env().sees(call.table(), row));
    }

    private static Object metadata(Arguments call) {
        List<Object> all = new ArrayList<>();
        for (Object read : new RecordReader(call.env(), call.table(), true)
                .read(visible(call), List.of("id", "create_uid", "create_date", "write_uid", "write_date"))) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            ((Map<?, ?>) read).forEach((key, value) -> one.put(String.valueOf(key), value));
            one.put("xmlid", false);
            one.put("noupdate", false);
            all.add(one);
        }
        return all;
    }

    private static Object contextGet(Arguments call) {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("lang", call.env().user().language());
        context.put("tz", false);
        context.put("uid", call.env().userId());
        return context;
    }

    /** What models are called; a model that does not exist or may not be read keeps its technical name. */
    private static Object labels(Arguments call) {
        return call.names("models").stream()
                .map(name -> Map.of(
                        "model",
                        name,
                        "display_name",
                        call.env()
                                .store()
                                .table(name)
                                .filter(call.env()::mayRead)
                                .map(table -> table.model().label())
                                .orElse(name)))
                .toList();
    }

    private static Object installedLanguages(Arguments call) {
        Column code = Objects.requireNonNull(call.table().column("code"));
        Column name = Objects.requireNonNull(call.table().column("name"));
        OrderBy order = OrderBy.of(call.env(), call.table(), "name");
        return new Search(call.env(), call.table(), Domain.parse(null))
                .page(order, 0, 0).stream()
                        .map(row -> List.of(String.valueOf(code.raw(row)), String.valueOf(name.raw(row))))
                        .toList();
    }
}
